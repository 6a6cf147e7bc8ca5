import mongoose from 'mongoose';
import { SavingPaused } from '../../core/ports/records';
import type { RecordChange } from '../../core/ports/store';
import { isHeldBack } from '../copy/hold-rule';
import { asDuplicateKey, isOnlyThereAlready } from '../errors';
import type { StoredDocument } from '../mapper';
import type { RecordFilter, RecordUpdate } from '../update-statement';
import { writersOf } from './writer-document';

const { BSON } = mongoose.mongo;
type Db = mongoose.mongo.Db;

/** The one record that a unit of work writes. */
export type Statement =
  | { readonly kind: 'insert'; readonly collection: string; readonly document: StoredDocument }
  | {
      readonly kind: 'update';
      readonly collection: string;
      readonly filter: RecordFilter;
      readonly update: RecordUpdate;
    };

/** A unit of work that is decided: its record, its audit entries with their ids, and what is told of it. */
export type Journal = {
  readonly statement?: Statement;
  readonly audits: { readonly collection: string; readonly documents: readonly StoredDocument[] };
  readonly changes: readonly RecordChange[];
};

export const journalBytes = (journal: Journal): mongoose.mongo.Binary =>
  new mongoose.mongo.Binary(BSON.serialize(journal));

/** The bytes were made by `journalBytes`. */
export const journalOf = ({ buffer, position }: mongoose.mongo.Binary): Journal =>
  BSON.deserialize(buffer.subarray(0, position)) as Journal;

/** Who carries a journal out, and until when by the server's clock. */
export type Turn = { readonly holder: string; readonly until: Date };

/**
 * What became of carrying out; nothing was stored unless it is `done`. `refused`: a unique index stands against it. `heldBack`:
 * the database takes no changes. `lapsed`: the turn is over, or the record is another one than it was.
 */
export type CarriedOut =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused' | 'heldBack'; readonly by: Error }
  | { readonly kind: 'lapsed' };

/**
 * Stores what a journal holds; may be repeated. What breaks off after the record is stored rejects, and is to be repeated. The server itself stores the record only within the turn, so that no statement
 * that was late on its way is carried out once somebody else may have decided otherwise.
 */
export async function carryOut(database: Db, journal: Journal, turn: Turn): Promise<CarriedOut> {
  const { statement, audits } = journal;
  if (statement) {
    try {
      const isStored =
        statement.kind === 'insert'
          ? await insert(database, statement, turn)
          : await update(database, statement, turn);
      if (!isStored) return { kind: 'lapsed' };
    } catch (error) {
      const by = asDuplicateKey(error);
      if (by) return { kind: 'refused', by };
      if (isHeldBack(error))
        return { kind: 'heldBack', by: new SavingPaused('The database takes no changes', { cause: error }) };
      throw error;
    }
  }
  if (audits.documents.length > 0)
    await database
      .collection<StoredDocument>(audits.collection, notFlushed)
      .insertMany([...audits.documents], { ordered: false })
      .catch((error: unknown) => {
        if (!isOnlyThereAlready(error)) throw error;
      });
  return { kind: 'done' };
}

/** The server writes its own journal in order: with the last step of a unit, which waits for the disk, all before it is there. */
const notFlushed = { writeConcern: { w: 1 }, readConcern: { level: 'local' } } as const;

/** An insert knows no condition; out of the document of the writer, the server makes it only while the turn lasts. */
async function insert(
  database: Db,
  { collection, document }: Extract<Statement, { kind: 'insert' }>,
  { holder }: Turn,
): Promise<boolean> {
  try {
    await writersOf(database)
      .aggregate(
        [
          { $match: { _id: 'writer', holder, $expr: { $lt: ['$$NOW', '$until'] } } },
          { $replaceWith: { $literal: document } },
          { $merge: { into: collection, on: '_id', whenMatched: 'fail', whenNotMatched: 'insert' } },
        ],
        notFlushed,
      )
      .toArray();
  } catch (error) {
    // Units make sure that an id is new: one that is there was stored by an earlier try.
    if (asDuplicateKey(error)?.index === '_id_') return true;
    throw error;
  }
  return isThere(database, collection, { _id: document._id });
}

async function update(
  database: Db,
  { collection, filter, update: change }: Extract<Statement, { kind: 'update' }>,
  { until }: Turn,
): Promise<boolean> {
  const documents = database.collection(collection, notFlushed);
  const { matchedCount } = await documents.updateOne(
    { ...filter, $expr: { $lt: ['$$NOW', until] } },
    change as mongoose.mongo.UpdateFilter<mongoose.mongo.Document>,
  );
  if (matchedCount === 1) return true;
  const { _id, revision } = filter;
  const { updatedAt } = change.$set;
  return isThere(database, collection, { _id, revision: revision + 1, updatedAt });
}

async function isThere(
  database: Db,
  collection: string,
  filter: { readonly _id: mongoose.mongo.ObjectId; readonly revision?: number; readonly updatedAt?: Date },
): Promise<boolean> {
  const found = database.collection(collection, notFlushed).findOne(filter, { projection: { _id: 1 } });
  return (await found) !== null;
}
