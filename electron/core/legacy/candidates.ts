import type { ReviewItem } from '../../../shared/contract';
import type { EntityTable } from '../../../shared/entities';
import { mayRead } from '../../../shared/rules/permissions';
import type { EntityRecords } from '../entity-records';
import type { StoredReviewItem } from '../ports/legacy-database';
import type { Records } from '../ports/records';
import type { SignedInPerson } from '../session';

type Given = {
  readonly records: Records;
  readonly entityRecords: EntityRecords;
  readonly table: EntityTable;
};
type Candidate = NonNullable<ReviewItem['candidates']>[number];

/** Kinds of fields that tell namesakes apart in a few words. */
const telling: ReadonlySet<string> = new Set(['text', 'phone', 'email', 'calendarDate']);
const mostDetails = 2;

/** Whom the names of items may mean, as far as the person may know them, by id; namesakes with what tells them apart. */
export async function readCandidates(
  { records, entityRecords, table }: Given,
  items: readonly StoredReviewItem[],
  person: SignedInPerson,
): Promise<ReadonlyMap<string, Candidate>> {
  const wanted = new Map<string, Set<string>>();
  for (const item of items) {
    const target = targetOf(table, item);
    if (target === undefined) continue;
    const ids = wanted.get(target) ?? new Set();
    for (const id of item.candidates ?? []) ids.add(id);
    wanted.set(target, ids);
  }
  const found = new Map<string, Candidate>();
  for (const [target, ids] of wanted) {
    const definition = table[target];
    if (!definition || ids.size === 0) continue;
    const titles = await entityRecords.titles(target, [...ids], person);
    const details = definition.columns.filter((name) => {
      const field = definition.fields[name];
      const isTitle = definition.titleFields.includes(name);
      return field && !isTitle && telling.has(field.kind) && mayRead(person, definition, field);
    });
    for (const record of await records.getMany(definition, [...ids], details)) {
      const title = titles[record.id];
      if (title === undefined || record.deletedAt) continue;
      const words = details.flatMap((name) => (record[name] ? [String(record[name])] : []));
      const detail = words.slice(0, mostDetails).join(', ');
      found.set(record.id, { id: record.id, title, ...(detail ? { detail } : {}) });
    }
  }
  return found;
}

function targetOf(table: EntityTable, { entity, field = '' }: StoredReviewItem): string | undefined {
  const definition = Object.hasOwn(table, entity) ? table[entity] : undefined;
  return definition && Object.hasOwn(definition.fields, field) ? definition.fields[field]?.target : undefined;
}
