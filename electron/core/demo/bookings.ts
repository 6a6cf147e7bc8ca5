import type { AppointmentStatus } from '../../../shared/entities';
import { appointmentTimes } from '../../../shared/rules/appointment-times';
import { clockTimeOf, minuteOfDay } from '../../../shared/rules/slots';
import { addDays, wallClockOf } from '../../../shared/rules/time';
import { hoursOn } from '../../../shared/rules/working-hours';
import type { Chance } from './chance';
import { type Condition, type Field, isPossible } from './condition';
import { conditions } from './conditions';
import type { DemoPatient } from './people';

export type DemoDoctor = {
  readonly id: string;
  readonly name: string;
  readonly field: Field;
  readonly clinic: string;
  readonly room?: string;
  readonly workingHours: readonly { weekday: string; from: string; to: string }[];
  readonly length: number;
  readonly load: number;
};
export type KnownPatient = DemoPatient & { readonly id: string; readonly clinic: string };
/** An appointment as stored, with what it is about. */
export type DemoBooking = {
  readonly values: Record<string, unknown>;
  readonly condition: Condition;
  readonly patient: KnownPatient;
  readonly doctor: DemoDoctor;
};
type DemoPeople = {
  readonly doctors: readonly DemoDoctor[];
  readonly patients: readonly KnownPatient[];
  /** Has an appointment ahead in any case. */
  readonly expected?: KnownPatient;
};
type Moment = { readonly now: Date; readonly timeZone: string };

const minute = 60_000;
const daysBack = 45;
const daysAhead = 45;
/** Nobody comes again sooner. */
const daysBetween = 12;

/** Three months of appointments around now. No two of a doctor, a patient or a room overlap. */
export function demoBookings(
  chance: Chance,
  { doctors, patients, expected }: DemoPeople,
  moment: Moment,
): DemoBooking[] {
  const today = wallClockOf(moment.now, moment.timeZone).date;
  const book: Book = { latest: new Map(), done: new Set() };
  const made: DemoBooking[] = [];
  for (let offset = -daysBack; offset <= daysAhead; offset += 1) {
    const date = addDays(today, offset);
    // Far ahead fewer are booked, and fewer come at weekends; today the clinic is to be seen at its busiest.
    const share = offset === 0 ? 1 : isWeekend(date) ? 0.2 : 0.75;
    const fullness = share * (offset <= 2 ? 1 : Math.max(0.08, 1 - offset / 20));
    const day = { date, fullness, book, patients, moment };
    for (const doctor of doctors) {
      const isDue = offset > 2 && (book.latest.get(expected?.id ?? '') ?? '') <= today;
      made.push(...dayOf(chance, doctor, { ...day, expected: isDue ? expected : undefined }));
    }
  }
  return made;
}

const isWeekend = (date: string) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());

/** Who was here when, and what was done that is done once. */
type Book = { readonly latest: Map<string, string>; readonly done: Set<string> };

type Day = {
  readonly date: string;
  readonly fullness: number;
  readonly book: Book;
  readonly patients: readonly KnownPatient[];
  readonly expected?: KnownPatient;
  readonly moment: Moment;
};

function dayOf(chance: Chance, doctor: DemoDoctor, day: Day): DemoBooking[] {
  const made: DemoBooking[] = [];
  /** The doctor cannot call anyone before this instant; makes later ones wait. */
  let freeFrom = 0;
  const { spans } = hoursOn(day.date, { doctor: doctor.workingHours, clinic: undefined });
  for (const span of spans) {
    const end = minuteOfDay(span.to);
    let at = minuteOfDay(span.from);
    while (at + doctor.length <= end) {
      const longer = Math.min(30, doctor.length + 10);
      const minutes = chance.happens(0.2) && at + longer <= end ? longer : doctor.length;
      if (chance.happens(doctor.load * day.fullness * 1.25)) {
        const booking = oneBooking(chance, doctor, day, { at, minutes, freeFrom });
        if (booking) {
          made.push(booking.made);
          freeFrom = booking.freeFrom;
        }
      }
      at += minutes;
    }
  }
  return made;
}

function oneBooking(
  chance: Chance,
  doctor: DemoDoctor,
  day: Day,
  slot: { at: number; minutes: number; freeFrom: number },
): { made: DemoBooking; freeFrom: number } | null {
  const who = someoneFor(chance, doctor, day);
  if (!who) return null;
  const { patient, condition } = who;
  const time = clockTimeOf(slot.at);
  const given = { date: day.date, time, minutes: slot.minutes };
  const start = appointmentTimes({ ...given, status: 'booked' }, day.moment.timeZone)?.start;
  if (!start) return null;
  day.book.latest.set(patient.id, day.date);
  if (condition.course === 'once') day.book.done.add(`${patient.id} ${condition.reason}`);
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
  return { made: { values, condition, patient, doctor }, freeFrom: course.freeFrom };
}

/** Who comes for general practice or to the nurse comes to their own clinic; for a specialist to either. */
const isLocal: ReadonlySet<Field> = new Set(['general', 'nurse']);

/** Someone who was not here lately, and what they come to this doctor for. */
function someoneFor(
  chance: Chance,
  doctor: DemoDoctor,
  { patients, expected, book, date }: Day,
): { patient: KnownPatient; condition: Condition } | null {
  const soonest = addDays(date, -daysBetween);
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const patient = attempt === 0 && expected ? expected : chance.pick(patients);
    if (doctor.field === 'children' && patient.age > 17) continue;
    if (isLocal.has(doctor.field) && patient.clinic !== doctor.clinic) continue;
    if ((book.latest.get(patient.id) ?? '') > soonest) continue;
    const fitting = conditions.filter(
      (condition) =>
        condition.by.includes(doctor.field) &&
        isPossible(condition, patient) &&
        (condition.course !== 'lasting' || patient.lasting.includes(condition.reason)) &&
        !book.done.has(`${patient.id} ${condition.reason}`),
    );
    // Who has something lasting comes for it more often than for anything else.
    const lasting = fitting.filter(({ course }) => course === 'lasting');
    const from = lasting.length > 0 && chance.happens(0.7) ? lasting : fitting;
    if (from.length > 0) return { patient, condition: chance.pick(from) };
  }
  return null;
}

type Step = { readonly status: AppointmentStatus; readonly at: Date };

/** What happened to an appointment until now: booked, confirmed, arrived, called, done, or not. Each step after the one before. */
function courseOf(
  chance: Chance,
  { start, minutes, now, freeFrom }: { start: Date; minutes: number; now: Date; freeFrom: number },
): { status: AppointmentStatus; statusTimes: Step[]; freeFrom: number } {
  const plus = (from: number, by: number) => new Date(from + by * minute);
  const planned = plus(start.getTime(), -60 * chance.between(30, 24 * 25));
  const bookedAt = planned < now ? planned : plus(now.getTime(), -chance.between(60, 4_000));
  const steps: Step[] = [{ status: 'booked', at: bookedAt }];
  const finish = (free = freeFrom) => ({
    status: steps.at(-1)?.status ?? 'booked',
    statusTimes: steps,
    freeFrom: free,
  });
  const add = (status: AppointmentStatus, at: Date): boolean => {
    const before = steps.at(-1)?.at ?? at;
    if (at > now || at < before) return false;
    steps.push({ status, at });
    return true;
  };
  if (chance.happens(0.05) && add('cancelled', plus(start.getTime(), -60 * chance.between(3, 40))))
    return finish();
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
