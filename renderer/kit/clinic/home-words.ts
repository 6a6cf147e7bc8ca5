import type { Home } from '../../../shared/contract';
import { addDays } from '../../../shared/rules/time';
import { daysToSign } from '../../../shared/rules/visit-signing';
import { weekdayName } from './calendar-days';

type Attention = Home['attention'][number];
/** One thing that needs someone: what it is, and the page that settles it. */
export type AttentionWords = { title: string; action: string; to: string };

const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

/** Words and link of each kind of thing that needs attention. Days are those at the clinic; `doctor` is who looks. */
export const attentionWords = {
  pendingAccounts: ({ count }) => ({
    title: `${many(count, 'account waits', 'accounts wait')} for approval`,
    action: 'Approve',
    to: '/users',
  }),
  unsignedVisits: ({ count }, { today, doctor = '' }) => {
    const { from, to } = daysToSign(today);
    return {
      title: `${many(count, 'visit', 'visits')} not signed`,
      action: 'Sign',
      to: `/healthlogs?doctor=${doctor}&signedAt=(none)&createdBy=(any)&date=${from}..${to}`,
    };
  },
  notConfirmedTomorrow: ({ count }, { today }) => ({
    title: `${count} not confirmed for tomorrow`,
    action: 'Call list',
    to: `/appointments?view=day&date=${addDays(today, 1)}&status=booked`,
  }),
  overdue: ({ count }) => ({
    title: `${many(count, 'past appointment', 'past appointments')} left open`,
    action: 'Settle',
    to: '/appointments?view=unfinished',
  }),
  unassignedRecords: ({ count }) => ({
    title: `${many(count, 'record belongs', 'records belong')} to no patient`,
    action: 'Review',
    to: '/existing-database',
  }),
} as const satisfies Record<
  Attention['kind'],
  (thing: Attention, at: { today: string; doctor?: string }) => AttentionWords
>;

/** "2 more than last Mon", "same as last Mon", "last Mon 9": a figure beside the one of a week before. */
export function besideLastWeek(
  value: number | null,
  before: number | null,
  date: string,
): string | undefined {
  if (before === null) return undefined;
  const day = `last ${weekdayName(date)}`;
  if (value === null) return `${day} ${before}`;
  const more = value - before;
  if (more === 0) return `same as ${day}`;
  return `${Math.abs(more)} ${more > 0 ? 'more' : 'fewer'} than ${day}`;
}
