import type mongoose from 'mongoose';
import type { EntityDefinition } from '../../shared/schema';
import type { AuditDraft, AuditNote, Author, StoredRecord, UnitOfWork } from '../core/ports/records';
import { type Derived, derivedFrom, derivedOf, newDocument } from './bookkeeping';
import type { DrawNumber } from './counters';
import { isOnlyThereAlready } from './errors';
import { keepFile } from './files';
import { oneAtATime } from './in-turn';
import type { StoredEntities, StoredEntity } from './models';
import { objectIdOf } from './query';
import * as readers from './readers';
import {
  type At,
  changesDerived,
  type FieldChange,
  recordAt,
  updateOf,
  type Values,
} from './update-statement';

export type Unit = UnitOfWork & {
  /** Writes the audit entries that were handed in; the last thing before the commit. Rethrows what broke the unit. */
  finish(): Promise<void>;
  /** The first error that a statement of the unit met; MongoDB has given the transaction up then. */
  readonly brokenBy: unknown;
  /** Names of the entities that were written. */
  readonly written: ReadonlySet<string>;
};

/** What a unit of work needs besides its session. */
export type UnitSurroundings = {
  readonly stored: StoredEntities;
  readonly session: mongoose.mongo.ClientSession;
  readonly auditTrail: StoredEntity;
  readonly nextNumber: DrawNumber;
  readonly database: mongoose.mongo.Db;
  /** One document for each matter that units take turns at. */
  readonly turns: mongoose.mongo.Collection<{ _id: string; taken: number }>;
};

export function unitOfWork({
  stored,
  session,
  auditTrail,
  nextNumber,
  database,
  turns: matters,
}: UnitSurroundings): Unit {
  const written = new Set<string>();
  const audits: AuditDraft[] = [];
  const turns = oneAtATime();
  const { inTurn } = turns;
  const on = (entity: EntityDefinition) => readers.storedOf(stored, entity);

  const writeMany = async (
    entity: EntityDefinition,
    changes: readonly (At & { readonly values: Values })[],
    author: Author,
  ): Promise<void> => {
    const { mapper, collection } = on(entity);
    const derived = derivedFrom(entity);
    const by = author.user ? objectIdOf(author.user) : null;
    const operations = changes.flatMap(({ id, revision, values }) => {
      const _id = objectIdOf(id);
      const names = Object.keys(values);
      if (names.some((name) => derived.includes(name)))
        throw new TypeError(
          `Fields that ${entity.name} are found or sorted by cannot be set for many at once`,
        );
      if (!_id) return [];
      const set: Record<string, unknown> = mapper.toDocument(values);
      const unset = [...names.filter((name) => !(name in set)), ...(by ? [] : ['updatedBy'])];
      for (const name of names) set[`fieldRevisions.${name}`] = revision + 1;
      const $set = { ...set, revision: revision + 1, updatedAt: author.at, ...(by ? { updatedBy: by } : {}) };
      const $unset = Object.fromEntries(unset.map((name) => [name, true] as const));
      const update = { $set, ...(unset.length > 0 ? { $unset } : {}) };
      return [{ updateOne: { filter: { _id, revision, removed: { $type: 'bool' as const } }, update } }];
    });
    if (operations.length === 0) return;
    await collection.bulkWrite(operations, { session });
    written.add(entity.name);
  };

  const writeAt = async (
    entity: EntityDefinition,
    at: At,
    change: FieldChange,
  ): Promise<StoredRecord | null> => {
    const { mapper, collection } = on(entity);
    const filter = recordAt(at);
    if (!filter) return null;
    const projection = mapper.projection('all');
    let derived: Derived | undefined;
    if (changesDerived(entity, change)) {
      const before = await collection.findOne(filter, { session, projection });
      const record = before && mapper.toRecord(before);
      if (!record) return null;
      derived = derivedOf(entity, { ...record, ...change.values });
    }
    const update = updateOf(on(entity), at.revision, { ...change, derived });
    const after = await collection.findOneAndUpdate(filter, update, {
      session,
      returnDocument: 'after',
      projection,
    });
    if (!after) return null;
    written.add(entity.name);
    return mapper.toRecord(after);
  };

  return {
    written,
    get brokenBy() {
      return turns.brokenBy;
    },
    find: (entity, query) => inTurn(() => readers.find(on(entity), query, { session })),
    get: (entity, id) => inTurn(() => readers.get(on(entity), id, session)),
    getMany: (entity, ids, fields) => inTurn(() => readers.getMany(on(entity), ids, fields, session)),
    insert: (entity, values, author, id) =>
      inTurn(async () => {
        const { mapper, collection } = on(entity);
        const document = newDocument(entity, mapper, values, author, id);
        await collection.insertOne(document, { session });
        written.add(entity.name);
        return readBack(mapper.toRecord(document));
      }),
    set: (entity, at, values, author) => inTurn(() => writeAt(entity, at, { values, author })),
    setMany: (entity, changes, author) => inTurn(() => writeMany(entity, changes, author)),
    setRemoved: (entity, at, removed, values, author) =>
      inTurn(() => writeAt(entity, at, { values, author, removed })),
    changedSince: (entity, id, revision) =>
      inTurn(() => readers.changedSince(on(entity), id, revision, session)),
    audit: async (entry) => {
      audits.push(entry);
    },
    takeTurn: (matter) =>
      inTurn(async () => {
        await matters.updateOne({ _id: matter }, { $inc: { taken: 1 } }, { session, upsert: true });
      }),
    keepFile: (kept) => inTurn(() => keepFile(database, session, kept)),
    // Not in turn: it is no part of the transaction.
    nextNumber,
    finish: () =>
      inTurn(async () => {
        if (audits.length === 0) return;
        await writeAudits(auditTrail, audits, session);
        written.add(auditTrail.entity.name);
      }),
  };
}

/** An audit entry as it is stored: made by whom it tells of, when it tells of it; with a new id where none is given. */
export const auditDocument = ({ entity, mapper }: StoredEntity, entry: AuditDraft, id?: string) =>
  newDocument(entity, mapper, entry, { at: entry.at, ...(entry.user ? { user: entry.user } : {}) }, id);

/** Stores audit entries, in their order. */
export async function writeAudits(
  auditTrail: StoredEntity,
  entries: readonly AuditDraft[],
  session?: mongoose.mongo.ClientSession,
): Promise<void> {
  const { collection } = auditTrail;
  const documents = entries.map((entry) => auditDocument(auditTrail, entry));
  const [only, ...more] = documents;
  // The driver takes a longer way for many; most units have one entry.
  if (only && more.length === 0) await collection.insertOne(only, { session });
  else await collection.insertMany(documents, { session });
}

/** Stores audit entries that may have their ids already; those that are there stay as they are. Gives the ids of all. */
export async function appendAudits(
  auditTrail: StoredEntity,
  entries: readonly AuditNote[],
): Promise<string[]> {
  const documents = entries.map(({ id, ...entry }) => auditDocument(auditTrail, entry, id));
  try {
    await auditTrail.collection.insertMany(documents, { ordered: false });
  } catch (error) {
    if (!isOnlyThereAlready(error)) throw error;
  }
  return documents.map(({ _id }) => _id.toHexString());
}

export function readBack(record: StoredRecord | null): StoredRecord {
  if (!record) throw new Error('A record that was just stored cannot be read');
  return record;
}
