import type mongoose from 'mongoose';
import type { CohortQuestion } from '../../core/ports/report-source';
import type { Filter } from '../query';
import { READINGS, ROLLUPS } from '../readings/collections';
import type { Place } from './cohort-matches';
import { DAY_MS, QUARTER_MS } from '../readings/rollups';
import { wholeDays } from './daily-readings';

/** A condition on readings. */
export type ReadingQuestion = Extract<CohortQuestion, { kind: 'reading' }>;

const operators = { over: '$gt', atLeast: '$gte', under: '$lt', atMost: '$lte' } as const;
const isHigh = { over: true, atLeast: true, under: false, atMost: false } as const;

type Instants = Pick<ReadingQuestion, 'since' | 'until'>;

const within = (path: string, { since, until }: Instants): Filter[] => [
  ...(since ? [{ [path]: { $gte: since } }] : []),
  ...(until ? [{ [path]: { $lt: until } }] : []),
];

/**
 * The counts that a time consists of: whole days (of UTC), and where it begins or ends within one, as the days of a
 * clinic do, the quarters of an hour of that part.
 */
function countsWithin({ since, until }: Instants): Filter {
  const first = since && new Date(Math.ceil(since.getTime() / DAY_MS) * DAY_MS);
  const last = until && new Date(Math.floor(until.getTime() / DAY_MS) * DAY_MS);
  const quarters = (part: Instants) => ({ $and: [{ every: QUARTER_MS }, ...within('at', part)] });
  if (since && until && first && last && first > last) return quarters({ since, until });
  const days = { ...(first ? { since: first } : {}), ...(last ? { until: last } : {}) };
  return {
    $or: [
      { $and: [wholeDays, ...within('at', days)] },
      ...(since && first && since < first ? [quarters({ since, until: first })] : []),
      ...(until && last && last < until ? [quarters({ since: last, until })] : []),
    ],
  };
}

/** Who has one such reading: told by the highest or the lowest of each count, without looking at readings. */
export function daysWith({ code, comparison, value, ...when }: ReadingQuestion): Place {
  const extreme = isHigh[comparison] ? 'max' : 'min';
  return {
    entity: ROLLUPS,
    stages: [
      { $match: { kind: code, [extreme]: { [operators[comparison]]: value }, ...countsWithin(when) } },
      { $group: { _id: '$patient' } },
    ],
  };
}

/** Who of these patients has several of them. A reading that was written twice, by a writer taken for dead, counts once. */
export function readingsWith(
  { code, comparison, value, times, ...when }: ReadingQuestion,
  { patients, withdrawn }: Record<'patients' | 'withdrawn', readonly mongoose.mongo.ObjectId[]>,
): Place {
  return {
    entity: READINGS,
    stages: [
      {
        $match: {
          $and: [
            { 'of.patient': { $in: patients }, 'of.kind': code, value: { [operators[comparison]]: value } },
            ...within('takenAt', when),
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
