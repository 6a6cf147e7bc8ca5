import { readingGroups } from '../../../shared/rules/readings/groups';
import type { FigureQuestion, ReportQuestion } from '../../kit/data';
import { addDays, instantOf } from '../../../shared/rules/time';
import { isCalendarDate } from '../../../shared/schema';
import type { OfferedReport } from '../../../shared/contract';
import { daysOf, isPreset, type Period, wrongDays } from './period';

/** What a report is narrowed by, and which of its figures is looked into. */
export type ReportAddress = {
  readonly period: Period;
  /** The day of a report that is about one; absent: today. */
  readonly on?: string | undefined;
  readonly clinic?: string | undefined;
  readonly doctor?: string | undefined;
  /** The id of a saved cohort. */
  readonly cohort?: string | undefined;
  readonly by?: string | undefined;
  /** A figure whose records are shown: those of one row, of one column, or of both. */
  readonly figure?: { readonly row?: string | undefined; readonly column?: string | undefined } | undefined;
  /** Of these records, from 1. */
  readonly page?: number | undefined;
};

/** Records of a figure on one page. */
export const recordsPerPage = 25;

const isId = (value: string) => /^[0-9a-f]{24}$/.test(value);

/** The end of an address, so that Back works and a report can be kept as a bookmark. `usual`: the period that it opens with. */
export function writeReportAddress(asked: ReportAddress, usual: Period): string {
  const { period, on, clinic, doctor, cohort, by, figure, page } = asked;
  const isUsual = 'preset' in period && 'preset' in usual && period.preset === usual.preset;
  const given: Readonly<Record<string, string | undefined>> = {
    ...('preset' in period ? { period: isUsual ? undefined : period.preset } : period),
    ...{ on, clinic, doctor, cohort, by },
    records: figure ? '1' : undefined,
    row: figure?.row,
    column: figure?.column,
    page: figure && page && page > 1 ? String(page) : undefined,
  };
  const parts = Object.entries(given).filter((part): part is [string, string] => Boolean(part[1]));
  return new URLSearchParams(parts).toString();
}

function periodIn(address: URLSearchParams, usual: Period): Period {
  const preset = address.get('period');
  if (isPreset(preset)) return { preset };
  const [from, to] = [address.get('from'), address.get('to')];
  return from !== null && to !== null && wrongDays(from, to) === null ? { from, to } : usual;
}

/** Reads an address. What somebody else's address has wrong is left out. */
export function readReportAddress(address: URLSearchParams, usual: Period): ReportAddress {
  const valid = (name: string, isValid: (value: string) => boolean) => {
    const value = address.get(name);
    return value !== null && isValid(value) ? value : undefined;
  };
  const key = (value: string) => value.length > 0 && value.length <= 400;
  const page = Number(valid('page', (value) => /^[1-9]\d{0,5}$/.test(value)) ?? 1);
  return {
    period: periodIn(address, usual),
    on: valid('on', isCalendarDate),
    clinic: valid('clinic', isId),
    doctor: valid('doctor', isId),
    cohort: valid('cohort', isId),
    by: valid('by', (value) => value.length <= 40),
    figure:
      address.get('records') === '1' ? { row: valid('row', key), column: valid('column', key) } : undefined,
    page: page > 1 ? page : undefined,
  };
}

/** What the core is asked: only what this report takes. */
export function questionOf(asked: ReportAddress, report: OfferedReport, today: string): ReportQuestion {
  const takes = (parameter: OfferedReport['parameters'][number]) => report.parameters.includes(parameter);
  const by = report.by.find(({ value }) => value === asked.by)?.value;
  return {
    report: report.id,
    ...(takes('period') ? daysOf(asked.period, today) : {}),
    ...(takes('on') && asked.on ? { to: asked.on } : {}),
    ...(takes('clinic') && asked.clinic ? { clinic: asked.clinic } : {}),
    ...(takes('doctor') && asked.doctor ? { doctor: asked.doctor } : {}),
    ...(takes('cohort') && asked.cohort ? { cohort: asked.cohort } : {}),
    ...(takes('by') && by ? { by } : {}),
  };
}

/** One page of the records behind the figure that is looked into; null when none is. */
export function figureQuestionOf(asked: ReportAddress, question: ReportQuestion): FigureQuestion | null {
  const { figure, page = 1 } = asked;
  if (!figure) return null;
  return {
    ...question,
    ...(figure.row === undefined ? {} : { row: figure.row }),
    ...(figure.column === undefined ? {} : { column: figure.column }),
    page: { offset: (page - 1) * recordsPerPage, limit: recordsPerPage },
  };
}

type DayOfReadings = { patient: string; kind?: string; date?: string; isOutside?: boolean };

/**
 * The page of the single readings of one kind and day of the clinic; `isOutside`: of those out of band.
 */
export function readingsOfDay(
  { patient, kind, date, isOutside = false }: DayOfReadings,
  timeZone: string,
): string {
  const group = readingGroups.find(({ kinds }) => kinds.some((each) => each === kind))?.key;
  const instant = (day: string) => String(instantOf(day, '00:00', timeZone).getTime());
  const search = new URLSearchParams({
    ...(group === undefined ? {} : { show: group }),
    // Of a group with several, which of them.
    ...(group === undefined || group === kind ? {} : { kind: kind ?? '' }),
    ...(isOutside ? { only: 'outside' } : {}),
    ...(date === undefined ? {} : { from: instant(date), to: instant(addDays(date, 1)) }),
  });
  return `/patients/${patient}/readings?${search}`;
}
