import { isCalendarDate, isClockTime } from '../../../shared/schema';
import { type Plain } from './raw-value';

const earliest = Date.UTC(1900, 0, 1);
const latest = Date.UTC(2200, 0, 1);
const inRange = (time: number) => time >= earliest && time < latest;

/** A calendar date in any unambiguous form; null when it is unreadable or could mean two days. */
export function calendarDateOf(plain: Plain): string | null {
  if (plain.is === 'date')
    return inRange(plain.value.getTime()) ? plain.value.toISOString().slice(0, 10) : null;
  if (plain.is === 'number') {
    const date = epochOf(plain.value);
    return date ? date.toISOString().slice(0, 10) : null;
  }
  if (plain.is !== 'text') return null;
  const text = plain.value.trim();
  // Wall-clock midnight in any zone is the day that was meant: the day as written, never shifted.
  const written =
    /^(\d{4})-?(\d{2})-?(\d{2})(?:$|[T ])/.exec(text) ?? /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/.exec(text);
  if (written) return existing(written[1], written[2], written[3]);
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (local) return unambiguous(Number(local[1]), Number(local[2]), local[3]);
  return namedMonth(text);
}

/** An instant in any unambiguous form; null when it is unreadable. A day without a time is its midnight in UTC. */
export function instantOfPlain(plain: Plain): Date | null {
  if (plain.is === 'date') return inRange(plain.value.getTime()) ? plain.value : null;
  if (plain.is === 'number') return epochOf(plain.value);
  if (plain.is !== 'text') return null;
  const text = plain.value.trim();
  const compact = /^(\d{4})(\d{2})(\d{2})T(\d{2}):?(\d{2})(?::?(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(
    text,
  );
  const [, year, month, day, hour, minute, second = '00', fraction = '', zone = 'Z'] = compact ?? [];
  const iso = compact ? `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}${zone}` : text;
  if (/^\d{4}-\d{2}-\d{2}T/.test(iso)) {
    const date = new Date(/Z|[+-]\d{2}:?\d{2}$/.test(iso) ? iso : `${iso}Z`);
    if (!existing(iso.slice(0, 4), iso.slice(5, 7), iso.slice(8, 10))) return null;
    return Number.isNaN(date.getTime()) || !inRange(date.getTime()) ? null : date;
  }
  const day2 = calendarDateOf(plain);
  return day2 ? new Date(`${day2}T00:00:00Z`) : null;
}

/** A clock time in any unambiguous form: `15:30`, `3:30 PM`, `15.30`, `1530`, `9:05`; null when it is unreadable. */
export function clockTimeOfPlain(plain: Plain): string | null {
  if (plain.is === 'date') return plain.value.toISOString().slice(11, 16);
  const text = plain.is === 'text' ? plain.value.trim() : plain.is === 'number' ? plain.text : null;
  if (text === null) return null;
  const match = /^(\d{1,2})(?:[:.h]?(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*([ap])?\.?m?\.?$/i.exec(text);
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
  if (!Number.isFinite(value)) return null;
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

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** "10 Oct 2023", "October 10, 2023". */
function namedMonth(text: string): string | null {
  const dayFirst = /^(\d{1,2})\.?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})$/.exec(text);
  const monthFirst = /^([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})$/.exec(text);
  const [day, name, year] = dayFirst
    ? dayFirst.slice(1)
    : monthFirst
      ? [monthFirst[2], monthFirst[1], monthFirst[3]]
      : [];
  const month = months.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
  return month > 0 ? existing(year, String(month), day) : null;
}
