import type mongoose from 'mongoose';
import type { EntityDefinition } from '../../shared/schema';
import type {
  AdoptedDocument,
  AdoptionNote,
  AdoptionOutcome,
  LegacyDatabase,
  RawDocument,
} from '../core/ports/legacy-database';
import { NeedsReplicaSet } from '../core/ports/records';
import { newDocument } from './bookkeeping';
import { wantedIndexes } from './indexes';
import {
  decode,
  fits,
  fromRaw,
  isStorable,
  LegacyOriginals,
  ObjectId,
  type Original,
  toLine,
  toRaw,
} from './legacy-documents';
import { translatingErrors } from './legacy-errors';
import { legacyReviews } from './legacy-reviews';
import { type Mapper, mapperOf } from './mapper';
import { COUNTERS } from './counters';
import { isOwn, LOADS, oursWhereShared } from './own-collections';

type Load = { _id: 'dump'; state: 'storing' | 'stored'; collections?: readonly string[] };
/** One for each adoption, in the same collection: it tells what was brought in, and how. */
type Noted = Omit<AdoptionNote, 'id'> & { _id: string };
type Counter = { _id: string; value: number };

/** What every document of ours has; no older system keeps all of these, whatever it calls its fields. */
const ours = {
  removed: { $type: 'bool' as const },
  revision: { $type: 'number' as const },
  createdAt: { $type: 'date' as const },
  updatedAt: { $type: 'date' as const },
  searchTokens: { $type: 'array' as const },
  sortKeys: { $type: 'object' as const },
};
const notOurs = (collection: string) => ({ $nor: [oursWhereShared(collection) ?? ours] });

/**
 * Replies of the server that are about this one document, whatever it is: it is nested too deeply, too large, or has
 * names that must not be stored.
 */
const documentRefused: ReadonlySet<number> = new Set([2, 9, 14, 15, 22, 52, 55, 56, 57, 10_334, 17_280]);

const isAboutTheDocument = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && documentRefused.has(Number(error.code));

/** A statement holds the document twice, before and after: larger ones are compared here instead. */
const largestInAStatement = 1_000_000;

