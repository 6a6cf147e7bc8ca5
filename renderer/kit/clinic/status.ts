import type { Appointment, AppointmentStatus } from '../../../shared/entities';
import { appointmentStatuses } from '../../../shared/entities';
import { minuteOfDay } from '../../../shared/rules/slots';
import { reachedAt } from '../../../shared/rules/status-times';

/** Colours with a meaning; the kit's style sheets know them by these names. */
export type StatusTone = 'plain' | 'quiet' | 'warn' | 'accent' | 'ok' | 'danger';
export type StatusGlyphName =
  | 'dashedRing'
  | 'ring'
  | 'halfRing'
  | 'fullRing'
  | 'check'
  | 'crossRing'
  | 'slashRing';

type NextStep = { readonly label: string; readonly to?: AppointmentStatus };
type StatusLook = {
  readonly glyph: StatusGlyphName;
  readonly tone: StatusTone;
  /** The one step that comes next; `to` is absent where it is not a change of status (booking anew). */
  readonly next?: NextStep;
};

/** How each status looks and what comes after it. */
export const statusLooks = {
  booked: { glyph: 'dashedRing', tone: 'plain', next: { label: 'Confirm', to: 'confirmed' } },
  confirmed: { glyph: 'ring', tone: 'plain', next: { label: 'Check in', to: 'arrived' } },
  arrived: { glyph: 'halfRing', tone: 'warn', next: { label: 'Send in', to: 'inRoom' } },
  inRoom: { glyph: 'fullRing', tone: 'accent', next: { label: 'Check out', to: 'done' } },
  done: { glyph: 'check', tone: 'quiet' },
  cancelled: { glyph: 'slashRing', tone: 'quiet', next: { label: 'Rebook' } },
  noShow: { glyph: 'crossRing', tone: 'danger', next: { label: 'Rebook' } },
} as const satisfies Record<AppointmentStatus, StatusLook>;

/** Records of older systems may lack a status; they count as booked, as in the database. */
export const statusOf = (appointment: Appointment): AppointmentStatus => appointment.status ?? 'booked';

export const statusLabel = (status: AppointmentStatus): string =>
  appointmentStatuses.find((each) => each.value === status)?.label ?? status;

/** What was just done, for the message with "Undo". */
export const doneWords = {
  booked: (name) => `${name} is not confirmed again`,
  confirmed: (name) => `${name} confirmed`,
  arrived: (name) => `${name} checked in`,
  inRoom: (name) => `${name} sent in`,
  done: (name) => `${name} checked out`,
  cancelled: (name) => `Appointment of ${name} cancelled`,
  noShow: (name) => `${name} did not come`,
} as const satisfies Record<AppointmentStatus, (name: string) => string>;

/** Since when the appointment is in its status. */
export function statusSince(appointment: Appointment): Date | undefined {
  return reachedAt(appointment.statusTimes, statusOf(appointment));
}

/** Longer than a clinic is open: it was left open on another day. */
const mostMinutes = 12 * 60;

/** Whole minutes that a person who has arrived waits; undefined when no one waits (any more). */
export function minutesWaiting(appointment: Appointment, now: Date): number | undefined {
  if (statusOf(appointment) !== 'arrived') return undefined;
  const since = statusSince(appointment);
  const minutes = since && Math.max(0, Math.floor((now.getTime() - since.getTime()) / 60_000));
  return minutes !== undefined && minutes <= mostMinutes ? minutes : undefined;
}

/** Waiting is a concern from 16 minutes and too long from 31. */
export function waitingTone(minutes: number): 'plain' | 'warn' | 'danger' {
  if (minutes >= 31) return 'danger';
  return minutes >= 16 ? 'warn' : 'plain';
}

/** A moment as people at the clinic read it from the wall. */
export type WallClock = { readonly date: string; readonly time: string };

/** How much a next step presses: it can be done now, is due within 20 minutes, or has time. */
export type StepUrgency = 'now' | 'soon' | 'later';

/**
 * The next step of an appointment as its row offers it, with how much it presses. Checking in, sending in and checking
 * out belong to the day itself; ahead of it there is confirming, after it closing what was left open.
 */
export function nextStep(
  appointment: Appointment,
  now: WallClock,
): (NextStep & { urgency: StepUrgency }) | undefined {
  const status = statusOf(appointment);
  const look: StatusLook = statusLooks[status];
  const { date = now.date, time = '00:00' } = appointment;
  if (!look.next) return undefined;
  if (look.next.to === undefined) return { ...look.next, urgency: 'later' };
  if (date < now.date) return unfinishedStep(status);
  if (status === 'booked') return { ...look.next, urgency: 'later' };
  if (date > now.date) return undefined;
  if (status === 'arrived') return { ...look.next, urgency: 'now' };
  const ahead = minuteOfDay(time) - minuteOfDay(now.time);
  if (status === 'confirmed') return { ...look.next, urgency: ahead <= 20 ? 'soon' : 'later' };
  const isOver = ahead + (appointment.minutes ?? 0) <= 0;
  return { ...look.next, urgency: isOver ? 'soon' : 'later' };
}

/** What was left open on a past day: who was here has left, who never checked in did not come. */
function unfinishedStep(status: AppointmentStatus): NextStep & { urgency: StepUrgency } {
  const wasHere = status === 'arrived' || status === 'inRoom';
  const step: NextStep = wasHere
    ? { label: 'Check out', to: 'done' }
    : { label: 'Did not come', to: 'noShow' };
  return { ...step, urgency: 'soon' };
}
