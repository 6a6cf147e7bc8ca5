import type { AppointmentStatus } from '../../../shared/entities';
import { appointmentTimes } from '../../../shared/rules/appointment-times';
import { clockTimeOf, minuteOfDay } from '../../../shared/rules/slots';
import { addDays, wallClockOf } from '../../../shared/rules/time';
import type { Chance } from './chance';
import { type Condition, conditions } from './conditions';
import type { DemoPatient } from './people';

export type DemoDoctor = {
  readonly id: string;
  readonly name: string;
  readonly clinic: string;
  readonly room?: string;
  readonly from: string;
  readonly to: string;
  readonly length: number;
  readonly load: number;
  readonly treatsChildren: boolean;
};
export type KnownPatient = DemoPatient & { readonly id: string };
/** An appointment as stored, with what it is about. */
export type DemoBooking = {
  readonly values: Record<string, unknown>;
  readonly condition: Condition;
  readonly patient: KnownPatient;
};
type Moment = { readonly now: Date; readonly timeZone: string };

const minute = 60_000;
const daysBack = 45;
const daysAhead = 45;
const lunch = { from: minuteOfDay('13:00'), to: minuteOfDay('14:00') };

/** Three months of appointments around now. No two of a doctor, a patient or a room overlap. */
export function demoBookings(
  chance: Chance,
  doctors: readonly DemoDoctor[],
  patients: readonly KnownPatient[],
  moment: Moment,
): DemoBooking[] {
  const today = wallClockOf(moment.now, moment.timeZone).date;
  const made: DemoBooking[] = [];
  for (let offset = -daysBack; offset <= daysAhead; offset += 1) {
    const date = addDays(today, offset);
    // Far ahead fewer are booked; nobody has two appointments on one day.
    const fullness = offset <= 2 ? 1 : Math.max(0.08, 1 - offset / 20);
    const seenToday = new Set<string>();
    for (const doctor of doctors) {
      made.push(...dayOf(chance, doctor, { date, fullness, seenToday, patients, moment }));
    }
  }
  return made;
}

type Day = {
  readonly date: string;
  readonly fullness: number;
  readonly seenToday: Set<string>;
  readonly patients: readonly KnownPatient[];
  readonly moment: Moment;
};

function dayOf(chance: Chance, doctor: DemoDoctor, day: Day): DemoBooking[] {
  const made: DemoBooking[] = [];
  /** The doctor cannot call anyone before this instant; makes later ones wait. */
  let freeFrom = 0;
  let at = minuteOfDay(doctor.from);
  while (at + doctor.length <= minuteOfDay(doctor.to)) {
    const minutes = chance.happens(0.2) ? Math.min(30, doctor.length + 10) : doctor.length;
    const meetsLunch = at < lunch.to && at + minutes > lunch.from;
    if (meetsLunch) {
      at = lunch.to;
      continue;
    }
    if (chance.happens(doctor.load * day.fullness * 1.25)) {
      const booking = oneBooking(chance, doctor, day, { at, minutes, freeFrom });
      if (booking) {
        made.push(booking.made);
        freeFrom = booking.freeFrom;
      }
    }
    at += minutes;
  }
  return made;
}

function oneBooking(
  chance: Chance,
  doctor: DemoDoctor,
  day: Day,
  slot: { at: number; minutes: number; freeFrom: number },
): { made: DemoBooking; freeFrom: number } | null {
  const patient = someoneFor(chance, doctor, day);
  if (!patient) return null;
  day.seenToday.add(patient.id);
  const fitting = conditions.filter(({ ages }) => patient.age >= ages[0] && patient.age <= ages[1]);
  const usual = fitting.filter(({ reason }) => patient.sex === 'female' || !reason.startsWith('Antenatal'));
  const condition = chance.pick(usual.length > 0 ? usual : conditions);
  const time = clockTimeOf(slot.at);
  const given = { date: day.date, time, minutes: slot.minutes };
  const start = appointmentTimes({ ...given, status: 'booked' }, day.moment.timeZone)?.start;
  if (!start) return null;
  const course = courseOf(chance, {
    start,
    minutes: slot.minutes,
    now: day.moment.now,
    freeFrom: slot.freeFrom,
  });
  const times = appointmentTimes({ ...given, status: course.status }, day.moment.timeZone);
  const values = {
    ...given,
    ...times,
    doctor: doctor.id,
    doctorName: doctor.name,
    patient: patient.id,
    appointmentName: patient.name,
    clinic: doctor.clinic,
    room: doctor.room,
    reason: condition.reason,
    status: course.status,
    statusTimes: course.statusTimes,
    userCreated: course.statusTimes[0]?.at,
  };
  return { made: { values, condition, patient }, freeFrom: course.freeFrom };
}

function someoneFor(chance: Chance, doctor: DemoDoctor, day: Day): KnownPatient | null {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const patient = chance.pick(day.patients);
    if (day.seenToday.has(patient.id)) continue;
    if (doctor.treatsChildren !== patient.age < 18 && attempt < 30) continue;
    return patient;
  }
  return null;
}

type Step = { readonly status: AppointmentStatus; readonly at: Date };

/** What happened to an appointment until now: booked, confirmed, arrived, called, done, or not. */
function courseOf(
  chance: Chance,
  { start, minutes, now, freeFrom }: { start: Date; minutes: number; now: Date; freeFrom: number },
): { status: AppointmentStatus; statusTimes: Step[]; freeFrom: number } {
  const plus = (from: number, by: number) => new Date(from + by * minute);
  const bookedAt = plus(start.getTime(), -60 * chance.between(30, 24 * 25));
  const steps: Step[] = [
    { status: 'booked', at: bookedAt < now ? bookedAt : plus(now.getTime(), -chance.between(60, 4_000)) },
  ];
  const finish = (free = freeFrom) => ({
    status: steps.at(-1)?.status ?? 'booked',
    statusTimes: steps,
    freeFrom: free,
  });
  const add = (status: AppointmentStatus, at: Date): boolean => {
    if (at > now) return false;
    steps.push({ status, at });
    return true;
  };
  if (chance.happens(0.05)) {
    add('cancelled', plus(start.getTime(), -60 * chance.between(3, 40)));
    if (steps.length > 1) return finish();
  }
  if (chance.happens(0.8)) add('confirmed', plus(start.getTime(), -60 * chance.between(18, 72)));
  if (chance.happens(0.04) && add('noShow', plus(start.getTime(), 20))) return finish();
  const arrival = plus(start.getTime(), -chance.between(-3, 22));
  if (!add('arrived', arrival)) return finish();
  const earliest = Math.max(start.getTime(), arrival.getTime() + 2 * minute, freeFrom);
  const called = plus(earliest, chance.between(0, 5));
  if (!add('inRoom', called)) return finish(earliest);
  const left = plus(called.getTime(), Math.round(minutes * (0.85 + chance.next() * 0.45)));
  add('done', left);
  return finish(left.getTime());
}
