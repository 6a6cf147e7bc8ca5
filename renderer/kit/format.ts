import {
  type Measures,
  measureUnits,
  otherUnit,
  shownMeasure,
  storedMeasures,
} from '../../shared/rules/measures';
import { ageOn, wallClockOf } from '../../shared/rules/time';
import type { Coding, Field, FieldKind } from '../../shared/schema';
import { isCalendarDate, isPartialDate } from '../../shared/schema';

/** The one place where dates, numbers and names become text: 23 Nov 2026, 09:42, 12,480, "Al-Sayed, Fatima". */

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const longMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const partsOf = (date: string) => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)) - 1,
  day: Number(date.slice(8, 10)),
});

/** `2026-11-23` as `23 Nov 2026`. What is no calendar date stays as it is. */
export function formatDate(date: string): string {
  if (!isCalendarDate(date)) return date;
  const { year, month, day } = partsOf(date);
  return `${day} ${months[month] ?? ''} ${year}`;
}

/** A day as `formatDate` writes it, a month as `Mar 2014`, a year as `2014`. */
export function formatPartialDate(date: string): string {
  if (!isPartialDate(date) || date.length === 10) return formatDate(date);
  const { year, month } = partsOf(date);
  return date.length === 4 ? date : `${months[month] ?? ''} ${year}`;
}

/** `2026-11-23` as `23 Nov`, where the year is plain. */
export function formatDayAndMonth(date: string): string {
  if (!isCalendarDate(date)) return date;
  const { month, day } = partsOf(date);
  return `${day} ${months[month] ?? ''}`;
}

/** `2026-11-23` as `Monday 23 November`. */
export function formatLongDate(date: string): string {
  if (!isCalendarDate(date)) return date;
  const { year, month, day } = partsOf(date);
  const weekday = new Date(Date.UTC(year, month, day)).getUTCDay();
  return `${weekdays[weekday] ?? ''} ${day} ${longMonths[month] ?? ''}`;
}

/** `2026-11-23` as `November 2026`. */
export function formatMonth(date: string): string {
  if (!isCalendarDate(date)) return date;
  const { year, month } = partsOf(date);
  return `${longMonths[month] ?? ''} ${year}`;
}

/** The month of `2026-11-23` as `Nov`, where the year stands beside it. */
export function formatShortMonth(date: string): string {
  return months[partsOf(date).month] ?? '';
}

/** A wall-clock time as it is written everywhere, `09:40`. */
export function formatTime(time: string): string {
  return /^\d:/.test(time) ? `0${time}` : time;
}

const ownTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A point in time as `23 Nov 2026 09:42`, in the time zone of the clinic or else of this computer. */
export function formatInstant(instant: Date, timeZone: string = ownTimeZone()): string {
  const { date, time } = wallClockOf(instant, timeZone);
  return `${formatDate(date)} ${time}`;
}

/** Only the time of a point in time, `09:42`. */
export function formatInstantTime(instant: Date, timeZone: string = ownTimeZone()): string {
  return wallClockOf(instant, timeZone).time;
}

