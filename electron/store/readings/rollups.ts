import mongoose from 'mongoose';
import type { ReadingCode } from '../../../shared/schema';
import { asDuplicateKey } from '../errors';
import { outsideExpression, type PatientBands } from './bands';
import {
  type MarkedKind,
  type ObjectId,
  type ReadingCollections,
  ROLLUPS,
  type RollupDocument,
} from './collections';
import { type Lease, STATEMENT_MS } from './lease';
import { inPieces, type TimeSpan, wholeSteps } from './spans';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * What is counted beforehand, finest first; each is made of the one before, the first of the readings themselves. A
 * quarter of an hour, because every time zone's days consist of whole ones (Nepal is 5:45 from UTC).
 */
export const LEVELS = [15 * MINUTE_MS, 2 * HOUR_MS, 24 * HOUR_MS] as const;
export const [QUARTER_MS, , DAY_MS] = LEVELS;

/** Readings of a patient and kind in a span, each once, without withdrawn ones: `{ _id, t, v }`. */
export function readingsIn(
  of: { readonly patient: ObjectId; readonly kind: string },
  { from, to }: TimeSpan,
  withdrawn: readonly ObjectId[],
): object[] {
  return [
    {
      $match: {
        'of.patient': of.patient,
        'of.kind': of.kind,
        takenAt: { $gte: new Date(from), $lt: new Date(to) },
        ...(withdrawn.length > 0 ? { _id: { $nin: withdrawn } } : {}),
      },
    },
    // Each once, even if a writer that was taken for dead had inserted it late.
    { $group: { _id: '$_id', t: { $first: '$takenAt' }, v: { $first: '$value' } } },
  ];
}

/** An instant (a path) brought down to the step of `every` milliseconds that it lies in. */
export const stepOf = (path: string, every: number): object => ({
  $toDate: { $subtract: [{ $toLong: path }, { $mod: [{ $toLong: path }, every] }] },
});

/** How readings are drawn together. */
export const ofReadings = (outside: object) => ({
  count: { $sum: 1 },
  sum: { $sum: '$v' },
  min: { $min: '$v' },
  max: { $max: '$v' },
  outside: { $sum: { $cond: [outside, 1, 0] } },
  first: { $min: '$t' },
  latest: { $max: { t: '$t', v: '$v' } },
});

/** How rollups are drawn together. */
export const ofRollups = {
  count: { $sum: '$count' },
  sum: { $sum: '$sum' },
  min: { $min: '$min' },
  max: { $max: '$max' },
  outside: { $sum: '$outside' },
  first: { $min: '$first' },
  latest: { $max: '$latest' },
};

export type Recount = {
  readonly kind: ReadingCode;
  readonly spans: readonly TimeSpan[];
  readonly bands: PatientBands;
  /** True when readings may have gone: rollups of times without any are removed then. */
  readonly mayEmpty: boolean;
};

/** Counts every level again over some spans, from what is stored: however often and wherever it breaks off, the end is the same. */
export async function recount(
  { readings, rollups, withdrawals }: ReadingCollections,
  lease: Lease,
  { kind, spans, bands, mayEmpty }: Recount,
): Promise<void> {
  const { patient } = lease;
  const run = new mongoose.mongo.ObjectId();
  const of = { patient, kind };
  const outside = outsideExpression(bands.get(kind)?.bands ?? [], '$v', '$t');
  for (const [index, every] of LEVELS.entries()) {
    // Pieces of whole steps: none is counted in two of them.
    for (const { from, to } of inPieces(spans.map((span) => wholeSteps(span, every)))) {
      await lease.ready();
      const at = { $gte: new Date(from), $lt: new Date(to) };
      const isThere = await rollups.findOne({ ...of, every, at }, { projection: { _id: 1 } });
      const write = async (whenMatched: 'replace' | 'fail') => {
        const into = [
          { $project: { _id: 0, patient, kind, every: { $literal: every }, at: '$_id', ...kept, run } },
          { $merge: { into: ROLLUPS, on: ['patient', 'kind', 'every', 'at'], whenMatched } },
        ];
        const options = { maxTimeMS: STATEMENT_MS, allowDiskUse: true };
        if (index === 0) {
          const found = await withdrawals.find({ ...of, takenAt: at }, { projection: { _id: 1 } }).toArray();
          const ids = found.map(({ _id }) => _id);
          const grouped = { $group: { _id: stepOf('$t', every), ...ofReadings(outside) } };
          const pipeline = [...readingsIn(of, { from, to }, ids), grouped, ...into];
          await readings.aggregate(pipeline, options).toArray();
        } else {
          const grouped = { $group: { _id: stepOf('$at', every), ...ofRollups } };
          const finer = { $match: { ...of, every: LEVELS[index - 1], at } };
          await rollups.aggregate([finer, grouped, ...into], options).toArray();
        }
      };
      if (isThere) await write('replace');
      // Inserted five times as fast as replaced. Only a writer that was taken for dead can have come in between.
      else
        await write('fail').catch(async (error: unknown) => {
          if (!asDuplicateKey(error)) throw error;
          await lease.ready();
          await write('replace');
        });
      if (mayEmpty) await rollups.deleteMany({ ...of, every, at, run: { $ne: run } });
    }
  }
}

const kept = { count: 1, sum: 1, min: 1, max: 1, outside: 1, first: 1, latest: 1 };

/** What there is of a kind, from the days; null for nothing. */
export async function summarise(
  { rollups }: ReadingCollections,
  patient: ObjectId,
  kind: ReadingCode,
): Promise<Omit<MarkedKind, 'isOutside' | 'bandKey'> | null> {
  const [found] = await rollups
    .aggregate<Pick<RollupDocument, 'count' | 'first' | 'latest'>>([
      { $match: { patient, kind, every: DAY_MS } },
      { $group: { _id: null, ...ofRollups } },
    ])
    .toArray();
  return found ? { count: found.count, first: found.first, latest: found.latest } : null;
}
