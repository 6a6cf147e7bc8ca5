import { entities } from '../../../shared/entities';
import { icd10Chapters } from '../../../shared/rules/reports/icd10-chapters';
import type { ReportName } from '../../../shared/rules/reports/catalogue';
import { codeSystems, type EntityDefinition } from '../../../shared/schema';
import { dailyReadings, wholeDays } from './daily-readings';
import type { LeftOut, ReportQuestion } from '../../core/ports/report-source';
import { type Filter, pathOf } from '../query';
import {
  type Expression,
  firstOf,
  foldedOf,
  hourOf,
  isOneOf,
  keyOf,
  monthOf,
  monthOfYear,
  valueOf,
  weekdayOf,
  weekOf,
} from './expressions';
import { waitOf } from './waiting';

type Stage = Record<string, unknown>;

/** How the documents of a collection become the facts that a report counts. */
export type FactSource = {
  readonly entity: EntityDefinition;
  /** Fields of the entity. Without a date it is about one day, and all of them are looked at. */
  readonly date?: string;
  /** Where its documents are no records: which of them count, which are of the period, and of which day one is. */
  readonly unlikeRecords?: {
    readonly live: Filter;
    readonly during: (question: ReportQuestion) => Filter;
    readonly day: Expression;
  };
  readonly time?: string;
  readonly doctor: string | null;
  /** The field that names the clinic, `doctor` where it is the one its doctor works in, null where there is none. */
  readonly clinic: string | null;
  /** What they must be beside live and of the period. */
  readonly where?: Filter;
  /** Makes more of each, or works something out once. */
  readonly before?: (question: ReportQuestion) => readonly Stage[];
  /** Keys by which they are divided; texts. */
  readonly row: (question: ReportQuestion) => Expression;
  /** Where rows follow from the day alone: how. Days are counted first then, and worked out once each. */
  readonly rowOfDay?: (question: ReportQuestion) => ((day: Expression) => Expression) | null;
  readonly column?: (question: ReportQuestion) => Expression;
  readonly rowLabel?: (question: ReportQuestion) => Expression;
  readonly columnLabel?: (question: ReportQuestion) => Expression;
  /** Why one is not counted; the first that holds. */
  readonly leftOut?: (question: ReportQuestion) => readonly (readonly [when: Expression, reason: LeftOut])[];
  /** What some of them are; each true or false. */
  readonly measures?: Readonly<Record<string, Expression>>;
  /** Numbers that are added up. */
  readonly sums?: Readonly<Record<string, Expression>>;
  /** Minutes, for reports that measure. */
  readonly minutes?: Expression;
  /** Different people are told apart, which costs. */
  readonly hasPeople?: boolean;
  /** Which documents have a fact at all, where not all have. */
  readonly hasFacts?: Filter;
  /** What is told of one, beside who and when. */
  readonly values: Readonly<Record<string, Expression>>;
};

const { appointments, healthlogs, prescriptions, symptomjournals, patients } = entities;

const ofAppointment = {
  entity: appointments,
  date: 'date',
  time: 'time',
  doctor: 'doctor',
  clinic: 'clinic',
} as const;
const appointmentRow = ({ by }: ReportQuestion): Expression => {
  const date = valueOf(appointments, 'date');
  switch (by) {
    case 'weekday':
      return weekdayOf(date);
    case 'hour':
      return hourOf(valueOf(appointments, 'time'));
    case 'doctor':
      return keyOf(valueOf(appointments, 'doctor'));
    default:
      return weekOf(date);
  }
};
/** Of rows that are weeks, or weekdays of appointments. */
const rowOfDay = ({ by }: ReportQuestion) =>
  by === 'weekday' ? weekdayOf : by === 'hour' || by === 'doctor' ? null : weekOf;
const status = valueOf(appointments, 'status');

