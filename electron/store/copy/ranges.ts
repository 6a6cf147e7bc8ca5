import { setImmediate as otherCalls } from 'node:timers/promises';
import mongoose from 'mongoose';
import {
  bytesOf,
  type Document,
  exactDocument,
  idOf,
  idOfValue,
  rawReading,
  type StoredId,
} from './exact-documents';

export type Collection = mongoose.mongo.Collection<Document>;

/** What is copied at once: little enough that other calls of this process wait for some 50 ms at most. */
const MOST_DOCUMENTS = 2_000;
const MOST_BYTES = 8_000_000;
/** Documents or ids of one statement. */
const AT_ONCE = 500;

/** Documents that follow each other in the order of `_id`: after one (not included), up to another (included). */
type Range = { readonly after?: StoredId | undefined; readonly upTo?: StoredId | undefined };

/**
 * The documents of a range, in order. By `min` and not by a condition: `$gt` finds only ids of the same type, and counters
 * have text where records have ObjectIds.
 */
export async function* documentsOf(
  collection: Collection,
  { after, upTo }: Range,
): AsyncGenerator<Uint8Array> {
  // Sorted, though the index is in order: a cluster answers from several shards.
  const cursor = collection
    .find({}, { ...rawReading, batchSize: AT_ONCE })
    .hint({ _id: 1 })
    .sort({ _id: 1 });
  if (after !== undefined) cursor.min({ _id: after });
  if (upTo !== undefined) cursor.max({ _id: upTo });
  let before = after === undefined ? null : idOfValue(after);
  for await (const raw of cursor) {
    const bytes = bytesOf(raw);
    // Its beginning is included, and not wanted.
    const isWanted = before === null || idOf(bytes) !== before;
    before = null;
    if (isWanted) yield bytes;
  }
  // Its end is not included, and wanted.
  const last = upTo === undefined ? null : await collection.findOne({ _id: upTo }, rawReading);
  if (last) yield bytesOf(last);
}

export type Piece = {
  readonly documents: readonly Uint8Array[];
  readonly bytes: number;
  /** The `_id` of its last document; undefined for the piece that ends the collection. */
  readonly upTo: StoredId | undefined;
};

/** The next documents after one. */
export async function nextPiece(collection: Collection, after: StoredId | undefined): Promise<Piece> {
  const documents: Uint8Array[] = [];
  let bytes = 0;
  for await (const raw of documentsOf(collection, { after })) {
    documents.push(raw);
    bytes += raw.length;
    if (documents.length < MOST_DOCUMENTS && bytes < MOST_BYTES) continue;
    return { documents, bytes, upTo: exactDocument(raw, collection.collectionName)._id };
  }
  return { documents, bytes, upTo: undefined };
}

/** Makes a range of a collection what it is to be: removes what is more or other, and inserts what is missing. */
export async function mendRange(collection: Collection, range: Range, wanted: Piece): Promise<void> {
  const { collectionName } = collection;
  const missing = new Map(wanted.documents.map((raw) => [idOf(raw), raw]));
  const wrong: StoredId[] = [];
  for await (const raw of documentsOf(collection, range)) {
    const id = idOf(raw);
    const other = missing.get(id);
    if (other && Buffer.compare(other, raw) === 0) missing.delete(id);
    else wrong.push(exactDocument(raw, collectionName)._id);
  }
  // First: what is other may hold what must be unique and is elsewhere by now.
  for (const ids of inParts(wrong)) await collection.deleteMany({ _id: { $in: ids } });
  await insertExactly(collection, [...missing.values()]);
}

/** Inserts documents as they are. One whose `_id` is there already is left: whoever wrote it is found by comparing. */
export async function insertExactly(collection: Collection, raws: readonly Uint8Array[]): Promise<void> {
  for (const part of inParts(raws)) {
    const documents = part.map((raw) => exactDocument(raw, collection.collectionName));
    await collection
      .insertMany(documents, { ordered: false, ignoreUndefined: false, bypassDocumentValidation: true })
      .catch(unlessThereAlready);
    await otherCalls();
  }
}

const DUPLICATE_KEY = 11_000;

function unlessThereAlready(error: unknown): void {
  if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) throw error;
  const refused = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  const isOnly = refused.length > 0 && refused.every(({ code }) => code === DUPLICATE_KEY);
  if (!isOnly || error.result.getWriteConcernError() !== undefined) throw error;
}

function* inParts<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += AT_ONCE) yield all.slice(at, at + AT_ONCE);
}
