import { createHash, type Hash } from 'node:crypto';
import mongoose from 'mongoose';
import { mayBeSilent } from '../connection';
import { bytesOf, isSame, rawReading, sortedBytes } from './exact-documents';
import { type Collection, insertExactly } from './ranges';
import { digested, type Walk, type Walked } from './walk-documents';

const DAY_MS = 86_400_000;
/** So much time is read at once, less where many readings lie in it. */
const LONGEST_MS = 32 * DAY_MS;
const SHORTEST_MS = 60_000;
const MOST_DOCUMENTS = 10_000;
const MOST_TRIES = 3;

/** Readings that belong together: of one patient, kind and source. */
type Series = { readonly of: object; readonly key: string; readonly from: number; readonly to: number };
type Window = { readonly from: number; readonly to: number };
type Hashes = Record<'here' | 'there', { documents: number; hash: Hash }>;

/**
 * The same as `walkDocuments` for the time series of readings, which have no order by `_id` and no unique index: series by
 * series, in windows of time. A reading cannot be removed by itself, so a series that holds too much over there is removed
 * there as a whole and copied anew. Readings are compared with their fields in order of name.
 */
export async function walkReadings(walk: Walk): Promise<Walked> {
  const { after, signal, onPiece } = walk;
  let hashes: Hashes = { here: none(), there: none() };
  for (const series of await allSeries(walk)) {
    if (typeof after === 'string' && series.key <= after) continue;
    signal.throwIfAborted();
    const { bytes, documents, ...walked } = await walkSeries(walk, series, hashes);
    hashes = walked.hashes;
    await onPiece({ documents, bytes }, series.key);
  }
  await onPiece({ documents: 0, bytes: 0 }, undefined);
  return { here: digested(hashes.here), there: digested(hashes.there) };
}

const none = () => ({ documents: 0, hash: createHash('sha256') });

async function walkSeries(walk: Walk, series: Series, before: Hashes) {
  for (let attempt = 1; ; attempt += 1) {
    const hashes: Hashes = {
      here: { ...before.here, hash: before.here.hash.copy() },
      there: { ...before.there, hash: before.there.hash.copy() },
    };
    const amount = { documents: 0, bytes: 0 };
    let isWrong = false;
    for await (const { window, here } of windowsOf(walk, series)) {
      walk.signal.throwIfAborted();
      let there = await read(walk.there, series, window);
      if (walk.mends) {
        const missing = missingIn(there, here);
        if (missing.length > 0) {
          await insertExactly(
            walk.there,
            missing.map(({ raw }) => raw),
          );
          there = await read(walk.there, series, window);
        }
      }
      isWrong ||= !areSame(here, there);
      take(hashes.here, here);
      take(hashes.there, there);
      amount.documents += here.length;
      amount.bytes += here.reduce((sum, { raw }) => sum + raw.length, 0);
    }
    if (!isWrong || !walk.mends || attempt > (walk.isFinal ? MOST_TRIES : 1)) return { ...amount, hashes };
    await walk.there.deleteMany(within(series), mayBeSilent);
  }
}

type Reading = { readonly raw: Uint8Array; readonly sorted: Uint8Array };

/** Windows of time with what is in them here; they become shorter where much is. */
async function* windowsOf(
  { here }: Walk,
  series: Series,
): AsyncGenerator<{ window: Window; here: Reading[] }> {
  let length = LONGEST_MS;
  for (let from = series.from; from <= series.to; ) {
    const window = { from, to: from + length };
    const found = await read(here, series, window, MOST_DOCUMENTS + 1);
    if (found.length > MOST_DOCUMENTS && length > SHORTEST_MS) {
      length = Math.max(SHORTEST_MS, Math.floor(length / 4));
      continue;
    }
    const whole = found.length > MOST_DOCUMENTS ? await read(here, series, window) : found;
    yield { window, here: whole };
    from = window.to;
    if (whole.length < MOST_DOCUMENTS / 8) length = Math.min(LONGEST_MS, length * 2);
  }
}

async function read(
  collection: Collection,
  series: Series,
  { from, to }: Window,
  most = 0,
): Promise<Reading[]> {
  const takenAt = { $gte: new Date(from), $lt: new Date(to) };
  // Without the index, which is made at the end, it is long.
  const cursor = collection.find(
    { ...within(series), takenAt },
    { ...rawReading, ...mayBeSilent, limit: most },
  );
  const readings: Reading[] = [];
  for await (const found of cursor) {
    const raw = bytesOf(found);
    readings.push({ raw, sorted: sortedBytes(raw, 'of') });
  }
  return readings.sort((one, other) => Buffer.compare(one.sorted, other.sorted));
}

/** What one list has more than another, counting doubles; both are in order. */
function missingIn(there: readonly Reading[], here: readonly Reading[]): Reading[] {
  let at = 0;
  return here.filter(({ sorted }) => {
    for (; ; at += 1) {
      const other = there[at];
      const order = other ? Buffer.compare(other.sorted, sorted) : 1;
      if (order > 0) return true;
      if (order === 0) {
        at += 1;
        return false;
      }
    }
  });
}

const areSame = (one: readonly Reading[], other: readonly Reading[]): boolean =>
  one.length === other.length &&
  one.every(({ sorted }, index) => isSame(sorted, other[index]?.sorted ?? new Uint8Array()));

function take(counted: Hashes['here'], readings: readonly Reading[]): void {
  for (const { sorted } of readings) counted.hash.update(sorted);
  counted.documents += readings.length;
}

const within = ({ of }: Series): Record<string, unknown> =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [`of.${name}`, value]));

/** All series of both sides, in order. */
async function allSeries({ here, there }: Walk): Promise<Series[]> {
  const all = new Map<string, Series>();
  for (const collection of [here, there]) {
    const groups = collection.aggregate<{ _id: object; from: Date; to: Date }>(
      [{ $group: { _id: '$of', from: { $min: '$takenAt' }, to: { $max: '$takenAt' } } }],
      { ...mayBeSilent, allowDiskUse: true },
    );
    for await (const { _id, from, to } of groups) {
      const key = mongoose.mongo.BSON.EJSON.stringify(_id);
      const known = all.get(key);
      all.set(key, {
        ...{ of: _id, key },
        from: Math.min(from.getTime(), known?.from ?? Infinity),
        to: Math.max(to.getTime(), known?.to ?? -Infinity),
      });
    }
  }
  return [...all.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
}
