import { addDays, instantOf, wallClockOf } from '../../../shared/rules/time';
import { formatDate, formatMonth, formatShortMonth } from '../format';
import { day, hour, lengthOf, minute, type TimeSpan } from './time-span';

export type TimeTick = { readonly at: number; readonly label: string };
/** A day, month or year under the ticks, as far as it is in sight. */
export type TimePart = TimeSpan & { readonly label: string };
export type TimeTicks = { readonly ticks: readonly TimeTick[]; readonly parts: readonly TimePart[] };

type Unit = 'clock' | 'day' | 'week' | 'month' | 'year';
/** `size` in minutes of the clock, days, weeks, months, years. */
type Step = { readonly unit: Unit; readonly size: number; readonly about: number };

const step = (unit: Unit, size: number, length: number): Step => ({ unit, size, about: size * length });
const steps: readonly Step[] = [
  ...[1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((size) => step('clock', size, minute)),
  step('day', 1, day),
  step('day', 2, day),
  step('week', 1, 7 * day),
  step('week', 2, 7 * day),
  ...[1, 2, 3, 6].map((size) => step('month', size, 30.4 * day)),
  ...[1, 2, 5, 10, 20, 50].map((size) => step('year', size, 365.25 * day)),
];

const two = (value: number) => String(value).padStart(2, '0');
const startOf = (date: string, timeZone: string) => instantOf(date, '00:00', timeZone).getTime();
const dayNumber = (date: string) => Math.round(Date.parse(`${date}T00:00:00Z`) / day);
/** Never below 0, also for what was before 1970. */
const remainder = (value: number, divisor: number) => ((value % divisor) + divisor) % divisor;
const monthNumber = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
const monthStart = (number: number) =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${two((number % 12) + 1)}-01`;

/** First days of the periods of so many units that touch the days from `first` to `last`, one more at the end. */
const periods = {
  day: (first, last, size) => {
    const days: string[] = [];
    for (let date = addDays(first, -remainder(dayNumber(first), size)); ; date = addDays(date, size)) {
      days.push(date);
      if (date > last) return days;
    }
  },
  week: (first, last, size) => {
    // 1970-01-05 was a Monday.
    const into = remainder(dayNumber(first) - 4, 7 * size);
    const days: string[] = [];
    for (let date = addDays(first, -into); ; date = addDays(date, 7 * size)) {
      days.push(date);
      if (date > last) return days;
    }
  },
  month: (first, last, size) => {
    const days: string[] = [];
    for (let number = monthNumber(first) - (monthNumber(first) % size); ; number += size) {
      days.push(monthStart(number));
      if (monthStart(number) > last) return days;
    }
  },
  year: (first, last, size) => {
    const days: string[] = [];
    const year = Number(first.slice(0, 4));
    for (let number = year - (year % size); ; number += size) {
      days.push(monthStart(number * 12));
      if (monthStart(number * 12) > last) return days;
    }
  },
} satisfies Record<Exclude<Unit, 'clock'>, (first: string, last: string, size: number) => string[]>;

const labels = {
  day: (date) => String(Number(date.slice(8))),
  week: (date) => String(Number(date.slice(8))),
  month: (date) => formatShortMonth(date),
  year: (date) => String(Number(date.slice(0, 4))),
} satisfies Record<Exclude<Unit, 'clock'>, (date: string) => string>;

/** Times of the clock in the days that are in sight: every so many minutes from midnight on. */
function clockTicks(span: TimeSpan, size: number, days: readonly string[], timeZone: string): TimeTick[] {
  const found = new Map<number, string>();
  for (const [index, date] of days.entries()) {
    const next = days[index + 1];
    if (!next) break;
    const start = startOf(date, timeZone);
    const isPlain = startOf(next, timeZone) - start === day;
    for (let minutes = 0; minutes < 1_440; minutes += size) {
      // An hour more at each side: on the days of a change of time the clock is not what has passed.
      const about = start + minutes * minute;
      if (about < span.from - hour || about > span.to + hour) continue;
      const time = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
      const at = isPlain ? about : instantOf(date, time, timeZone).getTime();
      if (!found.has(at)) found.set(at, time);
    }
  }
  return [...found].map(([at, label]) => ({ at, label }));
}

const partUnits = {
  clock: { unit: 'day', write: formatDate },
  day: { unit: 'month', write: formatMonth },
  week: { unit: 'month', write: formatMonth },
  month: { unit: 'year', write: (date: string) => date.slice(0, 4) },
  year: undefined,
} as const satisfies Record<
  Unit,
  { unit: Exclude<Unit, 'clock'>; write: (date: string) => string } | undefined
>;

/**
 * Marks of a time axis with at most `most` ticks: times of the clock, days, Mondays, months or years as people in the time
 * zone read them, and under them the days, months or years they belong to.
 */
export function timeTicks(span: TimeSpan, most: number, timeZone: string): TimeTicks {
  const chosen =
    steps.find((each) => lengthOf(span) / each.about <= most) ??
    steps.at(-1) ??
    step('year', 50, 365.25 * day);
  const first = wallClockOf(new Date(span.from), timeZone).date;
  const last = wallClockOf(new Date(span.to), timeZone).date;
  const { unit, size } = chosen;
  const ticks =
    unit === 'clock'
      ? clockTicks(span, size, periods.day(first, last, 1), timeZone)
      : periods[unit](first, last, size).map((date) => ({
          at: startOf(date, timeZone),
          label: labels[unit](date),
        }));
  const inSight = ticks.filter(({ at }) => at >= span.from && at <= span.to);
  const part = partUnits[unit];
  if (!part) return { ticks: inSight, parts: [] };
  const starts = periods[part.unit](first, last, 1);
  const parts = starts.slice(0, -1).map((date, index) => ({
    from: Math.max(startOf(date, timeZone), span.from),
    to: Math.min(startOf(starts[index + 1] ?? date, timeZone), span.to),
    label: part.write(date),
  }));
  return { ticks: inSight, parts: parts.filter(({ from, to }) => to > from) };
}
