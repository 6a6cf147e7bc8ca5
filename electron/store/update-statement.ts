import type mongoose from 'mongoose';
import type { EntityDefinition } from '../../shared/schema';
import type { Author } from '../core/ports/records';
import { type Derived, derivedFrom } from './bookkeeping';
import type { StoredEntity } from './models';
import { objectIdOf } from './query';

export type Values = Readonly<Record<string, unknown>>;
export type At = { readonly id: string; readonly revision: number };

/** What is to become of some fields of a record, whose it is, and whether it is hidden or brought back with it. */
export type FieldChange = {
  readonly values: Values;
  readonly author: Author;
  readonly removed?: boolean;
  /** As `derivedOf` gives it; where the change makes it different (`changesDerived`). */
  readonly derived?: Derived | undefined;
};

export type RecordFilter = {
  readonly _id: mongoose.mongo.ObjectId;
  readonly revision: number;
  readonly removed: { readonly $type: 'bool' };
};

/** Finds a record only at this revision; null for what is no id. */
export function recordAt({ id, revision }: At): RecordFilter | null {
  const _id = objectIdOf(id);
  return _id && { _id, revision, removed: { $type: 'bool' } };
}

export const changesDerived = (entity: EntityDefinition, { values }: FieldChange): boolean =>
  derivedFrom(entity).some((name) => Object.hasOwn(values, name));

export type RecordUpdate = {
  readonly $set: Readonly<Record<string, unknown>> & { readonly updatedAt: Date };
  readonly $unset?: Readonly<Record<string, true>>;
};

/** The statement that changes a record which is at this revision, with all bookkeeping. */
export function updateOf(
  { entity, mapper }: StoredEntity,
  before: number,
  { values, author, removed, derived }: FieldChange,
): RecordUpdate {
  // That a field which is only written was changed is noted, though its value is not kept.
  const changed = Object.keys(values);
  const set: Record<string, unknown> = {
    ...mapper.toDocument(values),
    ...(removed === undefined ? {} : { removed }),
    ...(removed ? { deletedAt: author.at } : {}),
  };
  const emptied = changed.filter((name) => !(name in set) && !entity.fields[name]?.writeOnly);
  Object.assign(set, derived);
  const revision = before + 1;
  for (const name of changed) set[`fieldRevisions.${name}`] = revision;
  const by = author.user ? objectIdOf(author.user) : null;
  const unset = [...emptied, ...(removed === false ? ['deletedAt'] : []), ...(by ? [] : ['updatedBy'])];
  return {
    $set: { ...set, revision, updatedAt: author.at, ...(by ? { updatedBy: by } : {}) },
    ...(unset.length > 0 ? { $unset: Object.fromEntries(unset.map((name) => [name, true] as const)) } : {}),
  };
}
