import type { Chart, ReadingDay } from '../../../shared/contract';
import type { Appointment, Attachment, Prescription, Symptom, Visit } from '../../../shared/entities';
import { isTaken } from '../../../shared/rules/active';
import { daysToCome, type Latest } from '../../../shared/rules/days-to-come';
import { wordsOf } from '../../../shared/rules/names';
import { codesNotIn, type EditionWithout } from '../data/missing-codes';
import { dayOf, inBrief } from '../files/document-words';
import type { TakenStateProps } from '../medicine/TakenState';
import { statusLabel, statusOf } from './status';

type Of<K extends string, R> = {
  readonly kind: K;
  readonly record: R;
  /** Day and time by which it is sorted; '' when the record has no date. */
  readonly at: string;
  readonly date?: string;
  /** Of something that went on for several days: the first of them, `date` the last. */
  readonly since?: string;
  readonly title: string;
  /** The words of the entry; long ones fold. */
  readonly text: string;
  /** Who wrote it, or how it stands. */
  readonly detail: string;
  /** What its reader should not overlook. */
  readonly warnings?: readonly string[];
  /** A visit to which something was added after it was signed. */
  readonly isAmended?: boolean;
  /** Of a medicine: its check as things stand while it is taken, as it was found then once it is over. */
  readonly taken?: TakenStateProps;
};

