import type { AppointmentStatus } from '../entities';

/** Appointments hold the day in ticks of five minutes; tick 0 is 00:00–00:05, tick 287 the last of the day. */
export const minutesPerSlot = 5;
const slotsPerDay = (24 * 60) / minutesPerSlot;

/** Statuses in which an appointment keeps its time for itself. */
const holding: ReadonlySet<AppointmentStatus> = new Set(['booked', 'confirmed', 'arrived', 'inRoom', 'done']);

/** Minutes since midnight of a clock time `HH:mm`. */
export function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** `HH:mm` of minutes since midnight (0 to 1439). */
export function clockTimeOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/**
 * The ticks that an appointment touches, also partly: 17:03 for 10 minutes touches 17:00, 17:05 and 17:10.
 * Returns null when it would run past midnight.
 */
export function slotsOf(time: string, minutes: number): number[] | null {
  const from = minuteOfDay(time);
  const first = Math.floor(from / minutesPerSlot);
  const end = Math.ceil((from + minutes) / minutesPerSlot);
  if (end > slotsPerDay) return null;
  return Array.from({ length: end - first }, (_, index) => first + index);
}

/** Whether an appointment in this state keeps others out. A permitted overbooking and a removed one do not. */
export function holdsTime(appointment: {
  status: AppointmentStatus;
  isOverbooked?: boolean;
  removed?: boolean;
}): boolean {
  return holding.has(appointment.status) && !appointment.isOverbooked && !appointment.removed;
}
