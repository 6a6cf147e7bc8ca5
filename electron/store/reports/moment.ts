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

/** Ids in one answer: half a megabyte, and some milliseconds during which nothing else goes on here. */
const IDS_AT_ONCE = 25_000;

/** `{ _id: ObjectId }` in BSON: four bytes of length, the type, the name and its end, twelve bytes, the end. */
const [ID_DOCUMENT, ID_FROM, ID_TO, OBJECT_ID] = [22, 9, 21, 7];
const idIn = (bytes: Uint8Array): string | null =>
  bytes.length === ID_DOCUMENT && bytes[4] === OBJECT_ID
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex', ID_FROM, ID_TO)
    : null;

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
    const cursor = this.#cursor<T & mongoose.mongo.Document>(collection, stages, way, { batchSize: 5_000 });
    // A batch at a time: to wait for each of a hundred thousand ids took longer than to read them.
    while (await cursor.hasNext()) for (const document of cursor.readBufferedDocuments()) take(document);
  }

  /**
   * Ids that stages give as `{ _id }` and nothing else, as 24 digits; other documents are left out. Taken from the bytes
   * as they come: to make objects of a hundred thousand ids took longer than to find them. Ends early once `take` answers
   * `enough`.
   */
  async ids(
    collection: Collection,
    stages: readonly Stage[],
    take: (id: string) => unknown,
    way: Way = {},
  ): Promise<void> {
    const cursor = this.#cursor(collection, stages, way, { raw: true, batchSize: IDS_AT_ONCE });
    try {
      while (await cursor.hasNext())
        // The driver's type does not tell that it gives bytes then.
        for (const document of cursor.readBufferedDocuments())
          if (document instanceof Uint8Array) {
            const id = idIn(document);
            if (id !== null && take(id) === 'enough') return;
          }
    } finally {
      await cursor.close();
    }
  }

  async all<T>(collection: Collection, stages: readonly Stage[], way?: Way): Promise<T[]> {
    const found: T[] = [];
    await this.each<T>(collection, stages, (document) => found.push(document), way);
    return found;
  }

  #cursor<T extends mongoose.mongo.Document>(
    collection: Collection,
    stages: readonly Stage[],
    way: Way,
    options: mongoose.mongo.AggregateOptions,
  ) {
    const left = this.#deadline - Date.now();
    if (left <= 0) throw new TooSlow('A report took too long');
    return collection.aggregate<T>([...stages], {
      ...options,
      allowDiskUse: true,
      maxTimeMS: left,
      ...(way.isInOrderOfStorage ? { hint: { $natural: 1 } } : {}),
      ...(this.#session
        ? // The concern of the connection would win over that of the session, without a word.
          { session: this.#session, readConcern: { level: 'snapshot' } }
        : {}),
    });
  }
}