/** Readings of one day, or of several between which nothing else is in the timeline. */
export type DaysOfReadings = {
  readonly id: string;
  /** `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
  readonly figures: readonly ReadingDay[];
};

/** One event in a person's life at the clinic; `kind` is the name of its entity, or `readings` of a day with some. */
export type TimelineEntry =
  | Of<'healthlogs', Visit>
  | Of<'prescriptions', Prescription>
  | Of<'symptomjournals', Symptom>
  | Of<'appointments', Appointment>
  | Of<'attachments', Attachment>
  | ReadingsEntry;
export type ReadingsEntry = Of<'readings', DaysOfReadings>;
export type TimelineKind = TimelineEntry['kind'];

/** Records without a time of day come after those with one, so first in a list that shows the newest first. */
const untimed = { visit: '24:01', prescription: '24:00', document: '23:59', readings: '23:58' };

const sentence = (...parts: (string | number | undefined | false)[]) => parts.filter(Boolean).join(', ');

type StatusWords = (appointment: Appointment) => string;
const usualWords: StatusWords = (appointment) => statusLabel(statusOf(appointment)).toLowerCase();

type Beside = {
  /** How an appointment stands, for whom the words of the clinic are not right. */
  readonly statusWords?: StatusWords;
  /** Days with readings, which no chart has in it. */
  readonly readings?: readonly ReadingsEntry[];
  /** The latest day and moment that it is at one of the clinics: what has happened and is dated after them says so. */
  readonly latest?: Latest;
  /** The edition that does not have a code, where it is known that it does not. */
  readonly editionWithout?: EditionWithout;
  /** The day on which medicines say how they stand with their check. */
  readonly takenOn?: string;
};

/**
 * Everything of a chart as one list, newest first, amendments under what they amend. What its reader may not read is not in
 * the chart.
 */
export function timelineOf(
  chart: Chart,
  { statusWords = usualWords, readings = [], latest, editionWithout, takenOn }: Beside = {},
): TimelineEntry[] {
  const nameOf = (id: string | undefined, written: string | undefined) => (id && chart.names[id]) || written;
  const entries: TimelineEntry[] = [
    ...chart.healthlogs.map((record) =>
      visitEntry(record, nameOf(record.doctor, record.doctorName), editionWithout),
    ),
    ...chart.prescriptions.map((record) => ({
      ...prescriptionEntry(record, nameOf(record.doctor, record.doctorprescribed)),
      ...(takenOn !== undefined && { taken: takenState(record, chart.checks, takenOn) }),
    })),
    ...chart.symptomjournals.map(symptomEntry),
    ...chart.attachments.map(documentEntry),
    ...chart.appointments.map((record) =>
      appointmentEntry(record, nameOf(record.doctor, record.doctorName), statusWords(record)),
    ),
    ...readings,
  ];
  const told = latest === undefined ? entries : entries.map((entry) => sayAhead(entry, latest));
  return amendmentsBelow(
    told.toSorted(
      (one, other) => other.at.localeCompare(one.at) || other.record.id.localeCompare(one.record.id),
    ),
  );
}

/** What happened is in no day to come; it is dated so by an import, an older system or a zone that was corrected since. */
function sayAhead(entry: TimelineEntry, latest: Latest): TimelineEntry {
  const [ahead] = daysToCome(entry.kind, { ...entry.record }, { given: 'all', latest });
  if (!ahead) return entry;
  const words = ahead.path[0] === 'symptomTime' ? 'time in the future' : 'date in the future';
  return { ...entry, warnings: [...(entry.warnings ?? []), words] };
}

/** The visit that an entry amends, if it amends one. */
export const amendedBy = (entry: TimelineEntry): string | undefined =>
  entry.kind === 'healthlogs' ? entry.record.amends : undefined;

/** Each amendment right after the visit it belongs to, the oldest first, as they were added. */
function amendmentsBelow(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const ids = new Set(entries.map(({ record }) => record.id));
  const below = new Map<string, TimelineEntry[]>();
  const own = entries.filter((entry) => {
    const original = amendedBy(entry);
    if (original === undefined || !ids.has(original)) return true;
    below.set(original, [entry, ...(below.get(original) ?? [])]);
    return false;
  });
  return own.flatMap((entry) => {
    const amendments = below.get(entry.record.id);
    return amendments ? [{ ...entry, isAmended: true }, ...amendments] : [entry];
  });
}

function visitEntry(
  record: Visit,
  doctor: string | undefined,
  editionWithout: EditionWithout = () => undefined,
): TimelineEntry {
  const codings = [...(record.diagnoses ?? []), ...(record.procedures ?? [])];
  const codes = codings.map((each) => each.display);
  const unknown = codesNotIn(codings, editionWithout);
  return {
    kind: 'healthlogs',
    record,
    at: `${record.date ?? ''} ${untimed.visit}`,
    date: record.date,
    title: record.visitPurpose ?? 'Visit',
    text: [record.notes, codes.join(', ')].filter(Boolean).join('\n'),
    detail: sentence(record.amends ? 'Amendment' : 'Visit', doctor),
    ...(unknown.length > 0 && { warnings: unknown }),
  };
}

function prescriptionEntry(record: Prescription, doctor: string | undefined): TimelineEntry {
  const isOver = record.status === 'completed' || record.status === 'stopped';
  return {
    kind: 'prescriptions',
    record,
    at: `${record.dateprescribed ?? ''} ${untimed.prescription}`,
    date: record.dateprescribed,
    title: sentence(record.prescriptionName ?? 'Prescription', record.amount),
    text: record.generalinstructions ?? '',
    detail: sentence('Prescription', isOver && record.status, doctor),
  };
}

const takenState = (record: Prescription, checks: Chart['checks'], today: string): TakenStateProps => {
  const { id, overrideReason: reason, checkResult } = record;
  return isTaken(record, today)
    ? { check: checks[id], reason, among: checks }
    : { check: checkResult, reason, isOver: true };
};

function symptomEntry(record: Symptom): TimelineEntry {
  return {
    kind: 'symptomjournals',
    record,
    at: `${record.symptomDate ?? ''} ${record.symptomTime ?? ''}`,
    date: record.symptomDate,
    title: record.symptomType ?? 'Symptom',
    text: record.symptomInfo ?? '',
    detail: sentence(
      'Symptom',
      record.symptomTime && `at ${record.symptomTime}`,
      record.severity !== undefined && `severity ${record.severity} of 10`,
    ),
  };
}

function appointmentEntry(record: Appointment, doctor: string | undefined, status: string): TimelineEntry {
  return {
    kind: 'appointments',
    record,
    at: `${record.date ?? ''} ${record.time ?? ''}`,
    date: record.date,
    title: record.reason ?? 'Appointment',
    text: '',
    detail: sentence('Appointment', record.time, doctor, record.room, status),
  };
}

function documentEntry(record: Attachment): TimelineEntry {
  const date = dayOf(record);
  return {
    kind: 'attachments',
    record,
    at: `${date} ${untimed.document}`,
    date,
    title: record.title ?? record.filename ?? 'Document',
    text: record.notes ?? '',
    detail: inBrief(record),
  };
}

/** The entry of the readings of a day, or of days that follow one another in the timeline. */
export function readingsEntry(record: DaysOfReadings, words: Words): ReadingsEntry {
  const { from, to } = record;
  return {
    ...{ kind: 'readings', record, at: `${to} ${untimed.readings}`, date: to, ...words },
    ...(from === to ? {} : { since: from }),
  };
}
type Words = { readonly title: string; readonly text: string; readonly detail: string };

const longText = 240;

/** Whether an entry is cut until it is opened. */
export const isLongText = ({ text }: TimelineEntry): boolean =>
  text.length > longText || text.split('\n').length > 3;

/** Entries of one kind (or of all) in which every word typed begins some word. */
export function filterTimeline(
  entries: readonly TimelineEntry[],
  kind: TimelineKind | 'all',
  text: string,
): TimelineEntry[] {
  const sought = wordsOf(text);
  return entries.filter((entry) => {
    if (kind !== 'all' && entry.kind !== kind) return false;
    if (sought.length === 0) return true;
    const words = wordsOf(
      `${entry.title} ${entry.text} ${entry.detail} ${entry.warnings?.join(' ') ?? ''} ${entry.date ?? ''}`,
    );
    return sought.every((one) => words.some((word) => word.startsWith(one)));
  });
}
