import type { Issue } from '../../shared/contract';
import type { EntityTable } from '../../shared/entities';
import { reach } from '../../shared/rules/permissions';
import type { EntityDefinition } from '../../shared/schema';
import { isReached, secretFields, type Values, without } from './entity-records-fields';
import type { StoredRecord, UnitOfWork } from './ports/records';
import { invalidAt } from './refusal';
import type { SignedInPerson } from './session';

type Use = { readonly id: string; readonly path: (string | number)[] };

/** Records that are referred to, by the entity they belong to and their id; null for an id that there is not. */
export type Referred = Map<string, Map<string, StoredRecord | null>>;

/** The fields of each entity that refer to others: walking over all fields of every record of a list would cost more. */
const referring = new WeakMap<EntityDefinition, readonly (readonly [name: string, target: string])[]>();

function referringFields(entity: EntityDefinition) {
  let fields = referring.get(entity);
  if (!fields) {
    fields = Object.entries(entity.fields).flatMap(([name, { target }]) =>
      target ? [[name, target] as const] : [],
    );
    referring.set(entity, fields);
  }
  return fields;
}

/** References in a record by the entity they point to, each with the path of its field. */
function referencesIn(entity: EntityDefinition, record: Values): Map<string, Use[]> {
  const found = new Map<string, Use[]>();
  for (const [name, target] of referringFields(entity)) {
    const value = record[name];
    const uses = Array.isArray(value)
      ? value.flatMap((id: unknown, index) => (typeof id === 'string' ? [{ id, path: [name, index] }] : []))
      : typeof value === 'string'
        ? [{ id: value, path: [name] }]
        : [];
    if (uses.length > 0) found.set(target, [...(found.get(target) ?? []), ...uses]);
  }
  return found;
}

/** The ids that these records refer to, by the entity they point to. */
export function idsReferredTo(
  entity: EntityDefinition,
  records: readonly Values[],
): Map<string, Set<string>> {
  const wanted = new Map<string, Set<string>>();
  for (const record of records) {
    for (const [name, target] of referringFields(entity)) {
      const value = record[name];
      if (value === undefined) continue;
      let ids = wanted.get(target);
      if (!ids) wanted.set(target, (ids = new Set()));
      for (const id of Array.isArray(value) ? value : [value]) if (typeof id === 'string') ids.add(id);
    }
  }
  return wanted;
}

/**
 * Makes sure that every reference that is sent points to a live record, in one read for each kind; INVALID at the
 * fields otherwise. Resolves with what was read, which also has the names that the answer needs.
 */
export async function requireReferences(
  table: EntityTable,
  entity: EntityDefinition,
  sent: Values,
  unit: UnitOfWork,
): Promise<Referred> {
  const referred: Referred = new Map();
  const issues: Issue[] = [];
  for (const [target, uses] of referencesIn(entity, sent)) {
    const definition = table[target];
    const ids = uses.map((use) => use.id);
    const found = definition ? await unit.getMany(definition, ids, definition.titleFields) : [];
    const known = new Map<string, StoredRecord | null>(ids.map((id) => [id, null]));
    for (const record of found) known.set(record.id, record);
    referred.set(target, known);
    const words = definition?.label.one ?? 'record';
    for (const { id, path } of uses) {
      const record = known.get(id);
      if (!record || record.deletedAt)
        issues.push({ path, message: `There is no such ${words}. Choose one from the list.` });
    }
  }
  if (issues.length > 0) throw invalidAt(issues);
  return referred;
}

/** Titles of records by id, as far as the person reaches and may read them. */
export function titlesOf(
  entity: EntityDefinition,
  records: readonly StoredRecord[],
  person: SignedInPerson,
): Record<string, string> {
  if (reach(person, 'read', entity) === 'none') return {};
  const secret = secretFields(entity, person);
  return Object.fromEntries(
    records
      .filter((record) => isReached(entity, record, person, 'read'))
      .map((record) => [record.id, entity.title(without(record, secret))]),
  );
}