const ofVisit = { entity: healthlogs, date: 'date', doctor: 'doctor', clinic: 'doctor' } as const;
const visitDoctor = keyOf(valueOf(healthlogs, 'doctor'));
const purpose = foldedOf(healthlogs, 'visitPurpose');
const purposeAsWritten = valueOf(healthlogs, 'visitPurpose');
const amendments = () =>
  [[{ $gt: [valueOf(healthlogs, 'amends'), null] }, 'amendment']] as const satisfies readonly unknown[];

const diagnosis = valueOf(healthlogs, 'diagnoses');
const code = { $toUpper: { $trim: { input: { $ifNull: [`${diagnosis}.code`, ''] } } } };
const isIcd10 = isOneOf(`${diagnosis}.system`, [codeSystems.icd10cm.uri, codeSystems.icd10.uri]);
const category = { $substrCP: [code, 0, 3] };
/** A code of another system bears its address, so that equal codes of two systems stay apart. */
const ofOther = (key: Expression) => ({
  $cond: [isIcd10, key, { $concat: [{ $ifNull: [`${diagnosis}.system`, ''] }, '|', code] }],
});
/** In the order of their codes, which is not that of their numbers. */
const chapters = icd10Chapters.toSorted((one, other) => (one.from < other.from ? -1 : 1));
/** Halved again and again: one after another, twenty comparisons a code were most of the time of a report. */
function chapterBetween(first: number, last: number): Expression {
  const middle = Math.ceil((first + last) / 2);
  const { number, from, to } = chapters[middle] ?? { number: '', from: '', to: '' };
  if (first === last)
    return { $cond: [{ $and: [{ $gte: ['$$category', from] }, { $lte: ['$$category', to] }] }, number, ''] };
  return {
    $cond: [{ $gte: ['$$category', from] }, chapterBetween(middle, last), chapterBetween(first, middle - 1)],
  };
}
const chapter: Expression = {
  $cond: [isIcd10, { $let: { vars: { category }, in: chapterBetween(0, chapters.length - 1) } }, ''],
};

/** A code that a visit has twice counts once. */
const eachOnce: Expression = {
  $reduce: {
    input: { $ifNull: [diagnosis, []] },
    initialValue: [],
    in: {
      $cond: [
        {
          $anyElementTrue: {
            $map: {
              input: '$$value',
              as: 'kept',
              in: {
                $and: [{ $eq: ['$$kept.code', '$$this.code'] }, { $eq: ['$$kept.system', '$$this.system'] }],
              },
            },
          },
        },
        '$$value',
        { $concatArrays: ['$$value', ['$$this']] },
      ],
    },
  },
};

const minutesWaited = { $divide: [{ $subtract: ['$wait.called', '$wait.arrived'] }, 60_000] };
/** Nobody waits for half a day: that somebody was called was noted later. */
const mostMinutes = 12 * 60;

const checkState = valueOf(prescriptions, 'checkResult', '.state');
const overrideReason = valueOf(prescriptions, 'overrideReason');
const isOverridden = { $gt: [{ $strLenCP: { $ifNull: [overrideReason, ''] } }, 0] };

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

const symptomDate = valueOf(symptomjournals, 'symptomDate');
const month = monthOfYear(symptomDate);
const season = firstOf(
  [
    [isOneOf(month, ['12', '01', '02']), 'DJF'],
    [isOneOf(month, ['03', '04', '05']), 'MAM'],
    [isOneOf(month, ['06', '07', '08']), 'JJA'],
  ],
  'SON',
);

const at = pathOf(dailyReadings, 'at');
const kind = valueOf(dailyReadings, 'kind');

