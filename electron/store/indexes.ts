import { createHash } from 'node:crypto';
import type { EntityTable } from '../../shared/entities';
import type { EntityDefinition, FieldKind } from '../../shared/schema';
import { pathOf, sortOf } from './query';

/** One index of one collection, as it is wanted. */
export type WantedIndex = {
  readonly collection: string;
  readonly name: string;
  readonly keys: Readonly<Record<string, 1 | -1>>;
  readonly unique: boolean;
  readonly when?: Readonly<Record<string, unknown>>;
};

/**
 * Every record of ours has this field and every question asks for it. Documents of an older system, which may hold two
 * lists where MongoDB indexes one at most, stay out until they are adopted.
 */
const oursOnly = { removed: { $exists: true } };

/** All indexes that the definitions ask for, and those that every entity's list needs. */
export function wantedIndexes(table: EntityTable): WantedIndex[] {
  return Object.values(table).flatMap((entity) => [...listIndexes(entity), ...ownIndexes(entity)]);
}

/** The index that texts are found by. */
export const WORDS_INDEX = 'list by words';

const live = { removed: false };

/**
 * Only the first begins with `removed`, which every list asks for: MongoDB tries all indexes whose first field a
 * question names, and for a page far down a list it was measured to settle on a wrong one.
 */
function listIndexes(entity: EntityDefinition): WantedIndex[] {
  const of = (name: string, keys: WantedIndex['keys'], when: WantedIndex['when'] = oursOnly) => ({
    collection: entity.name,
    name,
    keys,
    unique: false,
    when,
  });
  return [
    of('list', { removed: 1, ...sortOf(entity, undefined) }),
    of(WORDS_INDEX, { searchTokens: 1, removed: 1 }),
    of('list by change', { updatedAt: -1 }, live),
    ...sortedColumns(entity).map((field) =>
      of(`sorted by ${field}`, sortOf(entity, [{ field, direction: 'ascending' }]), live),
    ),
  ];
}

/** Short values in an order that means something; long texts and ids are not sorted by. */
const sortedKinds: ReadonlySet<FieldKind> = new Set([
  'text',
  'email',
  'phone',
  'number',
  'yesNo',
  'calendarDate',
  'partialDate',
  'clockTime',
  'instant',
  'choice',
]);

/**
 * Columns that a table shows at first, of entities that grow with the clinic. Measured at 100,000 patients with six
 * such columns: without an index a sort takes 0.2 to 0.8 s; with them, one new record costs the same, a bulk of new
 * ones 1.6 times as much. A list of staff is sorted at once without; nobody sorts the audit trail, to which every
 * write adds.
 */
function sortedColumns(entity: EntityDefinition): string[] {
  if (!entity.patientField || entity.readOnly) return [];
  const [first] = entity.defaultSort;
  return [...new Set([...entity.columns, ...entity.titleFields])].filter((name) => {
    const field = entity.fields[name];
    return field && name !== first?.field && !field.hidden && sortedKinds.has(field.kind);
  });
}

function ownIndexes(entity: EntityDefinition): WantedIndex[] {
  return entity.indexes.map(({ name, keys, unique = false, folded = [], when }) => ({
    collection: entity.name,
    name,
    keys: Object.fromEntries(
      Object.entries(keys).map(([field, direction]) => [
        folded.includes(field) ? `sortKeys.${field}` : pathOf(entity, field),
        direction,
      ]),
    ),
    unique,
    ...(when || !unique ? { when: when ?? oursOnly } : {}),
  }));
}

/** The same for the same index, different for any other. */
export function fingerprintOf(wanted: WantedIndex | readonly WantedIndex[]): string {
  return createHash('sha256').update(JSON.stringify(wanted)).digest('hex').slice(0, 24);
}
