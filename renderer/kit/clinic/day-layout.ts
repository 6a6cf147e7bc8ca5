import type { ClinicDay, PatientInBrief } from '../../../shared/contract';
import type { Appointment, AppointmentStatus } from '../../../shared/entities';
import { minuteOfDay } from '../../../shared/rules/slots';
import { wallClockOf } from '../../../shared/rules/time';
import { statusOf, statusSince, type WallClock } from './status';

/** The appointments of one doctor on a day, as ids in the order of their rows. */
export type DoctorGroup = {
  /** Id of the doctor; for records that only have a name, that name. */
  readonly key: string;
  readonly doctor?: string;
  readonly name: string;
  readonly specialty?: string;
  readonly room?: string;
  /** Rows to show. */
  readonly shown: readonly string[];
  /** Folded into the head. */
  readonly seen: readonly string[];
  /** More than about an hour ahead, folded into one line. */
  readonly later: readonly string[];
  readonly cancelled: readonly string[];
};

type LayoutOptions = {
  /** The moment, when the day is today and is to fold; absent, every row is shown. */
  readonly now?: WallClock;
  /** This doctor comes first. */
  readonly ownDoctor?: string;
  /** Only this doctor. */
  readonly onlyDoctor?: string;
  /** Only these statuses; cancelled ones are shown only when asked for. */
  readonly onlyStatuses?: readonly AppointmentStatus[];
};

const foldAfterMinutes = 60;
/** A doctor's next people are shown however far ahead they are, so that no group is only a folded line. */
const alwaysShown = 3;

const byTime = (one: Appointment, other: Appointment) =>
  (one.time ?? '').localeCompare(other.time ?? '') || one.id.localeCompare(other.id);

/** Arranges a day by doctor: own first, then by name; within a doctor by time. */
export function layoutOf(day: ClinicDay, options: LayoutOptions): DoctorGroup[] {
  const groups = new Map<string, Appointment[]>();
  for (const appointment of day.appointments) {
    const key = appointment.doctor ?? appointment.doctorName ?? '';
    if (options.onlyDoctor && appointment.doctor !== options.onlyDoctor) continue;
    groups.set(key, [...(groups.get(key) ?? []), appointment]);
  }
  return [...groups]
    .map(([key, appointments]) => groupOf(key, appointments.toSorted(byTime), day, options))
    .filter(
      (group) => group.shown.length + group.seen.length + group.later.length + group.cancelled.length > 0,
    )
    .toSorted(
      (one, other) =>
        Number(other.key === options.ownDoctor) - Number(one.key === options.ownDoctor) ||
        one.name.localeCompare(other.name),
    );
}

function groupOf(
  key: string,
  appointments: Appointment[],
  day: ClinicDay,
  options: LayoutOptions,
): DoctorGroup {
  const doctor = day.doctors.find((each) => each.id === key);
  const name = doctor?.name ?? (appointments[0]?.doctorName || 'No doctor');
  const wanted = options.onlyStatuses
    ? appointments.filter((each) => options.onlyStatuses?.includes(statusOf(each)))
    : appointments;
  const about = { key, doctor: doctor?.id, name, specialty: doctor?.specialty, room: doctor?.room };
  const ids = (list: Appointment[]) => list.map((each) => each.id);
  if (options.onlyStatuses) return { ...about, shown: ids(wanted), seen: [], later: [], cancelled: [] };

  const cancelled = ids(wanted.filter((each) => statusOf(each) === 'cancelled'));
  const live = wanted.filter((each) => statusOf(each) !== 'cancelled');
  if (!options.now) return { ...about, shown: ids(live), seen: [], later: [], cancelled };

  const seen = live.filter((each) => statusOf(each) === 'done');
  const open = live.filter((each) => statusOf(each) !== 'done');
  const later = laterOf(open, options.now);
  return {
    ...about,
    shown: ids(open.filter((each) => !later.includes(each))),
    seen: ids(seen),
    later: ids(later),
    cancelled,
  };
}

function laterOf(open: Appointment[], now: WallClock): Appointment[] {
  const isAhead = (each: Appointment) =>
    (statusOf(each) === 'booked' || statusOf(each) === 'confirmed') &&
    minuteOfDay(each.time ?? '00:00') > minuteOfDay(now.time) + foldAfterMinutes;
  const near = open.filter((each) => !isAhead(each)).length;
  const later = open.filter(isAhead).slice(Math.max(0, alwaysShown - near));
  // A fold of one saves nothing.
  return later.length > 1 ? later : [];
}

/** Whether two arrangements would be drawn alike. */
export function isSameLayout(one: readonly DoctorGroup[], other: readonly DoctorGroup[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Quick look-ups of one day, for drawing its rows. */
export function lookupOf(day: ClinicDay): {
  appointment: (id: string) => Appointment | undefined;
  patient: (appointment: Appointment) => PatientInBrief | undefined;
} {
  const appointments = new Map(day.appointments.map((each) => [each.id, each]));
  const patients = new Map(day.patients.map((each) => [each.id, each]));
  return {
    appointment: (id) => appointments.get(id),
    patient: (appointment) => (appointment.patient ? patients.get(appointment.patient) : undefined),
  };
}

/**
 * Minutes a doctor runs behind: how late the person inside went in or how far their time has run over; with no one
 * inside, how long past its time the first waiting appointment is. 0 under five minutes.
 */
export function minutesBehind(appointments: readonly Appointment[], now: Date, timeZone: string): number {
  const clock = minuteOfDay(wallClockOf(now, timeZone).time);
  const planned = (each: Appointment) => minuteOfDay(each.time ?? '00:00');
  const inside = appointments.filter((each) => statusOf(each) === 'inRoom');
  const late = inside.flatMap((each) => {
    const since = statusSince(each);
    const wentInLate = since ? minuteOfDay(wallClockOf(since, timeZone).time) - planned(each) : 0;
    return [wentInLate, clock - (planned(each) + (each.minutes ?? 0))];
  });
  const waiting = appointments
    .filter((each) => statusOf(each) === 'arrived')
    .map((each) => clock - planned(each));
  const behind = Math.max(0, ...(inside.length > 0 ? late : waiting));
  return behind < 5 ? 0 : behind;
}

/** People seen, and people still to be seen or inside. */
export function progressOf(appointments: readonly Appointment[]): { seen: number; toGo: number } {
  const count = (...statuses: AppointmentStatus[]) =>
    appointments.filter((each) => statuses.includes(statusOf(each))).length;
  return { seen: count('done'), toGo: count('booked', 'confirmed', 'arrived', 'inRoom') };
}
