import { wallClockOf } from '../../../shared/rules/time';
import { isCalendarDate, isClockTime, isPartialDate } from '../../../shared/schema';
import type { Plain } from './raw-value';

const earliest = Date.UTC(1900, 0, 1);
const latest = Date.UTC(2200, 0, 1);
const inRange = (time: number) => time >= earliest && time < latest;

/** A calendar date in any unambiguous form; null when it is unreadable or could mean two days. */
export function calendarDateOf(plain: Plain, timeZone: string): string | null {
  if (plain.is === 'date') return dayMeant(plain.value, timeZone);
  if (plain.is === 'number') {
    const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(plain.text);
    if (compact) return existing(compact[1], compact[2], compact[3]);
    const date = epochOf(plain.value);
    return date ? dayMeant(date, timeZone) : null;
  }
  if (plain.is !== 'text') return null;
  const text = plain.value.trim();
  // An instant that is no midnight anywhere near: the day is that of the clinic.
  if (/^\d{4}-?\d{2}-?\d{2}T.*Z$/i.test(text)) {
    const instant = writtenInstant(text);
    return instant ? dayMeant(instant, timeZone) : null;
  }
  // Elsewhere the day as written, never shifted.
  const written =
    /^(\d{4})(\d{2})(\d{2})(?:$|[T ]\d{1,2}[:.]?\d{2})/.exec(text) ??
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T ]\d{1,2}[:.]\d{2})/.exec(text);
  if (written) return existing(written[1], written[2], written[3]);
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (local) return unambiguous(Number(local[1]), Number(local[2]), local[3]);
  return namedMonth(text);
}

/** The same where a year or a month alone is enough: 2014, "2014-03". */
export function partialDateOf(plain: Plain, timeZone: string): string | null {
  const text = plain.is === 'number' ? plain.text : plain.is === 'text' ? plain.value.trim() : '';
  return isPartialDate(text) ? text : calendarDateOf(plain, timeZone);
}

/**
 * The day that was meant by an instant: programs keep a day as midnight in UTC or as midnight of the clinic's wall clock.
 * Any other hour tells the day only where both clocks show the same.
 */
function dayMeant(instant: Date, timeZone: string): string | null {
  if (!inRange(instant.getTime())) return null;
  const inUtc = instant.toISOString();
  const day = inUtc.slice(0, 10);
  if (inUtc.endsWith('T00:00:00.000Z')) return day;
  const local = wallClockOf(instant, timeZone);
  return local.date === day || local.time === '00:00' ? local.date : null;
}

/** An instant in any unambiguous form; null when it is unreadable. A day without a time is its midnight in UTC. */
export function instantOfPlain(plain: Plain, timeZone: string): Date | null {
  if (plain.is === 'date') return inRange(plain.value.getTime()) ? plain.value : null;
  if (plain.is === 'number' && !/^\d{8}$/.test(plain.text)) return epochOf(plain.value);
  if (plain.is === 'text') {
    const text = plain.value.trim();
    if (/^\d{4}-?\d{2}-?\d{2}T/.test(text)) return writtenInstant(text);
  }
  const day = calendarDateOf(plain, timeZone);
  return day ? new Date(`${day}T00:00:00Z`) : null;
}

/** ISO 8601 in its basic and extended forms; without a zone, UTC is meant. */
function writtenInstant(text: string): Date | null {
  const match =
    /^(\d{4})-?(\d{2})-?(\d{2})T(\d{2}):?(\d{2})(?::?(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second = '00', fraction = '', zone = 'Z'] = match;
  if (!existing(year, month, day)) return null;
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}${offset}`);
  return Number.isNaN(date.getTime()) || !inRange(date.getTime()) ? null : date;
}

/** A date before these days says only what time it is: spreadsheets and databases keep a bare time so. */
const daysOfBareTimes: ReadonlySet<string> = new Set([
  '1899-12-30',
  '1899-12-31',
  '1900-01-01',
  '1970-01-01',
]);

/** A clock time in any unambiguous form: `15:30`, `3:30 PM`, `15.30`, `1530`, `9:05`; null when it is unreadable. */
export function clockTimeOfPlain(plain: Plain): string | null {
  if (plain.is === 'date') {
    const text = plain.value.toISOString();
    return daysOfBareTimes.has(text.slice(0, 10)) ? text.slice(11, 16) : null;
  }
  const text = plain.is === 'text' ? plain.value.trim() : plain.is === 'number' ? plain.text : null;
  if (text === null) return null;
  // 15.3 as a number is half past three as little as a quarter past.
  if (plain.is === 'number' && !/^\d{3,4}$/.test(text)) return null;
  const match = /^(\d{1,2})(?:[:.h]?(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(?:([ap])\.?m?\.?)?$/i.exec(text);
  if (!match) return null;
  const half = match[3]?.toLowerCase();
  let hour = Number(match[1]);
  // A lone number is a time only with AM or PM: 9 may be nine o'clock or anything else.
  if (match[2] === undefined && !half) return null;
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === 'p' ? 12 : 0);
  }
  const time = `${String(hour).padStart(2, '0')}:${match[2] ?? '00'}`;
  return isClockTime(time) ? time : null;
}

/** Milliseconds since 1970, or seconds where milliseconds would lie before 1990; other numbers are no dates. */
function epochOf(value: number): Date | null {
  const after1990 = 631_152_000_000;
  if (value >= after1990 && inRange(value)) return new Date(value);
  const milliseconds = value * 1_000;
  return value >= 631_152_000 && milliseconds < Date.UTC(2100, 0, 1) ? new Date(milliseconds) : null;
}

function existing(year = '', month = '', day = ''): string | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(date) ? date : null;
}

/** Day and month the other way round are both possible up to the twelfth: then nobody knows. */
function unambiguous(first: number, second: number, year = ''): string | null {
  if (first > 12) return existing(year, String(second), String(first));
  if (second > 12) return existing(year, String(first), String(second));
  return first === second ? existing(year, String(first), String(second)) : null;
}

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** "10 Oct 2023", "October 10, 2023". */
function namedMonth(text: string): string | null {
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?\.?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})$/i.exec(text);
  const monthFirst = /^([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i.exec(text);
  const [day, name = '', year] = dayFirst
    ? dayFirst.slice(1)
    : monthFirst
      ? [monthFirst[2], monthFirst[1], monthFirst[3]]
      : [];
  const written = name.toLowerCase();
  const month = months.findIndex(
    (each) => each.startsWith(written) || (written === 'sept' && each[0] === 's'),
  );
  return written && month >= 0 ? existing(year, String(month + 1), day) : null;
}
