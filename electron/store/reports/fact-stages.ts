import type mongoose from 'mongoose';
import type { EntityDefinition } from '../../../shared/schema';
import type { FactSelection, Page, ReportQuestion } from '../../core/ports/report-source';
import { type Filter, objectIdOf, pathOf, sortOf } from '../query';
import type { Expression } from './expressions';
import { firstOf, valueOf } from './expressions';
import type { FactSource } from './fact-source';
import { factSources } from './fact-sources';

export type Stage = Record<string, unknown>;
type ObjectId = mongoose.mongo.ObjectId;

/** Patients that were merged into others: each with who they are now. */
export type Merged = ReadonlyMap<string, string>;

/** What a question needs looked up before it is asked. */
export type Surroundings = {
  readonly merged: Merged;
  /** Doctors who work in the clinic that is asked for. */
  readonly doctorsOfClinic?: readonly ObjectId[];
};

/** Which documents: live, of the period, the doctor, the clinic and the patients that are asked for. */
export function matchOf(question: ReportQuestion, around: Surroundings, isDated = true): Stage {
  const source = factSources[question.report];
  const { entity, date, doctor, clinic, where, unlikeRecords } = source;
  const parts: Filter[] = [unlikeRecords ? unlikeRecords.which(question) : { removed: false }];
  if (date && isDated) parts.push({ [pathOf(entity, date)]: { $gte: question.from, $lte: question.to } });
  if (date && !isDated) parts.push({ [pathOf(entity, date)]: null });
  if (where) parts.push(where);
  if (question.doctor && doctor) parts.push({ [pathOf(entity, doctor)]: objectIdOf(question.doctor) });
  if (question.clinic && clinic) {
    if (clinic === 'doctor' && doctor)
      parts.push({ [pathOf(entity, doctor)]: { $in: around.doctorsOfClinic ?? [] } });
    else parts.push({ [pathOf(entity, clinic)]: objectIdOf(question.clinic) });
  }
  if (question.patients)
    parts.push({ [patientPath(entity)]: { $in: idsOf(question.patients, around.merged) } });
  return { $match: { $and: parts } };
}

const patientPath = (entity: EntityDefinition): string => pathOf(entity, entity.patientField ?? 'id');

/** The ids of patients and of those who were merged into them: records keep the id that they were written with. */
export function idsOf(patients: ReadonlySet<string>, merged: Merged): ObjectId[] {
  const former = [...merged].filter(([, now]) => patients.has(now)).map(([then]) => then);
  return [...patients, ...former].map(objectIdOf).filter((id) => id !== null);
}

/** The person that a record is about, as whom they were merged into. */
function personOf(entity: EntityDefinition, merged: Merged): Expression {
  const patient = `$${patientPath(entity)}`;
  if (merged.size === 0) return patient;
  const place = { $indexOfArray: [{ $literal: [...merged.keys()].map(objectIdOf) }, patient] };
  const now = { $literal: [...merged.values()].map(objectIdOf) };
  return {
    $let: {
      vars: { place },
      in: { $cond: [{ $lt: ['$$place', 0] }, patient, { $arrayElemAt: [now, '$$place'] }] },
    },
  };
}

/** The facts of a question: `{ row, column, rowLabel, columnLabel, leftOut, person, measures, minutes }`. */
export function factStages(
  question: ReportQuestion,
  around: Surroundings,
  row: Expression = factSources[question.report].row(question),
): Stage[] {
  const source = factSources[question.report];
  const { entity } = source;
  return [
    matchOf(question, around),
    ...(source.before?.(question) ?? []),
    {
      $project: {
        row,
        column: source.column?.(question) ?? { $literal: '' },
        rowLabel: source.rowLabel?.(question) ?? { $literal: null },
        columnLabel: source.columnLabel?.(question) ?? { $literal: null },
        leftOut: leftOutOf(source, question),
        ...(source.hasPeople ? { person: personOf(entity, around.merged) } : {}),
        ...(source.minutes ? { minutes: source.minutes } : {}),
        ...Object.fromEntries(
          Object.entries({ ...source.measures, ...source.sums }).map(([name, of]) => [measurePath(name), of]),
        ),
      },
    },
  ];
}

const measurePath = (name: string): string => `is_${name}`;

function leftOutOf(source: FactSource, question: ReportQuestion): Expression {
  const reasons = source.leftOut?.(question) ?? [];
  const cases = reasons.map(([when, reason]) => [when, { $literal: reason }] as const);
  return firstOf(cases, { $literal: '' });
}

