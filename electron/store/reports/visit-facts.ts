import { entities } from '../../../shared/entities';
import { icd10Chapters } from '../../../shared/rules/reports/icd10-chapters';
import { codeSystems } from '../../../shared/schema';
import { type Expression, foldedOf, isOneOf, keyOf, valueOf, weekOf } from './expressions';
import type { FactSource } from './fact-source';

const { healthlogs } = entities;

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

/** What is counted of visits and their diagnoses. */
export const visitFacts: Readonly<Record<'visits' | 'doctorsAndPurposes' | 'diagnoses', FactSource>> = {
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
  diagnoses: {
    ...ofVisit,
    before: () => [{ $set: { [diagnosis.slice(1)]: eachOnce } }, { $unwind: diagnosis }],
    row: ({ by }) => (by === 'chapter' ? chapter : ofOther(by === 'category' ? category : code)),
    rowLabel: ({ by }) => (by === 'code' ? `${diagnosis}.display` : null),
    hasPeople: true,
    hasFacts: { [`${diagnosis.slice(1)}.0`]: { $exists: true } },
    values: { system: `${diagnosis}.system`, code, display: `${diagnosis}.display` },
  },
};