/** How long ago, in the words of a desk: `just now`, `20 s ago`, `6 min ago`, `3 h ago`, then the date. */
export function formatAgo(instant: Date, now: Date, timeZone?: string): string {
  const seconds = Math.round((now.getTime() - instant.getTime()) / 1_000);
  if (seconds < 5) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ago`;
  return formatInstant(instant, timeZone);
}

/** Completed years on a day; months below two years and days below one month, with their unit: `54`, `14 mo`, `9 d`. */
export function formatAge(dateOfBirth: string | undefined, today: string): string {
  if (!dateOfBirth || !isCalendarDate(dateOfBirth)) return '';
  const years = ageOn(dateOfBirth, today);
  if (years === null) return '';
  if (years >= 2) return String(years);
  const from = partsOf(dateOfBirth);
  const to = partsOf(today);
  const wholeMonths = (to.year - from.year) * 12 + to.month - from.month - (to.day < from.day ? 1 : 0);
  if (wholeMonths > 0) return `${wholeMonths} mo`;
  return `${Math.round((Date.parse(today) - Date.parse(dateOfBirth)) / 86_400_000)} d`;
}

/** The same with a word after years alone: `54 years`, `14 mo`. */
export function formatAgeInWords(dateOfBirth: string | undefined, today: string, years = 'years'): string {
  const age = formatAge(dateOfBirth, today);
  return /^\d+$/.test(age) ? `${age} ${years}` : age;
}

const sexLetters: Readonly<Record<string, string>> = { female: 'F', male: 'M', other: 'O' };

/** `54 F`, as it stands after a name; what is not known is left out. */
export function ageAndSex(person: { dateOfBirth?: string; sex?: string }, today: string): string {
  const letter = person.sex ? sexLetters[person.sex] : undefined;
  return [formatAge(person.dateOfBirth, today), letter].filter(Boolean).join(' ');
}

type Told = { dateOfBirth?: string; sex?: string; recordNumber?: string };

/** `72 F, born 4 Dec 1953, WF-0123`: what tells people of one name apart. */
export const personWords = (person: Told, today: string): string =>
  [ageAndSex(person, today), bornWords(person), person.recordNumber].filter(Boolean).join(', ');

/** `born 4 Dec 1953`; empty where that is not known. */
export const bornWords = ({ dateOfBirth }: Told): string =>
  dateOfBirth ? `born ${formatDate(dateOfBirth)}` : '';

const numberFormat = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

/** `12,480`; with its unit after a narrow space: `79.6 kg`. */
export function formatNumber(value: number, unit?: string): string {
  const text = numberFormat.format(value);
  return unit ? `${text} ${unit}` : text;
}

const formatsByLeast = [0, 1, 2].map(
  (minimumFractionDigits) => new Intl.NumberFormat('en', { minimumFractionDigits, maximumFractionDigits: 6 }),
);

/** With at least (up to 2) and at most (up to 6) so many digits after the point: `6.0`. */
export function formatDigits(value: number, { least, most }: { least: number; most: number }): string {
  return (formatsByLeast[least] ?? numberFormat).format(Number(value.toFixed(most)));
}

/** A stored measure in the unit of the clinic, `170.2 cm`, and in that of the other system, `67 in`. Null for other numbers. */
export function formatMeasure(
  value: number,
  unit: string | undefined,
  measures: Measures,
): { readonly text: string; readonly beside: string } | null {
  const of = measureUnits(unit, measures);
  if (!of) return null;
  const other = otherUnit(of.shown);
  return {
    text: formatNumber(shownMeasure(value, of.stored, of.shown), of.shown),
    beside: formatNumber(shownMeasure(value, of.stored, other), other),
  };
}

/** Family name first, as lists are sorted: `Al-Sayed, Fatima`. */
export function personName(person: { firstname?: string; lastname?: string }): string {
  return [person.lastname, person.firstname].filter(Boolean).join(', ') || 'Without a name';
}

/** A title that the core has made, with dates as they are written everywhere else. */
export const writtenTitle = (title: string): string =>
  title.replace(/\b\d{4}-\d{2}-\d{2}\b/g, formatDate).replace(/^[\s,]+|[\s,]+$/g, '');

type Names = Readonly<Record<string, string>>;
/** What is written as the clinic has it; left out: this computer's time zone, the stored units. */
type Manner = { readonly timeZone?: string; readonly measures?: Measures };
type Writer = (field: Field, value: unknown, names: Names, manner: Manner) => string;

const asText: Writer = (_field, value) => (typeof value === 'string' ? value : String(value));
const each =
  (writer: Writer): Writer =>
  (field, value, names, manner) =>
    Array.isArray(value) ? value.map((one) => writer(field, one, names, manner)).join(', ') : '';
const choiceText: Writer = (field, value) =>
  field.choices?.find((choice) => choice.value === value)?.label ?? String(value);
/** A name that may not be read, or points nowhere, is told apart from an empty field. */
const referenceText: Writer = (_field, value, names) => writtenTitle(names[String(value)] ?? 'Not available');
const codingText: Writer = (_field, value) => {
  const { display, code } = value as Coding;
  return `${display} (${code})`;
};
const groupText: Writer = (field, value, names, manner) => {
  if (typeof value !== 'object' || value === null) return '';
  const values = value as Readonly<Record<string, unknown>>;
  return Object.entries(field.fields ?? {})
    .map(([name, part]) => [part.label, formatField(part, values[name], names, manner)] as const)
    .filter(([, text]) => text !== '')
    .map(([label, text]) => `${label} ${text}`)
    .join(', ');
};
/** Hours and the like: the values of one entry without their labels, `Monday 09:00 17:00`. */
const entryText: Writer = (field, value, names, manner) => {
  const values = (value ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(field.fields ?? {})
    .map(([name, part]) => formatField(part, values[name], names, manner))
    .filter(Boolean)
    .join(' ');
};

const writers = {
  text: asText,
  longText: asText,
  email: asText,
  phone: asText,
  number: (field, value, _names, { measures = storedMeasures }) => {
    if (typeof value !== 'number') return String(value);
    const measure = formatMeasure(value, field.unit, measures);
    return measure ? `${measure.text} (${measure.beside})` : formatNumber(value, field.unit);
  },
  yesNo: (_field, value) => (value === true ? 'Yes' : 'No'),
  calendarDate: (_field, value) => formatDate(String(value)),
  partialDate: (_field, value) => formatPartialDate(String(value)),
  clockTime: (_field, value) => formatTime(String(value)),
  instant: (_field, value, _names, { timeZone }) =>
    value instanceof Date ? formatInstant(value, timeZone) : String(value),
  choice: choiceText,
  choices: each(choiceText),
  reference: referenceText,
  references: each(referenceText),
  coding: codingText,
  codings: each(codingText),
  texts: each(asText),
  numbers: each(asText),
  group: groupText,
  entries: each(entryText),
  image: () => 'Picture',
  password: () => '••••••',
} satisfies Record<FieldKind, Writer>;

/** Any value of any field as one line of text; empty for what is not there. `names` holds texts of references by id. */
export function formatField(field: Field, value: unknown, names: Names = {}, manner: Manner = {}): string {
  if (value === null || value === undefined || value === '') return '';
  const writer: Writer = writers[field.kind];
  return writer(field, value, names, manner);
}
