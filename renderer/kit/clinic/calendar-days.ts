import { addDays } from '../../../shared/rules/time';
import { formatDayAndMonth } from '../format';

/** 0 for Monday to 6 for Sunday (ISO 8601). */
const weekdayOf = (date: string) => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

/** The Monday of the week of a day. */
export const weekStart = (date: string): string => addDays(date, -weekdayOf(date));

/** Monday to Sunday of the week of a day. */
export function weekOf(date: string): string[] {
  const monday = weekStart(date);
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index));
}

/** Whole weeks, Monday first, that hold the month of a day. */
export function monthWeeks(date: string): string[][] {
  const month = date.slice(0, 7);
  const weeks: string[][] = [];
  for (
    let monday = weekStart(`${month}-01`);
    weeks.length === 0 || monday.slice(0, 7) === month;
    monday = addDays(monday, 7)
  ) {
    weeks.push(weekOf(monday));
  }
  return weeks;
}

/** The same day of another month; the last day of that month when it is shorter (31 Jan → 28 Feb). */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, lastDay));
  return first.toISOString().slice(0, 10);
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** "Mon" */
export const weekdayName = (date: string): string => weekdays[weekdayOf(date)] ?? '';
/** "Mon 23 Nov" */
export const shortDay = (date: string): string => `${weekdayName(date)} ${formatDayAndMonth(date)}`;
/** Saturday or Sunday. */
export const isWeekend = (date: string): boolean => weekdayOf(date) > 4;
