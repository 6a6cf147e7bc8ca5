import type { Prescription } from '../entities';
import { addDays } from './time';

/** Whether an allergy or a problem counts: active, as far as is known, and not refuted. */
export const isActive = ({ status, verification }: { status?: string; verification?: string }): boolean =>
  (status === undefined || status === 'active') && verification !== 'refuted';

/**
 * Whether a prescription counts on a day: active, as far as is known (those of older systems have no status), and not
 * past its last day. One that is yet to start counts too: it will be taken beside what is prescribed now.
 */
export const isTaken = ({ status, endsOn }: { status?: string; endsOn?: string }, today: string): boolean =>
  (status === undefined || status === 'active') && !(endsOn !== undefined && endsOn < today);

type Course = Pick<Prescription, 'startsOn' | 'dateprescribed' | 'endsOn' | 'status'>;

/** The last day of a prescription that is ended on a day; one that was yet to start ends on the day it would have started. */
export function endedOn({ startsOn, dateprescribed }: Course, today: string): string {
  const firstDay = startsOn ?? dateprescribed;
  return firstDay !== undefined && firstDay > today ? firstDay : today;
}

/**
 * How many days a course of a medicine has, its first and last included; undefined where it goes on without an end, and
 * where it was stopped: then its last day says nothing about how long it was to be taken.
 */
export function courseDays({ startsOn, dateprescribed, endsOn, status }: Course): number | undefined {
  const firstDay = startsOn ?? dateprescribed;
  if (!firstDay || !endsOn || endsOn < firstDay || status === 'stopped') return undefined;
  return (Date.parse(endsOn) - Date.parse(firstDay)) / 86_400_000 + 1;
}

/** The last day of a course that is taken again from a day on, for as many days as before. */
export function renewedUntil(course: Course, firstDay: string): string | undefined {
  const days = courseDays(course);
  return days === undefined ? undefined : addDays(firstDay, days - 1);
}
