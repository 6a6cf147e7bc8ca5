import type { EntityTable } from '../../shared/entities';
import type { EntityDefinition } from '../../shared/schema';
import { isTellable, secretFields, storable, type Values, without } from './entity-records-fields';
import type { DuplicateKey, StoredRecord, UnitOfWork } from './ports/records';
import { conflict, invalid, notFound, type Refusal } from './refusal';
import type { SignedInPerson } from './session';

/** Of a change that was made at an older revision: whose version is which, and what others changed meanwhile. */
type Found = {
  readonly current: StoredRecord;
  readonly yours: Values;
  /** Names of the fields in question: changed meanwhile, or standing for one whole with such. */
  readonly fields: readonly string[];
};

/** Where a person and a unit of work meet a record that others have changed. */
export type Meeting = {
  readonly table: EntityTable;
  readonly entity: EntityDefinition;
  readonly person: SignedInPerson;
  readonly unit: UnitOfWork;
};

/**
 * Names of the fields that others changed since `revision` and that stand beside the `effective` changes; CONFLICT with
 * both versions when some are the same or belong to one whole, or when the change is `whole`: one that no half of another's may be mixed with.
 */
export async function mergeOrRefuse(
  meeting: Meeting,
  before: StoredRecord,
  change: { readonly revision: number; readonly effective: Values; readonly whole: boolean },
): Promise<string[]> {
  const { entity, person, unit } = meeting;
  const { revision, effective, whole } = change;
  if (before.revision === revision) return [];
  if (revision > before.revision) throw notFound();
  const elsewhere = await unit.changedSince(entity, before.id, revision);
  const clashing = whole ? elsewhere : clashingFields(entity, elsewhere, Object.keys(effective));
  if (clashing.length > 0)
    throw await changedElsewhere(meeting, { current: before, yours: effective, fields: clashing });
  return elsewhere.filter((name) => isTellable(entity, name, person));
}

/** Fields that both sides changed, and all that either changed of a whole that both touched. */
function clashingFields(
  { wholes = [] }: EntityDefinition,
  theirs: readonly string[],
  mine: readonly string[],
): string[] {
  const either = [...new Set([...theirs, ...mine])];
  const touched = wholes.filter((whole) =>
    [theirs, mine].every((names) => names.some((name) => whole.includes(name))),
  );
  return either.filter(
    (name) => (theirs.includes(name) && mine.includes(name)) || touched.some((whole) => whole.includes(name)),
  );
}

/** CONFLICT with both versions, as far as the person may read them. */
export async function changedElsewhere(meeting: Meeting, found: Found): Promise<Refusal> {
  const { entity, person } = meeting;
  const { current, yours, fields } = found;
  return conflict({
    kind: 'changed',
    current: without(current, secretFields(entity, person)),
    yours: storable(entity, yours),
    // What the person sent is known to them, also what nobody is ever sent (a password).
    fields: fields.filter((name) => name in yours || isTellable(entity, name, person)),
    changedBy: await colleague(current.updatedBy, meeting),
  });
}

/** The name of who changed a record last; people of the clinic tell each other, patients are not told. */
async function colleague(
  id: string | undefined,
  { table, person, unit }: Meeting,
): Promise<string | undefined> {
  const { users } = table;
  if (!users || !id || id === person.userId || person.roles.every((role) => role === 'patient'))
    return undefined;
  const [found] = await unit.getMany(users, [id], users.titleFields);
  return found && users.title(found);
}

/** CONFLICT in words for a value that a unique index refused, at the field that the entity names for it. */
export function alreadyInUse(entity: EntityDefinition, error: DuplicateKey): Refusal {
  if (error.index === '_id_') return invalid(['id'], 'There is a record with this id already.');
  const field = entity.indexes.find((index) => index.name === error.index)?.reportedOn;
  const label = (field && entity.fields[field]?.label) ?? 'This value';
  const message = `${label} is already in use.`;
  return conflict({ kind: 'duplicate', issues: [{ path: field ? [field] : [], message }] }, message);
}
