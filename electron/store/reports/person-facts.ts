import { entities } from '../../../shared/entities';
import type { ReportQuestion } from '../../core/ports/report-source';
import { pathOf } from '../query';
import { dailyReadings, wholeDays } from './daily-readings';
import { type Expression, valueOf } from './expressions';
import type { FactSource } from './fact-source';

const { patients } = entities;

const dateOfBirth = valueOf(patients, 'dateOfBirth');
const age = ({ to }: ReportQuestion): Expression => ({
  $subtract: [
    { $subtract: [Number(to.slice(0, 4)), { $toInt: { $substrBytes: [dateOfBirth, 0, 4] } }] },
    { $cond: [{ $lt: [to.slice(5), { $substrBytes: [dateOfBirth, 5, 5] }] }, 1, 0] },
  ],
});
const isBorn = { $regexMatch: { input: { $ifNull: [dateOfBirth, ''] }, regex: /^\d{4}-\d{2}-\d{2}$/ } };
const oldestBand = 90;
const band = (question: ReportQuestion): Expression => ({
  $cond: [
    isBorn,
    {
      $toString: {
        $min: [oldestBand, { $multiply: [5, { $toInt: { $floor: { $divide: [age(question), 5] } } }] }],
      },
    },
    '',
  ],
});

const at = pathOf(dailyReadings, 'at');
const kind = valueOf(dailyReadings, 'kind');

/** What is counted of patients themselves and what is measured of them. */
export const personFacts: Readonly<Record<'ageAndSex' | 'readings', FactSource>> = {
  ageAndSex: {
    entity: patients,
    doctor: 'doctors',
    clinic: 'clinics',
    where: { [valueOf(patients, 'mergedInto').slice(1)]: null },
    row: band,
    column: () => ({ $ifNull: [valueOf(patients, 'sex'), 'unknown'] }),
    leftOut: ({ to }) => [[{ $and: [isBorn, { $gt: [dateOfBirth, to] }] }, 'unborn']],
    values: { sex: valueOf(patients, 'sex') },
  },
  readings: {
    entity: dailyReadings,
    unlikeRecords: {
      live: wholeDays,
      during: ({ from, to }) => ({
        [at]: { $gte: new Date(`${from}T00:00:00Z`), $lte: new Date(`${to}T00:00:00Z`) },
      }),
      day: { $dateToString: { date: `$${at}`, format: '%Y-%m-%d' } },
    },
    doctor: null,
    clinic: null,
    row: ({ by }) => (by === 'month' ? { $dateToString: { date: `$${at}`, format: '%Y-%m' } } : kind),
    measures: { outDays: { $gt: ['$outside', 0] } },
    sums: { readings: '$count', outside: '$outside' },
    hasPeople: true,
    values: { kind, count: '$count', outside: '$outside', lowest: '$min', highest: '$max' },
  },
};
