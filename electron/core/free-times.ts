import { type Clinic, type Doctor, entities } from '../../shared/entities';
import { clockTimeOf, minuteOfDay, minutesPerSlot, slotsOf } from '../../shared/rules/slots';
import { hoursOn, type Span } from '../../shared/rules/working-hours';
import { HomeClinicReader } from './home-clinic';
import type { Records } from './ports/records';

const mostTimes = 200;

/**
 * Clock times at which a doctor is free for `minutes` on a day, within working hours (else the opening hours of their
 * clinic; a doctor without one works at the clinic whose desk this is).
 * With `near`, the ones closest to that time come first and at most six are given; else all, by time.
 * Times of the past are not left out: the desk also records what already happened.
 */
export async function freeTimesOf(
  records: Records,
  wanted: { doctor: string; date: string; minutes: number; near?: string },
): Promise<string[]> {
  const [doctor] = await records.getMany(entities.doctors, [wanted.doctor], ['workingHours', 'clinic']);
  if (!doctor || doctor.deletedAt) return [];
  const { workingHours, clinic: own } = doctor as Partial<Doctor>;
  const clinicId = own ?? (await new HomeClinicReader(records).read())?.id;
  const [clinic] = clinicId ? await records.getMany(entities.clinics, [clinicId], ['openingHours']) : [];
  const { openingHours } = (clinic ?? {}) as Partial<Clinic>;
  const filter = { doctor: { is: wanted.doctor }, date: { is: wanted.date }, holds: { is: true } };
  const overbooked = {
    doctor: filter.doctor,
    date: filter.date,
    // Any at all: whoever is overbooked is expected, though they hold nothing.
    overbookedSlots: { from: 0 },
  };
  const fields = ['slots'];
  const found = await Promise.all(
    [filter, overbooked].map((each) =>
      records.find(entities.appointments, { filter: each, limit: 300, fields }),
    ),
  );
  const taken = new Set(found.flat().flatMap((record) => (Array.isArray(record.slots) ? record.slots : [])));

  const { spans } = hoursOn(wanted.date, { doctor: workingHours, clinic: openingHours });
  // Stated hours may overlap; no time is offered twice for it.
  const times = [...new Set(spans.flatMap((span) => starts(span, wanted.minutes)))]
    .filter((time) => isFree(time, wanted.minutes, taken))
    .sort();
  if (!wanted.near) return times.slice(0, mostTimes);
  const at = minuteOfDay(wanted.near);
  const distance = (time: string) => Math.abs(minuteOfDay(time) - at);
  return times
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, 6)
    .sort();
}

/** Starts in steps of 10 minutes (5 for the shortest), so that people are offered times they would say. */
function starts(span: Span, minutes: number): string[] {
  const step = minutes < 10 ? minutesPerSlot : 2 * minutesPerSlot;
  const times: string[] = [];
  for (let at = minuteOfDay(span.from); at + minutes <= minuteOfDay(span.to); at += step)
    times.push(clockTimeOf(at));
  return times;
}

function isFree(time: string, minutes: number, taken: ReadonlySet<unknown>): boolean {
  return (slotsOf(time, minutes) ?? [-1]).every((slot) => slot >= 0 && !taken.has(slot));
}
