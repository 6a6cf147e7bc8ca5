import { randomUUID } from 'node:crypto';
import type mongoose from 'mongoose';
import type { Place } from '../../../shared/rules/connections/same-place';
import type { StoredId } from './exact-documents';

type Db = mongoose.mongo.Db;

/** What a database knows of copies: of the one made out of it (`out`), and of the one that it is itself (`into`). Never copied. */
export const COPIES = 'copies';

/**
 * `copying`: begun. `holding`: the server refuses changes. `lifting`: it is being made to take them again, no comparison
 * counts any more. `moved`: the copy is whole and changes are refused for good.
 */
export type OutState = 'copying' | 'holding' | 'lifting' | 'moved';

/** In the database that is copied. */
export type OutNote = {
  _id: 'out';
  copy: string;
  state: OutState;
  /** When it came into this state. */
  since: Date;
  to: { connection: string; name: string; place?: Place };
  by: string;
  begunAt: Date;
  hold?: { id: string };
  /** By the server's clock: whoever holds says so every few seconds. */
  aliveAt?: Date;
  /** The copy has been marked as whole. */
  isComplete?: boolean;
};

/** In the database that was copied, once people work in it again: what it says of the move stays. One for each copy. */
export type BackNote = Pick<OutNote, 'copy' | 'to' | 'by'> & {
  _id: string;
  movedAt: Date;
  openedAt?: Date;
  backAt: Date;
  backBy: string;
  /** The last step of the copy broke off, so it is not known here whether the copy is whole. */
  isUncertain?: true;
};

/** In the copy. */
export type IntoNote = {
  _id: 'into';
  copy: string;
  state: 'unfinished' | 'complete';
  from: string;
  by: string;
  begunAt: Date;
  /** Made a moment ago: it is not certain yet that nothing else is here. */
  isTentative?: boolean;
  completedAt?: Date;
  /** When it was opened as a clinic for the first time. */
  openedAt?: Date;
  /** Which process writes, and when it last said so. */
  run: string;
  aliveAt: Date;
};

/** How far a collection has been copied. It only saves time: what counts is the comparison. */
export type PositionNote = {
  _id: string;
  /** What came last, in the order of copying. */
  after?: StoredId | undefined;
  documents: number;
  bytes: number;
  isDone: boolean;
};

export const outNotes = (database: Db) => database.collection<OutNote>(COPIES);
export const intoNotes = (database: Db) => database.collection<IntoNote>(COPIES);
export const backNotes = (database: Db) => database.collection<BackNote>(COPIES);
export const backNoteOf = (copy: string): string => `back from ${copy}`;
export const positionNotes = (database: Db) => database.collection<PositionNote>(COPIES);
export const positionOf = (collection: string): string => `position of ${collection}`;

/** A process that says nothing for so long is taken for dead. */
export const SILENCE_MS = 20_000;
export const HEARTBEAT_MS = 4_000;

/** Nobody has said for a while that they are at it. */
export const isSilent = { $expr: { $lt: ['$aliveAt', { $subtract: ['$$NOW', SILENCE_MS] }] } };

export const newId = (): string => randomUUID();
