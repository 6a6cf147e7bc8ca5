import mongoose from 'mongoose';
import type { EntityDefinition } from '../../shared/schema';
import type {
  AdoptedDocument,
  LegacyDatabase,
  RawDocument,
  StoredReviewItem,
} from '../core/ports/legacy-database';
import { newDocument } from './bookkeeping';
import { translated } from './errors';
import { mapperOf } from './mapper';

const { ObjectId, BSON } = mongoose.mongo;
const { EJSON } = BSON;

const REVIEWS = 'legacyreviews';
type Review = Omit<StoredReviewItem, 'id'> & { _id: string };

/** Documents of ours carry both; those of an older system lack at least one. */
const notOurs = { $nor: [{ removed: { $type: 'bool' as const }, revision: { $type: 'number' as const } }] };

/** Canonical, so that no number type and no date is lost on the way there and back. */
const toRaw = (document: object): RawDocument => EJSON.serialize(document, { relaxed: false });
const fromRaw = (raw: RawDocument): Record<string, unknown> => EJSON.deserialize(raw, { relaxed: false });

/** The database below its entities, for adopting what an older system left in it. */
export function legacyDatabase(
  database: mongoose.mongo.Db,
  client: mongoose.mongo.MongoClient,
): LegacyDatabase {
  const raw = (name: string) => database.collection(name, { promoteValues: false, promoteLongs: false });
  const reviews = database.collection<Review>(REVIEWS);

  const known: LegacyDatabase = {
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
      const cursor = raw(collection).find(notOurs, { sort: { _id: 1 }, noCursorTimeout: true });
      for await (const document of cursor) yield toRaw(document);
    },

    countPending: (collection) => database.collection(collection).countDocuments(notOurs),

    async *lines(collection) {
      for await (const document of raw(collection).find({}, { sort: { _id: 1 } })) {
        yield EJSON.stringify(document, { relaxed: false });
      }
    },

    async *adoptedLegacy(collection) {
      const cursor = raw(collection).find(
        { legacy: { $type: 'object' }, removed: { $type: 'bool' } },
        { projection: { legacy: 1 } },
      );
      for await (const { _id, legacy } of cursor) yield [String(_id), toRaw(legacy)] as const;
    },

    async adopt(adopted, at) {
      const document = documentOf(adopted, at);
      const before = fromRaw(adopted.before);
      const collection = database.collection(adopted.entity.name);
      // Only what is still exactly as it was read is replaced; a literal keeps "$" in old texts from being an operator.
      const unchanged = keepsItsOrder(adopted.before)
        ? { $expr: { $eq: ['$$ROOT', { $literal: before }] } }
        : notOurs;
      const sameId = document._id.equals(before._id as mongoose.mongo.ObjectId);
      if (sameId) {
        const { matchedCount } = await collection.replaceOne({ _id: document._id, ...unchanged }, document);
        return matchedCount === 1;
      }
      // A document that gets a new id is made and removed in one step.
      return client.withSession((session) =>
        session.withTransaction(async () => {
          const filter = { _id: before._id as mongoose.mongo.ObjectId, ...unchanged };
          const { deletedCount } = await collection.deleteOne(filter, { session });
          if (deletedCount === 1) await collection.insertOne(document, { session });
          return deletedCount === 1;
        }),
      );
    },

    async makeOnce(entity, id, values, at) {
      const document = {
        ...newDocument(
          entity,
          mapperOf(entity, () => undefined),
          values,
          { at },
        ),
        _id: new ObjectId(id),
      };
      const collection = database.collection(entity.name);
      const { upsertedCount } = await collection.updateOne(
        { _id: document._id },
        { $setOnInsert: document },
        { upsert: true },
      );
      return upsertedCount === 1;
    },

    async putReview(items) {
      if (items.length === 0) return;
      await reviews.bulkWrite(
        items.map(({ id, ...item }) => ({
          updateOne: {
            filter: { _id: id },
            update: { $setOnInsert: { ...item, settled: false } },
            upsert: true,
          },
        })),
      );
    },

    async review({ settled, offset, limit }) {
      const filter = settled === undefined ? {} : { settled };
      const [found, total] = await Promise.all([
        reviews.find(filter, { sort: { entity: 1, kind: 1, _id: 1 }, skip: offset, limit }).toArray(),
        reviews.countDocuments(filter),
      ]);
      return { items: found.map(({ _id, ...item }) => ({ id: _id, ...item })), total };
    },

    async settle(id, settled) {
      const { matchedCount } = await reviews.updateOne({ _id: id }, { $set: { settled } });
      return matchedCount === 1;
    },

    async insertRaw(collection, documents) {
      await database.collection(collection).insertMany(documents.map(fromRaw));
    },
  };
  return translatingErrors(known);
}

/** JavaScript moves field names that are numbers to the front; MongoDB then takes the document for another one. */
function keepsItsOrder(raw: unknown): boolean {
  if (typeof raw !== 'object' || raw === null) return true;
  if (!Array.isArray(raw) && Object.keys(raw).some((name) => /^\d+$/.test(name))) return false;
  return Object.values(raw).every(keepsItsOrder);
}

function documentOf({ entity, id, values, legacy, createdAt }: AdoptedDocument, at: Date) {
  const _id = new ObjectId(id);
  const document = newDocument(
    entity,
    mapperOf(entity as EntityDefinition, () => undefined),
    values,
    { at: createdAt ?? made(_id, at) },
  );
  const kept = fromRaw(legacy);
  return { ...document, _id, updatedAt: at, ...(Object.keys(kept).length > 0 ? { legacy: kept } : {}) };
}

/** An id of the older system tells when it was made; one that lies in the future was made up. */
function made(id: mongoose.mongo.ObjectId, at: Date): Date {
  const time = id.getTimestamp();
  return time < at && time.getUTCFullYear() > 2000 ? time : at;
}

/** MongoDB's errors as the core knows them. Iterations reject with their own error, which a start over meets again. */
function translatingErrors(database: LegacyDatabase): LegacyDatabase {
  const translate =
    <A extends unknown[], T>(work: (...given: A) => Promise<T>) =>
    async (...given: A) => {
      try {
        return await work(...given);
      } catch (error) {
        throw translated(error);
      }
    };
  return {
    ...database,
    collections: translate(database.collections),
    countPending: translate(database.countPending),
    adopt: translate(database.adopt),
    makeOnce: translate(database.makeOnce),
    putReview: translate(database.putReview),
    review: translate(database.review),
    settle: translate(database.settle),
    insertRaw: translate(database.insertRaw),
  };
}
