import type mongoose from 'mongoose';
import type { EntityDefinition } from '../../shared/schema';
import type { AuditDraft, AuditNote, Author, StoredRecord, UnitOfWork } from '../core/ports/records';
import { derivedFrom, derivedOf, newDocument } from './bookkeeping';
import type { DrawNumber } from './counters';
import { asDuplicateKey, isOnlyThereAlready } from './errors';
import { keepFile } from './files';
import type { StoredDocument } from './mapper';
import type { StoredEntities, StoredEntity } from './models';
import { objectIdOf } from './query';
import * as readers from './readers';

type Values = Readonly<Record<string, unknown>>;
type At = { readonly id: string; readonly revision: number };

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
    values: Values,
    author: Author,
    bookkeeping: { set?: Record<string, unknown>; unset?: readonly string[] } = {},
  ): Promise<StoredRecord | null> => {
    const { mapper, collection } = on(entity);
    const _id = objectIdOf(at.id);
    if (!_id) return null;
    const filter = { _id, revision: at.revision, removed: { $type: 'bool' as const } };
    // That a field which is only written was changed is noted, though its value is not kept.
    const changed = Object.keys(values);
    const set: Record<string, unknown> = { ...mapper.toDocument(values), ...bookkeeping.set };
    const emptied = changed.filter((name) => !(name in set) && !entity.fields[name]?.writeOnly);
    if (derivedFrom(entity).some((name) => changed.includes(name))) {
      const before = await collection.findOne(filter, { session, projection: mapper.projection('all') });
      const record = before && mapper.toRecord(before);
      if (!record) return null;
      Object.assign(set, derivedOf(entity, { ...record, ...values }));
    }
    const revision = at.revision + 1;
    for (const name of changed) set[`fieldRevisions.${name}`] = revision;
    const by = author.user ? objectIdOf(author.user) : null;
    const unset = [...emptied, ...(bookkeeping.unset ?? []), ...(by ? [] : ['updatedBy'])];
    const after = await collection.findOneAndUpdate(
      filter,
      {
        $set: { ...set, revision, updatedAt: author.at, ...(by ? { updatedBy: by } : {}) },
        ...(unset.length > 0
          ? { $unset: Object.fromEntries(unset.map((name) => [name, true] as const)) }
          : {}),
      },
      { session, returnDocument: 'after', projection: mapper.projection('all') },
    );
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
    set: (entity, at, values, author) => inTurn(() => writeAt(entity, at, values, author)),
    setMany: (entity, changes, author) => inTurn(() => writeMany(entity, changes, author)),
    setRemoved: (entity, at, removed, values, author) =>
      inTurn(() =>
        writeAt(entity, at, values, author, {
          set: removed ? { removed, deletedAt: author.at } : { removed },
          unset: removed ? [] : ['deletedAt'],
        }),
      ),
    changedSince: (entity, id, revision) =>
      inTurn(async () => {
        const _id = objectIdOf(id);
        const document =
          _id &&
          (await on(entity).collection.findOne({ _id }, { session, projection: { fieldRevisions: 1 } }));
        return fieldsAfter(document, revision);
      }),
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

/** Stores audit entries, in their order. */
export async function writeAudits(
  { entity, mapper, collection }: StoredEntity,
  entries: readonly AuditDraft[],
  session?: mongoose.mongo.ClientSession,
): Promise<void> {
  const documents = entries.map((entry) =>
    newDocument(entity, mapper, entry, { at: entry.at, ...(entry.user ? { user: entry.user } : {}) }),
  );
  const [only, ...more] = documents;
  // The driver takes a longer way for many; most units have one entry.
  if (only && more.length === 0) await collection.insertOne(only, { session });
  else await collection.insertMany(documents, { session });
}

/** Stores audit entries that have their ids already; those that are there stay as they are. */
export async function appendAudits(
  { entity, mapper, collection }: StoredEntity,
  entries: readonly AuditNote[],
): Promise<void> {
  const documents = entries.map(({ id, ...entry }) =>
    newDocument(entity, mapper, entry, { at: entry.at, ...(entry.user ? { user: entry.user } : {}) }, id),
  );
  try {
    await collection.insertMany(documents, { ordered: false });
  } catch (error) {
    if (!isOnlyThereAlready(error)) throw error;
  }
}

function readBack(record: StoredRecord | null): StoredRecord {
  if (!record) throw new Error('A record that was just stored cannot be read');
  return record;
}

function fieldsAfter(document: StoredDocument | null, revision: number): string[] {
  const revisions = document?.fieldRevisions;
  if (typeof revisions !== 'object' || revisions === null) return [];
  return Object.entries(revisions).flatMap(([field, at]) =>
    typeof at === 'number' && at > revision ? [field] : [],
  );
}

/**
 * A transaction does one thing at a time, also when its work asks for several at once. What broke it once is thrown by
 * everything after, so that work that swallows an error cannot go on as if nothing had happened.
 */
function oneAtATime() {
  let last: Promise<unknown> = Promise.resolve();
  let broken: { readonly by: unknown } | undefined;
  return {
    get brokenBy(): unknown {
      return broken?.by;
    },
    inTurn<T>(step: () => Promise<T>): Promise<T> {
      const run = async () => {
        if (broken) throw broken.by;
        try {
          return await step();
        } catch (error) {
          broken = { by: asDuplicateKey(error) ?? error };
          throw broken.by;
        }
      };
      const next = last.then(run, run);
      last = next.catch(() => undefined);
      return next;
    },
  };
}
