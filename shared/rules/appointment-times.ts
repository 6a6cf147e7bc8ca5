import type { AppointmentStatus } from '../entities';
import { holdsTime, slotsOf } from './slots';
import { instantOf } from './time';

/** `overbookedSlots`: those of one that is expected at a time which it does not hold; absent for all others. */
type Times = { start: Date; end: Date; slots: number[]; holds: boolean; overbookedSlots?: number[] };

/** What follows from the date, time, length and state of an appointment; null when it would run past midnight. */
export function appointmentTimes(
  appointment: {
    date: string;
    time: string;
    minutes: number;
    status: AppointmentStatus;
    /** Permitted at a time that is taken: it keeps nobody out. */
    isOverbooked?: boolean;
    removed?: boolean;
  },
  timeZone: string,
): Times | null {
  const slots = slotsOf(appointment.time, appointment.minutes);
  if (!slots) return null;
  const start = instantOf(appointment.date, appointment.time, timeZone);
  const end = new Date(start.getTime() + appointment.minutes * 60_000);
  const holds = holdsTime(appointment);
  const isExpected = !holds && holdsTime({ ...appointment, isOverbooked: false });
  return { start, end, slots, holds, overbookedSlots: isExpected ? slots : undefined };
}
