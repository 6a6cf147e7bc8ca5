import type { Home } from '../../shared/contract';
import type { Appointment, AppointmentStatus } from '../../shared/entities';
import { reachedAt } from '../../shared/rules/status-times';
import { wallClockOf } from '../../shared/rules/time';

type Figures = Home['figures'];
type Day = readonly Appointment[];
/** The moment that figures are for, at the clinic. */
type Moment = { readonly now: Date; readonly timeZone: string };

const minute = 60_000;
const week = 7 * 24 * 60 * minute;

/** The five figures of Today and the same a week earlier at the same time of day; pure, from the appointments of both days. */
export function homeFigures(today: Day, weekBefore: Day, moment: Moment): Figures {
  const then: Moment = { ...moment, now: new Date(moment.now.getTime() - week) };
  const ends = hourEnds(moment);
  const figure = (of: (day: Day, at: Date) => number | null, hours = true) => ({
    value: of(today, moment.now),
    weekBefore: of(weekBefore, then.now),
    hours: hours ? ends.map((at) => of(today, at) ?? 0) : [],
  });
  return {
    booked: figure((day) => day.filter((each) => each.status !== 'cancelled').length, false),
    seen: figure((day, at) => day.filter((each) => reachedBy(each, 'done', at)).length),
    waiting: figure((day, at) => day.filter((each) => isWaitingAt(each, at)).length),
    averageWait: figure(averageWait),
    didNotCome: figure((day, at) => day.filter((each) => reachedBy(each, 'noShow', at)).length, false),
  };
}

/** Minutes between check-in and being called, of everyone called by then; null when no one was. */
function averageWait(day: Day, at: Date): number | null {
  const waits = day.flatMap((each) => {
    const arrived = reachedAt(each.statusTimes, 'arrived');
    const called = reachedAt(each.statusTimes, 'inRoom');
    return arrived && called && called <= at && called >= arrived
      ? [(called.getTime() - arrived.getTime()) / minute]
      : [];
  });
  if (waits.length === 0) return null;
  return Math.round(waits.reduce((sum, wait) => sum + wait, 0) / waits.length);
}

function isWaitingAt(appointment: Appointment, at: Date): boolean {
  const times = (appointment.statusTimes ?? []).filter((each) => each.at <= at);
  return times.at(-1)?.status === 'arrived';
}

function reachedBy(appointment: Appointment, status: AppointmentStatus, at: Date): boolean {
  if (appointment.status !== status) return false;
  const reached = timeOf(appointment, status) ?? appointment.end;
  return !reached || reached <= at;
}

const timeOf = (appointment: Appointment, status: AppointmentStatus): Date | undefined =>
  appointment.statusTimes?.findLast((each) => each.status === status)?.at;

/** The ends of the hours of today from seven in the morning until now, at the clinic; the last is now. */
function hourEnds({ now, timeZone }: Moment): Date[] {
  const { time } = wallClockOf(now, timeZone);
  const [hour = 0, minutes = 0] = time.split(':').map(Number);
  const count = Math.max(0, hour - 7);
  const startOfHour = now.getTime() - minutes * minute;
  return Array.from(
    { length: count },
    (_, index) => new Date(startOfHour - (count - 1 - index) * 60 * minute),
  ).concat(now);
}
