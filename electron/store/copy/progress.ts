import type mongoose from 'mongoose';
import type {
  Amount,
  CollectionProgress,
  CollectionState,
  CopyProgress,
  CopyStage,
} from '../../core/ports/clinic-copies';
import { mayBeSilent } from '../connection';
import type { Definition } from './definitions';
import { bytesOf, rawReading } from './exact-documents';

type Db = mongoose.mongo.Db;

const nothing: Amount = { documents: 0, bytes: 0 };
/** So many documents of a time series tell how large they are. */
const SAMPLE = 200;

/** What a collection holds. Of a time series the server knows only what it takes when packed, so its size is estimated. */
export async function amountOf(database: Db, { name, isTimeSeries }: Definition): Promise<Amount> {
  const collection = database.collection(name);
  if (!isTimeSeries) {
    const [stats] = await collection
      .aggregate<{ count: number; size: number }>([
        { $collStats: { storageStats: {} } },
        {
          $group: { _id: null, count: { $sum: '$storageStats.count' }, size: { $sum: '$storageStats.size' } },
        },
      ])
      .toArray();
    return { documents: stats?.count ?? 0, bytes: stats?.size ?? 0 };
  }
  const documents = await collection.countDocuments({}, mayBeSilent);
  const sample = await collection.find({}, { ...rawReading, ...mayBeSilent, limit: SAMPLE }).toArray();
  const bytes = sample.reduce((sum, raw) => sum + bytesOf(raw).length, 0);
  return { documents, bytes: Math.round((bytes / Math.max(1, sample.length)) * documents) };
}

/** Keeps count of a copy and tells of it, at most so often. */
export class ProgressBook {
  readonly #tell: (progress: CopyProgress) => void;
  readonly #collections = new Map<string, CollectionProgress>();
  #stage: CopyStage = 'preparing';
  #toldAt = 0;

  constructor(tell: (progress: CopyProgress) => void) {
    this.#tell = tell;
  }

  stage(stage: CopyStage): void {
    this.#stage = stage;
    this.#say();
  }

  expect(name: string, all: Amount): void {
    this.#collections.set(name, { name, state: 'waiting', done: nothing, all });
  }

  set(name: string, state: CollectionState, done?: Amount): void {
    const before = this.#collections.get(name) ?? { name, state, done: nothing, all: nothing };
    this.#collections.set(name, { ...before, state, ...(done && withAll(before, done)) });
    this.#say();
  }

  add(name: string, { documents, bytes }: Amount): Amount {
    const before = this.#collections.get(name) ?? { name, state: 'copying', done: nothing, all: nothing };
    const done = { documents: before.done.documents + documents, bytes: before.done.bytes + bytes };
    this.#collections.set(name, { ...before, ...withAll(before, done) });
    if (performance.now() - this.#toldAt > TELL_MS) this.#say();
    return done;
  }

  #say(): void {
    this.#toldAt = performance.now();
    this.#tell({ stage: this.#stage, collections: [...this.#collections.values()] });
  }
}

const TELL_MS = 200;

/** People go on working: there may be more by now than was counted. */
const withAll = ({ all }: CollectionProgress, done: Amount) => ({
  done,
  all: {
    documents: Math.max(all.documents, done.documents),
    bytes: Math.max(all.bytes, done.bytes),
  },
});
