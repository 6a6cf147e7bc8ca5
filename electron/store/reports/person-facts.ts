import { entities } from '../../../shared/entities';
import type { ReportQuestion } from '../../core/ports/report-source';
import { dailyReadings } from './daily-readings';
import { type Expression, valueOf } from './expressions';
import type { FactSource } from './fact-source';
import { countsOfDays } from './local-days';

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

const at = valueOf(dailyReadings, 'at');
const kind = valueOf(dailyReadings, 'kind');
const patient = valueOf(dailyReadings, 'patient');
const nameOf = (value: string): string => value.slice(1);

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
    unlikeRecords: { which: countsOfDays, day: '$day', order: { day: -1, _id: -1 } },
    before: ({ timeZone }) => [
      {
        $group: {
          _id: {
            patient,
            kind,
            day: { $dateToString: { date: at, format: '%Y-%m-%d', timezone: timeZone } },
          },
          first: { $min: '$_id' },
          count: { $sum: '$count' },
          outside: { $sum: '$outside' },
          min: { $min: '$min' },
          max: { $max: '$max' },
        },
      },
      {
        $project: {
          ...{ _id: '$first', day: '$_id.day', count: 1, outside: 1, min: 1, max: 1 },
          ...{ [nameOf(patient)]: '$_id.patient', [nameOf(kind)]: '$_id.kind' },
        },
      },
    ],
    doctor: null,
    clinic: null,
    row: ({ by }) => (by === 'month' ? { $substrBytes: ['$day', 0, 7] } : kind),
    measures: { outDays: { $gt: ['$outside', 0] } },
    sums: { readings: '$count', outside: '$outside' },
    hasPeople: true,
    values: { kind, count: '$count', outside: '$outside', lowest: '$min', highest: '$max' },
  },
};