/** The database below its entities, for adopting what an older system left in it. */
export function legacyDatabase(
  database: mongoose.mongo.Db,
  client: mongoose.mongo.MongoClient,
  { standsAlone = false }: { readonly standsAlone?: boolean } = {},
): LegacyDatabase {
  const loads = database.collection<Load>(LOADS);
  const notes = database.collection<Noted>(LOADS);
  const counters = database.collection<Counter>(COUNTERS);
  const originals = new LegacyOriginals();
  const mappers = new Map<EntityDefinition, Mapper>();
  const mapperFor = (entity: EntityDefinition) => {
    const mapper = mappers.get(entity) ?? mapperOf(entity, () => undefined);
    mappers.set(entity, mapper);
    return mapper;
  };
  /** Documents as the bytes that they are: the driver stumbles over what some older drivers wrote. */
  const bytesOf = (collection: string, filter: object, session?: mongoose.mongo.ClientSession) =>
    database.collection(collection).find<Uint8Array>(filter, {
      sort: { _id: 1 },
      noCursorTimeout: session === undefined,
      raw: true,
      ...(session ? { session } : {}),
    });

  const documentOf = (adopted: AdoptedDocument, at: Date) => {
    const { entity, id, values, createdAt } = adopted;
    const _id = new ObjectId(id);
    const document = newDocument(entity, mapperFor(entity), values, { at: createdAt ?? made(_id, at) });
    // When somebody signed up is known or it is not; a new record would have got today.
    for (const [name, field] of Object.entries(entity.fields)) {
      if (field.stampedOnCreate && values[name] === undefined) delete document[name];
    }
    const legacy = originals.legacyOf(adopted);
    return {
      ...document,
      _id,
      updatedAt: at,
      ...(Object.keys(legacy).length > 0 ? { legacy } : {}),
    };
  };

  /** Compares byte by byte and writes in one transaction: for what a statement cannot compare, and for new ids. */
  const adoptInTransaction = (
    adopted: AdoptedDocument,
    bytes: Uint8Array,
    before: unknown,
    document: { _id: mongoose.mongo.ObjectId },
  ): Promise<AdoptionOutcome> =>
    client.withSession((session) =>
      session.withTransaction(async () => {
        const collection = database.collection(adopted.entity.name);
        const filter = { _id: { $eq: before as mongoose.mongo.ObjectId } };
        const [now] = await bytesOf(adopted.entity.name, filter, session).toArray();
        if (!now || Buffer.compare(now, bytes) !== 0) return 'changed';
        if (document._id.equals(before as mongoose.mongo.ObjectId)) {
          await collection.replaceOne(filter, document, { session });
        } else {
          await collection.deleteOne(filter, { session });
          await collection.insertOne(document, { session });
        }
        return 'adopted';
      }),
    );

  const replace = async (
    adopted: AdoptedDocument,
    original: Original,
    document: { _id: mongoose.mongo.ObjectId },
  ): Promise<AdoptionOutcome> => {
    const before = original.document._id;
    const keepsId = document._id.equals(before as mongoose.mongo.ObjectId);
    if (keepsId && original.bytes.length < largestInAStatement) {
      const isReplaced = await database
        .collection(adopted.entity.name)
        .replaceOne(
          // Only what is still as it was read; a literal keeps "$" in old texts from being an operator.
          { _id: document._id, $expr: { $eq: ['$$ROOT', { $literal: original.document }] } },
          document,
        )
        .then(
          ({ matchedCount }) => matchedCount === 1,
          (error: unknown) => {
            // A question may be refused for what a document may hold: it is nested deeper by being asked.
            if (isAboutTheDocument(error)) return false;
            throw error;
          },
        );
      if (isReplaced) return 'adopted';
    }
    return adoptInTransaction(adopted, original.bytes, before, document);
  };

  const known: LegacyDatabase = {
    requireTransactions() {
      if (standsAlone) throw new NeedsReplicaSet();
    },
    isOwn,
    isShared: (collection) => oursWhereShared(collection) !== undefined,

    async collections() {
      const found = await database.listCollections({ type: 'collection' }, { nameOnly: true }).toArray();
      const names = found.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
      return Promise.all(
        names
          .sort()
          .map(async (name) => ({ name, documents: await database.collection(name).countDocuments() })),
      );
    },

    async *pending(collection) {
      for await (const bytes of bytesOf(collection, notOurs(collection))) yield originals.read(bytes);
    },

    countPending: (collection) => database.collection(collection).countDocuments(notOurs(collection)),

    async *ours(collection, fields) {
      const projection = Object.fromEntries(['_id', ...fields].map((name) => [name, 1]));
      const found = database.collection(collection).find<Uint8Array>(ours, { projection, raw: true });
      for await (const bytes of found) yield toRaw(decode(bytes).document);
    },

    async legacyOf(collection, id) {
      const filter = { _id: new ObjectId(id), ...ours };
      const [found] = await database
        .collection(collection)
        .find<Uint8Array>(filter, { projection: { legacy: 1 }, raw: true })
        .toArray();
      const { legacy } = found ? toRaw(decode(found).document) : {};
      return typeof legacy === 'object' && legacy !== null ? (legacy as RawDocument) : {};
    },

    async *ids(collection) {
      const found = database
        .collection(collection)
        .find<Uint8Array>({}, { projection: { _id: 1 }, raw: true });
      for await (const bytes of found) yield toRaw(decode(bytes).document)._id;
    },

    async *lines(collection) {
      for await (const bytes of bytesOf(collection, {})) yield toLine(decode(bytes).document);
    },

    async adopt(adopted, at) {
      const original = originals.of(adopted.before);
      if (!original.isWhole) return 'unreadable';
      const document = documentOf(adopted, at);
      if (!fits(document)) return 'unreadable';
      try {
        return await replace(adopted, original, document);
      } catch (error) {
        // One document that the server does not take must not keep all others from being adopted.
        if (isAboutTheDocument(error)) return 'unreadable';
        throw error;
      }
    },

    async makeOnce(entity, id, values, { createdAt, at }) {
      const document = {
        ...newDocument(entity, mapperFor(entity), values, { at: createdAt }),
        _id: new ObjectId(id),
        updatedAt: at,
      };
      const { upsertedCount } = await database
        .collection(entity.name)
        .updateOne({ _id: document._id }, { $setOnInsert: document }, { upsert: true });
      return upsertedCount === 1;
    },

    async freeFromOldRules(entity) {
      const collection = database.collection(entity.name);
      const wanted = new Set(wantedIndexes({ [entity.name]: entity }).map(({ name }) => name));
      for (const { name, unique, expireAfterSeconds } of await collection.indexes()) {
        if (!name || name === '_id_' || wanted.has(name)) continue;
        if (unique || expireAfterSeconds !== undefined) await collection.dropIndex(name);
      }
      const [found] = await database.listCollections({ name: entity.name }).toArray();
      const options = found && 'options' in found ? found.options : undefined;
      if (options?.validator) await database.command({ collMod: entity.name, validator: {} });
    },

    ...legacyReviews(database),

    async noteAdoption({ id, ...note }) {
      await notes.replaceOne({ _id: id }, note, { upsert: true });
    },

    async forgetAdoption(id) {
      await notes.deleteOne({ _id: id });
    },

    async adoptions() {
      const found = await notes.find({ begunAt: { $type: 'date' } }, { sort: { begunAt: -1 } }).toArray();
      return found.map(({ _id, ...note }) => ({ id: _id, ...note }));
    },

    async highestNumber(counter) {
      return (await counters.findOne({ _id: counter }))?.value ?? 0;
    },

    async raiseNumber(counter, to) {
      await counters.updateOne({ _id: counter }, { $max: { value: to } }, { upsert: true });
    },

    isStorable,

    async insertRaw(collection, documents) {
      await database.collection(collection).insertMany(documents.map(fromRaw));
    },

    async loadState() {
      const found = await loads.findOne({ _id: 'dump' });
      if (!found) return { kind: 'none' };
      return found.state === 'stored'
        ? { kind: 'stored' }
        : { kind: 'storing', collections: found.collections ?? [] };
    },

    async setLoadState(state) {
      if (state.kind === 'none') await loads.deleteOne({ _id: 'dump' });
      else {
        const { kind, ...more } = state;
        await loads.replaceOne({ _id: 'dump' }, { state: kind, ...more }, { upsert: true });
      }
    },

    async clearLoaded(collections) {
      for (const name of collections) {
        if (!isOwn(name)) await database.collection(name).deleteMany(notOurs(name));
      }
    },
  };
  return translatingErrors(known);
}

/** An id of the older system tells when it was made; one that lies in the future was made up. */
function made(id: mongoose.mongo.ObjectId, at: Date): Date {
  const time = id.getTimestamp();
  return time < at && time.getUTCFullYear() > 2000 ? time : at;
}
