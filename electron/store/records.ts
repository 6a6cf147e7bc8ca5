import type mongoose from 'mongoose';
import type { EntityDefinition } from '../../shared/schema';
import {
  type AuditDraft,
  type Author,
  NeedsReplicaSet,
  type Records,
  type Selection,
  type UnitOfWork,
} from '../core/ports/records';
import { newDocument } from './bookkeeping';
import { Counters, numbersOfOneUnit } from './counters';
import type { CountCache } from './count-cache';
import { isTransient, translated } from './errors';
import type { StoredDocument } from './mapper';
import type { StoredEntities, StoredEntity } from './models';
import { filterOf, pathOf } from './query';
import { CALL_LIMIT_MS, type Reachability } from './reachability';
import * as readers from './readers';
import { inTransaction } from './transaction';
import { deferredChanges } from './standalone/deferred-changes';
import type { StandaloneWriter } from './standalone/standalone-writer';
import { appendAudits, unitOfWork, writeAudits } from './unit-of-work';

/** Records of one transaction of a bulk write; more of those with many index entries outgrow a small cache. */
const BATCH = 500;

/** From here on, how far the end of a list is decides from which side a page is fetched. */
const FAR = 1_000;

/** What units of work take turns at: `{ _id: matter, taken }`. */
export const TURNS = 'turns';

export type RecordsSurroundings = {
  readonly client: mongoose.mongo.MongoClient;
  readonly database: mongoose.mongo.Db;
  readonly stored: StoredEntities;
  readonly auditTrail: StoredEntity;
  readonly reachability: Reachability;
  readonly counts: CountCache;
  /** Where the server stands alone. */
  readonly writer?: StandaloneWriter | undefined;
};

/** The `Records` port on MongoDB. */
export function mongoRecords(around: RecordsSurroundings): Records {
  const { client, stored, auditTrail, reachability, counts, writer } = around;
  const counters = new Counters(around.database);
  const on = (entity: EntityDefinition) => readers.storedOf(stored, entity);

  /** Every call passes here: away is told at once, and errors of MongoDB become those of the port. */
  const asked = async <T>(
    work: (isWanted: () => boolean) => Promise<T>,
    withinMs = CALL_LIMIT_MS,
  ): Promise<T> => {
    try {
      return await reachability.during(work, withinMs);
    } catch (error) {
      throw translated(error);
    }
  };

  const changeInTransaction = async <T>(
    work: (unit: UnitOfWork) => Promise<T>,
    isWanted: () => boolean,
  ): Promise<T> => {
    const nextNumber = numbersOfOneUnit(counters);
    const turns = around.database.collection<{ _id: string; taken: number }>(TURNS);
    let written: ReadonlySet<string> = new Set();
    const attempt = async (session: mongoose.mongo.ClientSession) => {
      const unit = unitOfWork({
        stored,
        session,
        auditTrail,
        nextNumber: nextNumber(),
        turns,
        database: around.database,
      });
      ({ written } = unit);
      const result = await work(unit).catch((error: unknown) => {
        // Work may have made another error of it; MongoDB's own says whether to try again.
        throw isTransient(unit.brokenBy) ? unit.brokenBy : error;
      });
      await unit.finish();
      return result;
    };
    try {
      return await inTransaction({ client, isWanted }, attempt);
    } finally {
      counts.forgetAll(written);
    }
  };

  const change = writer
    ? deferredChanges({ writer, stored, auditTrail, counters, counts })
    : changeInTransaction;

  const count = (entity: EntityDefinition, selection: Selection, upTo?: number): Promise<number> => {
    const filter = filterOf(entity, selection);
    const { filter: conditions, text, scope, removed } = selection;
    return counts.count(entity.name, { conditions, text, scope, removed, upTo }, () =>
      on(entity).collection.countDocuments(filter as mongoose.mongo.Filter<StoredDocument>, {
        ...readers.waysOf(selection),
        ...(upTo === undefined ? {} : { limit: upTo }),
      }),
    );
  };

  return {
    find: (entity, query) =>
      asked(async () => {
        const isFar = (query.offset ?? 0) >= FAR;
        return readers.find(on(entity), query, isFar ? { total: await count(entity, query) } : {});
      }),
    get: (entity, id) => asked(() => readers.get(on(entity), id)),
    getMany: (entity, ids, fields) => asked(() => readers.getMany(on(entity), ids, fields)),
    count: (entity, selection, upTo) => asked(() => count(entity, selection, upTo)),
    countBy: (entity, selection, fields) => asked(() => countBy(on(entity), selection, fields)),
    change: (work) => asked((isWanted) => change(work, isWanted)),
    appendAudit: (entries) =>
      asked(async () => {
        if (entries.length === 0) return;
        const ids = await appendAudits(auditTrail, entries);
        await writer?.tell(ids.map((id) => ({ entity: auditTrail.entity.name, id })));
        counts.forget(auditTrail.entity.name);
      }),
    insertMany: (entity, records, author) =>
      asked(async (isWanted) => {
        if (writer) throw new NeedsReplicaSet();
        const { mapper, collection } = on(entity);
        const ids: string[] = [];
        for (let at = 0; at < records.length; at += BATCH) {
          const documents = records
            .slice(at, at + BATCH)
            .map(({ id, ...values }) =>
              newDocument(entity, mapper, values, author, typeof id === 'string' ? id : undefined),
            );
          await inTransaction({ client, isWanted }, async (session) => {
            // With the first batch, so that no record is ever there without the entry that tells of it.
            if (at === 0)
              await writeAudits(auditTrail, [importEntry(entity, records.length, author)], session);
            await collection.insertMany(documents, { session, ordered: true });
          }).finally(() => counts.forgetAll([entity.name, auditTrail.entity.name]));
          ids.push(...documents.map((document) => document._id.toHexString()));
        }
        return ids;
      }, Number.POSITIVE_INFINITY),
  };
}

async function countBy(
  { entity, mapper, collection }: StoredEntity,
  selection: Selection,
  fields: readonly string[],
) {
  const named = fields.map((name, index) => ({ name, path: pathOf(entity, name), alias: `f${index}` }));
  const groups = collection.aggregate<{ _id: Record<string, unknown>; count: number }>(
    [
      { $match: filterOf(entity, selection) },
      {
        $group: {
          _id: Object.fromEntries(named.map(({ alias, path }) => [alias, `$${path}`])),
          count: { $sum: 1 },
        },
      },
    ],
    // In batches, so that reading tens of thousands of groups lets other calls go on in between.
    { maxTimeMS: readers.READ_LIMIT_MS, batchSize: 500 },
  );
  const counts: { key: Record<string, unknown>; count: number }[] = [];
  for await (const { _id, count } of groups) {
    const stored = Object.fromEntries(named.map(({ name, alias }) => [name, _id[alias]]));
    counts.push({ key: mapper.toValues(stored), count });
  }
  return counts;
}

function importEntry(entity: EntityDefinition, count: number, { user, at }: Author): AuditDraft {
  const reason = count === 1 ? '1 record' : `${count} records`;
  return { at, action: 'import', entity: entity.name, outcome: 'done', reason, ...(user ? { user } : {}) };
}
