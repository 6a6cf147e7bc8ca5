import { mayRead, reach } from '../../shared/rules/permissions';
import { type EntityDefinition, isSendable, isSettable } from '../../shared/schema';
import type { StoredRecord } from './ports/records';
import type { SignedInPerson } from './session';

/** Values of own fields by name. */
export type Values = Readonly<Record<string, unknown>>;

/** True when the record lies in the part of the entity that the person reaches with this action. */
export function isReached(
  entity: EntityDefinition,
  record: Values,
  person: SignedInPerson,
  action: 'read' | 'create' | 'update' | 'remove',
): boolean {
  const reached = reach(person, action, entity);
  if (reached === 'all') return true;
  if (reached === 'none' || !entity.patientField) return false;
  return record[entity.patientField] === reached.patient;
}

/** True when the person may be sent this field; system fields go to everyone who reaches the record. */
export function isReadable(entity: EntityDefinition, name: string, person: SignedInPerson): boolean {
  const field = entity.fields[name];
  return field ? isSendable(field) && mayRead(person, entity, field) : true;
}

/** True for a field that somebody typed and that the person may read: of others, nobody can be told that they changed. */
export function isTellable(entity: EntityDefinition, name: string, person: SignedInPerson): boolean {
  const field = entity.fields[name];
  return field !== undefined && isSettable(field) && isReadable(entity, name, person);
}

/** Names of the fields that this person may not read: asked once for a whole list, it halves what a list costs. */
export function secretFields(entity: EntityDefinition, person: SignedInPerson): ReadonlySet<string> {
  return new Set(Object.keys(entity.fields).filter((name) => !isReadable(entity, name, person)));
}

/** The record without these fields; the very record when it has none of them. */
export function without(record: StoredRecord, secret: ReadonlySet<string>): StoredRecord {
  if (!Object.keys(record).some((name) => secret.has(name))) return record;
  const kept = Object.entries(record).filter(([name]) => !secret.has(name));
  // Only own fields were dropped; the system fields of `record` are all there.
  return Object.fromEntries(kept) as StoredRecord;
}

/** Values that are kept: not what is only written (passwords), which a rule turns into something that may be kept. */
export function storable(entity: EntityDefinition, values: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !entity.fields[name]?.writeOnly));
}

/**
 * Values to set, with the names of fields that are only written: without their value, so that the store notes that
 * they were changed and a second change of one is a conflict like any other.
 */
export function noted(entity: EntityDefinition, values: Values): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, entity.fields[name]?.writeOnly ? null : value]),
  );
}

export function withoutEmpty(values: Values): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
  );
}

/** The changes that really change something. */
export function differing(
  entity: EntityDefinition,
  before: StoredRecord,
  changes: Values,
): Record<string, unknown> {
  const same = (a: unknown, b: unknown) =>
    (a ?? null) === (b ?? null) || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
  return Object.fromEntries(
    Object.entries(changes).filter(
      ([name, value]) => entity.fields[name]?.writeOnly || !same(before[name], value),
    ),
  );
}
