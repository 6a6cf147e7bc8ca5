import { type EntityName, entities, type EntityTable } from '../../../shared/entities';
import { formatDate, writtenTitle } from '../format';

const table: EntityTable = entities;

/** What people call a record: its title, with dates as they are written everywhere else. */
export function recordTitle(entity: EntityName, record: Partial<Record<string, unknown>>): string {
  return writtenTitle(table[entity]?.title(record) ?? '');
}

/** The first letter made large, for the start of a sentence or a heading. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What a record without a name may be known by, the best first. */
const tellingFields = ['city', 'phone', 'recordNumber', 'dateOfBirth', 'username', 'email'];

/** "Clinic without a name, Norbridge": what stands for the name that a record lacks, with what tells it from others. */
export function namelessTitle(
  entity: EntityName,
  record: { readonly id: string } & Partial<Record<string, unknown>>,
): string {
  const known = tellingFields
    .map((name) => record[name])
    .find((value): value is string => typeof value === 'string' && value.trim() !== '');
  const what = `${sentence(table[entity]?.label.one ?? 'record')} without a name`;
  return `${what}, ${known ? formatDate(known) : record.id.slice(-6)}`;
}
