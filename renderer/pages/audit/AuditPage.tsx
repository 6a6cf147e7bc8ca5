import { IconHistory } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useNavigate } from 'react-router';
import { type AuditEntry, entities } from '../../../shared/entities';
import { may, type Person } from '../../../shared/rules/permissions';
import type { EntityDefinition } from '../../../shared/schema';
import { Empty, Forbidden, Page } from '../../kit/base';
import { usePerson } from '../../kit/data';
import { formatNumber } from '../../kit/format';
import { auditActions, auditKinds, auditWords } from '../../kit/record';
import { type Column, EntityTable, type ListedRecord, richColumns, useListQuery } from '../../kit/table';
import { subjectOf } from './subject-of';

/** The trail with choices where it holds words of the program: people look for "Changed", not for "update". */
const definition: EntityDefinition = {
  ...entities.auditentries,
  fields: {
    ...entities.auditentries.fields,
    action: { ...entities.auditentries.fields.action, kind: 'choice', choices: auditActions },
    entity: { ...entities.auditentries.fields.entity, kind: 'choice', choices: auditKinds },
  },
};

const anyPerson: Person = { roles: ['admin'] };

const what: Column = {
  id: 'action',
  label: 'What',
  // Rows of this table are audit entries.
  words: (record) => auditWords(record as unknown as AuditEntry),
  look: 'text',
  sortField: 'action',
  order: 'letters',
  filterField: 'action',
  width: 250,
  grow: 4,
  isShownAtFirst: true,
};

const labels: Readonly<Record<string, string>> = { userName: 'Who', reason: 'Note' };
/** In px: all of it fits beside the navigation of a laptop. */
const widths: Readonly<Record<string, number>> = {
  userName: 130,
  patient: 150,
  outcome: 90,
  reason: 140,
  device: 110,
};
/** Doings of the program itself have no user. */
const itself = 'Clinic Desk';
const shown = new Set(['at', 'userName', 'patient', 'outcome', 'reason', 'device']);
/** Columns of which "What" is made, and the one that says the same as a name. */
const within = new Set(['action', 'entity', 'changed', 'user']);

/** When, who, what, about whom: what is the same record's action, kind and fields reads as one phrase. */
const columns: readonly Column[] = richColumns('auditentries', anyPerson)
  .filter((column) => !within.has(column.id) && !['createdAt', 'updatedAt', 'record'].includes(column.id))
  .map((column): Column => {
    const label = labels[column.id] ?? column.label;
    // Who it was is what one looks for; the patient is a detail here.
    const look = column.id === 'userName' ? 'name' : 'value';
    const words: Column['words'] = (record, writing) =>
      column.words(record, writing) || (column.id === 'userName' ? itself : '');
    const width = widths[column.id] ?? column.width;
    return { ...column, words, label, look, width, isShownAtFirst: shown.has(column.id) };
  })
  .flatMap((column) => (column.id === 'userName' ? [column, what] : [column]));

/** Who looked at and changed what; nobody can change it. */
export function AuditPage() {
  const person = usePerson();
  const navigate = useNavigate();
  const [query, onQueryChange] = useListQuery(definition);
  const [total, setTotal] = useState<number>();
  const hrefOf = useCallback((entry: ListedRecord) => subjectOf(person, entry), [person]);
  if (!may(person, 'read', definition)) return <Forbidden />;
  return (
    <Page
      title="Audit"
      subtitle={total === undefined ? undefined : total === 1 ? '1 entry' : `${formatNumber(total)} entries`}
      flush
      plainHead
    >
      <EntityTable
        entity="auditentries"
        definition={definition}
        columns={columns}
        query={query}
        onQueryChange={onQueryChange}
        hrefOf={hrefOf}
        onOpen={(entry) => {
          const to = hrefOf(entry);
          if (to) void navigate(to);
        }}
        onCount={setTotal}
        empty={
          <Empty
            icon={IconHistory}
            title="Nothing is noted yet"
            text="Every change, and every chart that is opened, shows up here."
          />
        }
      />
    </Page>
  );
}
