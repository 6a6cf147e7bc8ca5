import type mongoose from 'mongoose';
import type { CohortQuestion, OpenPeriod } from '../../core/ports/report-source';
import type { Filter } from '../query';
import { READINGS, ROLLUPS } from '../readings/collections';
import type { Place } from './cohort-matches';
import { wholeDays } from './daily-readings';

/** A condition on readings. */
export type ReadingQuestion = Extract<CohortQuestion, { kind: 'reading' }>;

const operators = { over: '$gt', atLeast: '$gte', under: '$lt', atMost: '$lte' } as const;
const isHigh = { over: true, atLeast: true, under: false, atMost: false } as const;

const midnight = (day: string) => new Date(`${day}T00:00:00Z`);
const DAY_MS = 24 * 60 * 60_000;

/** Days in UTC, as readings are counted by. */
const within = (path: string, { from, to }: OpenPeriod): Filter[] => [
  ...(from ? [{ [path]: { $gte: midnight(from) } }] : []),
  ...(to ? [{ [path]: { $lt: new Date(midnight(to).getTime() + DAY_MS) } }] : []),
];

/** Who has one such reading: told by the highest or the lowest of each day, without looking at readings. */
export function daysWith({ code, comparison, value, period }: ReadingQuestion): Place {
  const extreme = isHigh[comparison] ? 'max' : 'min';
  return {
    entity: ROLLUPS,
    stages: [
      {
        $match: {
          $and: [
            { ...wholeDays, kind: code, [extreme]: { [operators[comparison]]: value } },
            ...within('at', period),
          ],
        },
      },
      { $group: { _id: '$patient' } },
    ],
  };
}

/** Who of these patients has several of them. A reading that was written twice, by a writer taken for dead, counts once. */
export function readingsWith(
  { code, comparison, value, times, period }: ReadingQuestion,
  { patients, withdrawn }: Record<'patients' | 'withdrawn', readonly mongoose.mongo.ObjectId[]>,
): Place {
  return {
    entity: READINGS,
    stages: [
      {
        $match: {
          $and: [
            { 'of.patient': { $in: patients }, 'of.kind': code, value: { [operators[comparison]]: value } },
            ...within('takenAt', period),
            ...(withdrawn.length > 0 ? [{ _id: { $nin: withdrawn } }] : []),
          ],
        },
      },
      { $group: { _id: '$_id', patient: { $first: '$of.patient' } } },
      { $group: { _id: '$patient', times: { $sum: 1 } } },
    ],
    atLeast: times,
  };
}
