import type { Appointment, EntityName } from '../../../shared/entities';
import type { Person } from '../../../shared/rules/permissions';
import { StatusMark } from '../clinic/StatusMark';
import { Tag } from '../base';
import { type Column, columnsOf } from './columns';

type Cell = NonNullable<Column['cell']>;

/** Only what is not as usual is marked: a list in which every row is green says nothing. */
const userTones: Readonly<Record<string, 'warn' | 'plain'>> = { pending: 'warn', disabled: 'plain' };

/** Cells that say more with a mark than with words alone, by entity and column. */
const cells: Readonly<
  Partial<Record<EntityName, Readonly<Record<string, (words: Column['words']) => Cell>>>>
> = {
  appointments: {
    status:
      () =>
      (record, { now }) => (
        // The rows of this table are appointments.
        <StatusMark appointment={record as unknown as Appointment} now={now} />
      ),
  },
  auditentries: {
    outcome: (words) => (record, writing) =>
      record.outcome === 'refused' ? (
        <Tag tone="danger">{words(record, writing)}</Tag>
      ) : (
        words(record, writing)
      ),
  },
  users: {
    status: (words) => (record, writing) => {
      const tone = userTones[String(record.status)];
      return tone ? <Tag tone={tone}>{words(record, writing)}</Tag> : words(record, writing);
    },
  },
};

/** The columns of an entity, with marks where they help. */
export function richColumns(entity: EntityName, person: Person): Column[] {
  return columnsOf(entity, person).map((column) => {
    const cell = cells[entity]?.[column.id];
    return cell ? { ...column, cell: cell(column.words) } : column;
  });
}
