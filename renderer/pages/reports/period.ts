import type { ReportName } from '../../../shared/rules/reports/catalogue';
import { addDays } from '../../../shared/rules/time';
import { isCalendarDate } from '../../../shared/schema';
import { addMonths, weekStart } from '../../kit/clinic';
import { formatDate } from '../../kit/format';

/** Days from `from` to `to`, both included. */
export type Days = { readonly from: string; readonly to: string };

const monthStart = (date: string) => `${date.slice(0, 7)}-01`;
const quarterStart = (date: string) => addMonths(monthStart(date), -((Number(date.slice(5, 7)) - 1) % 3));
const yearStart = (date: string) => `${date.slice(0, 4)}-01-01`;
const months = (first: string, count: number): Days => ({
  from: first,
  to: addDays(addMonths(first, count), -1),
});
const week = (monday: string): Days => ({ from: monday, to: addDays(monday, 6) });

/** Periods by name. In an address they are kept by their name: a bookmark of "last month" is of the month before then. */
export const presets = {
  thisWeek: { label: 'This week', of: (today) => week(weekStart(today)) },
  lastWeek: { label: 'Last week', of: (today) => week(addDays(weekStart(today), -7)) },
  thisMonth: { label: 'This month', of: (today) => months(monthStart(today), 1) },
  lastMonth: { label: 'Last month', of: (today) => months(addMonths(monthStart(today), -1), 1) },
  thisQuarter: { label: 'This quarter', of: (today) => months(quarterStart(today), 3) },
  lastQuarter: { label: 'Last quarter', of: (today) => months(addMonths(quarterStart(today), -3), 3) },
  thisYear: { label: 'This year', of: (today) => months(yearStart(today), 12) },
  lastYear: { label: 'Last year', of: (today) => months(addMonths(yearStart(today), -12), 12) },
  last12Weeks: {
    label: 'Last 12 weeks',
    of: (today) => ({ from: addDays(weekStart(today), -77), to: today }),
  },
  last12Months: {
    label: 'Last 12 months',
    of: (today) => ({ from: addDays(addMonths(today, -12), 1), to: today }),
  },
} as const satisfies Readonly<Record<string, { label: string; of: (today: string) => Days }>>;

export type PresetName = keyof typeof presets;
export const presetNames = Object.keys(presets) as PresetName[];
export const isPreset = (name: unknown): name is PresetName =>
  typeof name === 'string' && Object.hasOwn(presets, name);

/** A period by name, or days that someone chose. */
export type Period = { readonly preset: PresetName } | Days;

/** What a report opens with: one of seasons and months of the year with all of them. */
export const usualPeriodOf = (report: ReportName): Period => ({
  preset: report === 'symptoms' ? 'last12Months' : 'last12Weeks',
});

/** The days of a period on a day. */
export const daysOf = (period: Period, today: string): Days =>
  'preset' in period ? presets[period.preset].of(today) : period;

/** What is wrong with chosen days, at the field where it can be put right; null when nothing is. */
export function wrongDays(from: unknown, to: unknown): { from?: string; to?: string } | null {
  const isDate = (value: unknown): value is string => typeof value === 'string' && isCalendarDate(value);
  const asked = 'A date that exists, like 23 Nov 2026';
  if (!isDate(from) || !isDate(to)) {
    return { ...(isDate(from) ? {} : { from: asked }), ...(isDate(to) ? {} : { to: asked }) };
  }
  return from > to ? { to: 'Not before the first day' } : null;
}

/** "1 Oct 2026 to 31 Oct 2026", or the one day. */
export const periodWords = ({ from, to }: Days): string =>
  from === to ? formatDate(from) : `${formatDate(from)} to ${formatDate(to)}`;
