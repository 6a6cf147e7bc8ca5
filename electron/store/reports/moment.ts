import mongoose from 'mongoose';
import { TooSlow } from '../../core/ports/records';
import { READ_LIMIT_MS } from '../readers';
import type { Stage } from './fact-stages';

type Collection = mongoose.mongo.Collection;

const SNAPSHOT_TOO_OLD = 239;
const SNAPSHOT_UNAVAILABLE = 246;
/** What servers that keep no history answer: a standalone one, an old one. */
const noHistory: ReadonlySet<unknown> = new Set([20, 72, 123]);

/** True when the server let the moment go (it keeps some minutes): all is to be read again at a new one. */
export const isMomentGone = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError &&
  (error.code === SNAPSHOT_TOO_OLD || error.code === SNAPSHOT_UNAVAILABLE);

export const hasNoHistory = (error: unknown): boolean =>
  (error instanceof mongoose.mongo.MongoServerError && noHistory.has(error.code)) ||
  (error instanceof Error && error.name === 'MongoCompatibilityError');

/** How documents are to be read; where nothing is said, the server chooses. */
export type Way = { readonly isInOrderOfStorage?: boolean };

/** Aggregations that all see the database as it was at one moment: that of the first. */
export class Moment {
  readonly #session: mongoose.mongo.ClientSession | undefined;
  readonly #deadline: number;
  readonly #began: Date;

  constructor(
    session: mongoose.mongo.ClientSession | undefined,
    { withinMs = READ_LIMIT_MS }: { withinMs?: number } = {},
  ) {
    this.#session = session;
    this.#began = new Date();
    this.#deadline = Date.now() + withinMs;
  }

  /** Whether the server has told its moment: it does with the first answer. */
  get isOneMoment(): boolean {
    return this.#time !== undefined;
  }

  /** To the second, which is how the server tells it. */
  get asOf(): Date {
    return this.#time ? new Date(this.#time.getHighBitsUnsigned() * 1_000) : this.#began;
  }

  get #time(): mongoose.mongo.Timestamp | undefined {
    const session = this.#session;
    // The driver has it and does not declare it.
    const time = session && 'snapshotTime' in session ? session.snapshotTime : undefined;
    return time instanceof mongoose.mongo.BSON.Timestamp ? time : undefined;
  }

  /** Throws `TooSlow` when all of it together takes too long. */
  async each<T>(
    collection: Collection,
    stages: readonly Stage[],
    take: (document: T) => void,
    way: Way = {},
  ): Promise<void> {
    const left = this.#deadline - Date.now();
    if (left <= 0) throw new TooSlow('A report took too long');
    const cursor = collection.aggregate<T & mongoose.mongo.Document>([...stages], {
      allowDiskUse: true,
      maxTimeMS: left,
      batchSize: 5_000,
      ...(way.isInOrderOfStorage ? { hint: { $natural: 1 } } : {}),
      ...(this.#session
        ? // The concern of the connection would win over that of the session, without a word.
          { session: this.#session, readConcern: { level: 'snapshot' } }
        : {}),
    });
    // A batch at a time: to wait for each of a hundred thousand ids took longer than to read them.
    while (await cursor.hasNext()) for (const document of cursor.readBufferedDocuments()) take(document);
  }

  async all<T>(collection: Collection, stages: readonly Stage[], way?: Way): Promise<T[]> {
    const found: T[] = [];
    await this.each<T>(collection, stages, (document) => found.push(document), way);
    return found;
  }
}
