import { type Doctor, entities, weekdays } from '../../shared/entities';
import { clockTimeOf, minuteOfDay, minutesPerSlot, slotsOf } from '../../shared/rules/slots';
import type { Records } from './ports/records';

type Hours = { readonly from: string; readonly to: string };
/** Where neither the doctor nor the clinic states hours. */
const usualHours: readonly Hours[] = [{ from: '08:00', to: '18:00' }];
const mostTimes = 200;

/**
 * Clock times at which a doctor is free for `minutes` on a day, within working hours (else the clinic's opening hours).
 * With `near`, the ones closest to that time come first and at most six are given; else all, by time.
 * Times of the past are not left out: the desk also records what already happened.
 */
export async function freeTimesOf(
  records: Records,
  wanted: { doctor: string; date: string; minutes: number; near?: string },
): Promise<string[]> {
  const [doctor] = await records.getMany(entities.doctors, [wanted.doctor], ['workingHours', 'clinic']);
  if (!doctor || doctor.deletedAt) return [];
  const clinicId = doctor.clinic;
  const [clinic] =
    typeof clinicId === 'string' ? await records.getMany(entities.clinics, [clinicId], ['openingHours']) : [];
  const filter = { doctor: { is: wanted.doctor }, date: { is: wanted.date }, holds: { is: true } };
  const held = await records.find(entities.appointments, { filter, limit: 300, fields: ['slots'] });
  const taken = new Set(held.flatMap((record) => (Array.isArray(record.slots) ? record.slots : [])));

  const hours =
    hoursOn(wanted.date, (doctor as Partial<Doctor>).workingHours) ??
    hoursOn(wanted.date, clinic?.openingHours) ??
    usualHours;
  const times = hours
    .flatMap((span) => starts(span, wanted.minutes))
    .filter((time) => isFree(time, wanted.minutes, taken));
  if (!wanted.near) return times.slice(0, mostTimes);
  const at = minuteOfDay(wanted.near);
  const distance = (time: string) => Math.abs(minuteOfDay(time) - at);
  return times
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, 6)
    .sort();
}

/** The hours stated for the weekday of a date; null when no hours are stated at all, none when closed that day. */
function hoursOn(date: string, stated: unknown): readonly Hours[] | null {
  if (!Array.isArray(stated) || stated.length === 0) return null;
  const weekday = weekdays[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7]?.value;
  return (stated as readonly (Hours & { weekday: string })[]).filter((span) => span.weekday === weekday);
}

/** Starts in steps of 10 minutes (5 for the shortest), so that people are offered times they would say. */
function starts(span: Hours, minutes: number): string[] {
  const step = minutes < 10 ? minutesPerSlot : 2 * minutesPerSlot;
  const times: string[] = [];
  for (let at = minuteOfDay(span.from); at + minutes <= minuteOfDay(span.to); at += step)
    times.push(clockTimeOf(at));
  return times;
}

function isFree(time: string, minutes: number, taken: ReadonlySet<unknown>): boolean {
  return (slotsOf(time, minutes) ?? [-1]).every((slot) => slot >= 0 && !taken.has(slot));
}