/** The one table of what is counted, by report. */
export const factSources: Readonly<Record<ReportName, FactSource>> = {
  appointments: {
    ...ofAppointment,
    row: () => weekOf(valueOf(appointments, 'date')),
    rowOfDay: () => weekOf,
    column: ({ by }) =>
      by === 'doctor' ? keyOf(valueOf(appointments, 'doctor')) : { $ifNull: [status, ''] },
    values: { status, minutes: valueOf(appointments, 'minutes') },
  },
  visits: {
    ...ofVisit,
    row: () => weekOf(valueOf(healthlogs, 'date')),
    rowOfDay: () => weekOf,
    column: ({ by }) => (by === 'doctor' ? visitDoctor : by === 'purpose' ? purpose : ''),
    columnLabel: ({ by }) => (by === 'purpose' ? purposeAsWritten : null),
    leftOut: amendments,
    values: { purpose: purposeAsWritten },
  },
  doctorsAndPurposes: {
    ...ofVisit,
    row: () => visitDoctor,
    column: () => purpose,
    columnLabel: () => purposeAsWritten,
    leftOut: amendments,
    values: { purpose: purposeAsWritten },
  },
  noShows: {
    ...ofAppointment,
    where: { [status.slice(1)]: { $ne: 'cancelled' } },
    row: appointmentRow,
    rowOfDay,
    leftOut: () => [[{ $not: [isOneOf(status, ['arrived', 'inRoom', 'done', 'noShow'])] }, 'open']],
    measures: { missed: { $eq: [status, 'noShow'] } },
    values: { status },
  },
  waitingTimes: {
    ...ofAppointment,
    where: { [status.slice(1)]: { $in: ['arrived', 'inRoom', 'done'] } },
    before: () => [{ $set: { wait: waitOf(valueOf(appointments, 'statusTimes')) } }],
    row: (question) =>
      question.by === 'hour'
        ? { $dateToString: { date: '$wait.arrived', format: '%H', timezone: question.timeZone, onNull: '' } }
        : appointmentRow(question),
    rowOfDay,
    leftOut: () => [
      [{ $or: [{ $eq: ['$wait.arrived', null] }, { $eq: ['$wait.called', null] }] }, 'untimed'],
      [{ $lt: ['$wait.called', '$wait.arrived'] }, 'untimed'],
      [{ $gt: [minutesWaited, mostMinutes] }, 'forgotten'],
    ],
    minutes: { $round: [minutesWaited, 1] },
    values: { minutes: { $round: [minutesWaited, 1] } },
  },
  diagnoses: {
    ...ofVisit,
    before: () => [{ $set: { [diagnosis.slice(1)]: eachOnce } }, { $unwind: diagnosis }],
    row: ({ by }) => (by === 'chapter' ? chapter : ofOther(by === 'category' ? category : code)),
    rowLabel: ({ by }) => (by === 'code' ? `${diagnosis}.display` : null),
    hasPeople: true,
    hasFacts: { [`${diagnosis.slice(1)}.0`]: { $exists: true } },
    values: { system: `${diagnosis}.system`, code, display: `${diagnosis}.display` },
  },
  prescriptions: {
    entity: prescriptions,
    date: 'dateprescribed',
    doctor: 'doctor',
    clinic: 'doctor',
    row: ({ by }) => {
      if (by === 'doctor') return keyOf(valueOf(prescriptions, 'doctor'));
      if (by === 'month') return monthOf(valueOf(prescriptions, 'dateprescribed'));
      return foldedOf(prescriptions, 'prescriptionName');
    },
    rowLabel: ({ by }) =>
      by === 'doctor' || by === 'month' ? null : valueOf(prescriptions, 'prescriptionName'),
    measures: {
      warned: { $eq: [checkState, 'warnings'] },
      overridden: isOverridden,
      unchecked: { $not: [isOneOf(checkState, ['clear', 'warnings'])] },
    },
    hasPeople: true,
    values: {
      medicine: valueOf(prescriptions, 'prescriptionName'),
      check: checkState,
      overridden: isOverridden,
    },
  },
  symptoms: {
    entity: symptomjournals,
    date: 'symptomDate',
    time: 'symptomTime',
    doctor: null,
    clinic: null,
    row: () => foldedOf(symptomjournals, 'symptomType'),
    rowLabel: () => valueOf(symptomjournals, 'symptomType'),
    column: ({ by }) => (by === 'season' ? season : month),
    values: {
      symptom: valueOf(symptomjournals, 'symptomType'),
      severity: valueOf(symptomjournals, 'severity'),
    },
  },
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
