import type mongoose from 'mongoose';
import type { Fact, LeftOut, ReportGroup, ReportGroups } from '../../core/ports/report-source';

/** What `groupStages` gives. */
export type GroupDocument = {
  _id: { leftOut: LeftOut | ''; row: string; column: string };
  count: number;
  people?: number;
  rowLabel?: string | null;
  columnLabel?: string | null;
} & Record<string, unknown>;

/** Groups as they were counted, and apart from them what is left out. */
export function groupsOf(
  found: readonly GroupDocument[],
  people: number,
  dateless: number,
  measures: readonly string[],
): ReportGroups {
  const leftOut: Partial<Record<LeftOut, number>> = dateless > 0 ? { dateless } : {};
  const groups: ReportGroup[] = [];
  for (const document of found) {
    const { _id, count } = document;
    if (_id.leftOut) leftOut[_id.leftOut] = (leftOut[_id.leftOut] ?? 0) + count;
    else
      groups.push({
        row: _id.row,
        column: _id.column,
        ...(document.rowLabel ? { rowLabel: document.rowLabel } : {}),
        ...(document.columnLabel ? { columnLabel: document.columnLabel } : {}),
        count,
        people: document.people ?? 0,
        measures: Object.fromEntries(measures.map((name) => [name, Number(document[name] ?? 0)])),
      });
  }
  return { groups, leftOut, people };
}

/** What `selectedStages` gives. */
export type FactDocument = {
  _id: mongoose.mongo.ObjectId;
  patient?: mongoose.mongo.ObjectId | null;
  doctor?: mongoose.mongo.ObjectId | null;
  date?: string | null;
  time?: string | null;
  row: string;
  column: string;
  values?: Record<string, unknown>;
};

/** One fact as the core knows it. */
export function factOf({ _id, patient, doctor, date, time, row, column, values = {} }: FactDocument): Fact {
  const told = Object.entries(values).filter(
    (each): each is [string, string | number | boolean] => each[1] !== null && typeof each[1] !== 'object',
  );
  return {
    id: String(_id),
    ...(patient ? { patient: String(patient) } : {}),
    ...(doctor ? { doctor: String(doctor) } : {}),
    ...(date ? { date } : {}),
    ...(time ? { time } : {}),
    row,
    column,
    values: Object.fromEntries(told),
  };
}