/** Counts facts by row, column and reason: `{ _id: { leftOut, row, column }, count, people, rowLabel, …measures }`. */
export function groupStages(
  question: ReportQuestion,
  around: Surroundings,
  { hasPeople }: { hasPeople: boolean },
): Stage[] {
  const source = factSources[question.report];
  const { measures = {}, sums: summed = {} } = source;
  const names = [...Object.keys(measures), ...Object.keys(summed)];
  const keys = { leftOut: '$leftOut', row: '$row', column: '$column' };
  const labels = { rowLabel: { $min: '$rowLabel' }, columnLabel: { $min: '$columnLabel' } };
  const sums = (of: (name: string) => Expression) =>
    Object.fromEntries(names.map((name) => [name, { $sum: of(name) }]));
  const ofFact = (name: string): Expression =>
    name in measures ? { $cond: [`$${measurePath(name)}`, 1, 0] } : `$${measurePath(name)}`;
  const grouped = (_id: Expression, count: Expression, of: (name: string) => Expression) => ({
    $group: { _id, count: { $sum: count }, ...labels, ...sums(of) },
  });
  const rowOfDay = source.rowOfDay?.(question);
  if (!hasPeople && rowOfDay && source.date) {
    const day = valueOf(source.entity, source.date);
    const keysOfDay = { leftOut: '$_id.leftOut', row: rowOfDay('$_id.row'), column: '$_id.column' };
    return [
      ...factStages(question, around, day),
      grouped(keys, 1, ofFact),
      grouped(keysOfDay, '$count', (name) => `$${name}`),
    ];
  }
  const stages = factStages(question, around);
  if (!hasPeople) return [...stages, grouped(keys, 1, ofFact)];
  return [
    ...stages,
    { $group: { _id: { ...keys, person: '$person' }, count: { $sum: 1 }, ...labels, ...sums(ofFact) } },
    {
      $group: {
        _id: { leftOut: '$_id.leftOut', row: '$_id.row', column: '$_id.column' },
        count: { $sum: '$count' },
        people: { $sum: 1 },
        ...labels,
        ...sums((name) => `$${name}`),
      },
    },
  ];
}

/** How many different people all facts are of. What makes several facts of one document is left out: it is of one person. */
export function peopleStages(question: ReportQuestion, around: Surroundings): Stage[] {
  const source = factSources[question.report];
  return [
    matchOf(question, around),
    ...(source.hasFacts ? [{ $match: source.hasFacts }] : []),
    { $project: { leftOut: leftOutOf(source, question), person: personOf(source.entity, around.merged) } },
    { $match: { leftOut: '' } },
    { $group: { _id: '$person' } },
    { $count: 'people' },
  ];
}

export const histogramStages = (question: ReportQuestion, around: Surroundings): Stage[] => [
  ...factStages(question, around),
  { $match: { leftOut: '' } },
  { $group: { _id: { row: '$row', minutes: '$minutes' }, count: { $sum: 1 } } },
];

/**
 * A page of the facts of a selection, newest first, each with what is told of it. The documents come in the order of their
 * table, which an index has: reading stops with the page, and only what is on it is worked out.
 */
export function selectedStages(
  question: ReportQuestion,
  around: Surroundings,
  { rows, columns, measure }: FactSelection,
  { offset, limit }: Page,
): Stage[] {
  const source = factSources[question.report];
  const { entity, measures = {}, unlikeRecords } = source;
  const isAsked = {
    leftOut: '',
    ...(rows ? { row: { $in: rows } } : {}),
    ...(columns ? { column: { $in: columns } } : {}),
    ...(measure ? { [measurePath(measure)]: true } : {}),
  };
  return [
    matchOf(question, around),
    ...(unlikeRecords ? [] : [{ $sort: sortOf(entity, undefined) }]),
    ...(source.before?.(question) ?? []),
    ...(unlikeRecords ? [{ $sort: unlikeRecords.order }] : []),
    {
      $set: {
        row: source.row(question),
        column: source.column?.(question) ?? { $literal: '' },
        leftOut: leftOutOf(source, question),
        ...(measure ? { [measurePath(measure)]: measures[measure] ?? false } : {}),
      },
    },
    { $match: isAsked },
    { $skip: offset },
    { $limit: limit },
    {
      $project: {
        row: 1,
        column: 1,
        patient: personOf(entity, around.merged),
        ...(source.doctor && source.date ? { doctor: valueOf(entity, source.doctor) } : {}),
        ...(source.date ? { date: valueOf(entity, source.date) } : {}),
        ...(unlikeRecords ? { date: unlikeRecords.day } : {}),
        ...(source.time ? { time: valueOf(entity, source.time) } : {}),
        values: source.values,
      },
    },
  ];
}
