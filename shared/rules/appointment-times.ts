import type { AppointmentStatus } from '../entities';
import { holdsTime, slotsOf } from './slots';
import { instantOf } from './time';

/** What follows from the date, time, length and state of an appointment; null when it would run past midnight. */
export function appointmentTimes(
  appointment: {
    date: string;
    time: string;
    minutes: number;
    status: AppointmentStatus;
    overbookedReason?: string;
    removed?: boolean;
  },
  timeZone: string,
): { start: Date; end: Date; slots: number[]; holds: boolean } | null {
  const slots = slotsOf(appointment.time, appointment.minutes);
  if (!slots) return null;
  const start = instantOf(appointment.date, appointment.time, timeZone);
  const end = new Date(start.getTime() + appointment.minutes * 60_000);
  return { start, end, slots, holds: holdsTime(appointment) };
}
