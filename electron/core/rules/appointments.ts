import type { Conflict } from '../../../shared/contract';
import type { Appointment } from '../../../shared/entities';
import { entities } from '../../../shared/entities';
import { appointmentTimes } from '../../../shared/rules/appointment-times';
import { reach } from '../../../shared/rules/permissions';
import { isSameRoom, roomAsNamed } from '../../../shared/rules/rooms';
import { clockTimeOf, minuteOfDay, slotsOf } from '../../../shared/rules/slots';
import { wallClockOf } from '../../../shared/rules/time';
import type { EntityRule, Step } from '../entity-rule';
import { freeTimesOf } from '../free-times';
import { HomeClinicReader, knownTimeZone } from '../home-clinic';
import type { Records, StoredRecord, UnitOfWork } from '../ports/records';
import { conflict, invalid, Refusal } from '../refusal';
import type { SignedInPerson } from '../session';
import {
  isExpectedAnew,
  isRebooked,
  isRevived,
  statusAfter,
  staysInPlace,
  wasOverbooked,
} from './appointment-step';
import { takeTurnsOfBooking } from './appointments-ahead';
import { requireOwnStep } from './own-appointments';

/** Derives start, end, slots and names; refuses what cannot be; explains clashes. The unique slot indexes have the last word. */
export function appointmentRule(records: Records): EntityRule {
  return {
    async prepare(step) {
      const after = step.after as Partial<Appointment>;
      const status = statusAfter(step);
      const { doctor, patient, clinic } = await people(step.unit, after, staysInPlace(step));
      const timeZone = knownTimeZone(clinic?.timeZone);
      if (step.onlyOwn) await requireOwnStep(step, wallClockOf(step.now, timeZone));
      if (isExpectedAnew(step)) requireNobodyRemoved({ doctor, patient, clinic });
      const room = roomOf(step, clinic);
      const wanted = { ...after, room, clinic: clinic?.id };
      const overbookedReason = overbookingOf(step);
      const inPlace = timesOf(step, { ...after, status }, timeZone);
      const clash =
        isExpectedAnew(step) && inPlace.holds
          ? await clashOf(step, { ...wanted, slots: inPlace.slots })
          : undefined;
      if (clash && !overbookedReason)
        throw await bookingRefusal(records, { ...clash, wanted, person: step.person });
      // A reason alone gives no time up: where nobody has it, the appointment holds it like any other.
      const isOverbooked = isExpectedAnew(step) ? clash !== undefined : wasOverbooked(step);
      const times = isOverbooked ? timesOf(step, { ...after, status }, timeZone, isOverbooked) : inPlace;
      // Last, so that who is refused stands in nobody's way.
      if (isExpectedAnew(step)) await takeTurnsOfBooking(step.unit, after);
      return {
        ...times,
        status,
        overbookedReason,
        room,
        clinic: clinic?.id,
        doctorName: doctor ? entities.doctors.title(doctor) : after.doctorName,
        appointmentName: patient ? entities.patients.title(patient) : after.appointmentName,
        statusTimes: statusTimes(step, status),
      };
    },
    async explainDuplicate(index, after, person) {
      const holder = index.startsWith('doctor') ? 'doctor' : index.startsWith('patient') ? 'patient' : 'room';
      const slots = slotsOf(String(after.time), Number(after.minutes)) ?? [];
      const own = typeof after.id === 'string' ? after.id : undefined;
      const clash = await clashing(records, { ...after, slots }, holder, own);
      return bookingRefusal(records, { holder, clash, wanted: after, person });
    },
  };
}

/**
 * The reason that was given for one taken time is none for the next: a moved appointment must fit again. Patients never
 * give one; what they move or bring back must fit too.
 */
function overbookingOf(step: Step): string | undefined {
  const { overbookedReason } = step.after as Partial<Appointment>;
  if (step.onlyOwn) return isRebooked(step) || isRevived(step) ? undefined : overbookedReason;
  return isRebooked(step) && !('overbookedReason' in step.given) ? undefined : overbookedReason;
}

/** Instants, slots and whether they are held. Records adopted from an older system may lack a part; then they hold nothing. */
function timesOf(step: Step, appointment: Partial<Appointment>, timeZone: string, isOverbooked = false) {
  const { date, time, minutes, status = 'booked' } = appointment;
  if (!date || !time || !minutes)
    return { start: undefined, end: undefined, slots: [], overbookedSlots: undefined, holds: false };
  const removed = step.action === 'remove';
  const times = appointmentTimes({ date, time, minutes, status, isOverbooked, removed }, timeZone);
  if (!times) throw invalid(['minutes'], 'An appointment ends before midnight.');
  return times;
}

/** One spelling of a room, the clinic's own where it has one; what is only checked in keeps the one it has. */
function roomOf(step: Step, clinic: StoredRecord | undefined): string | undefined {
  const { room } = step.after as Partial<Appointment>;
  if (room === undefined || staysInPlace(step)) return room;
  const rooms: readonly unknown[] = Array.isArray(clinic?.rooms) ? clinic.rooms : [];
  return roomAsNamed(
    room,
    rooms.filter((each) => typeof each === 'string'),
  );
}

type People = {
  readonly doctor: StoredRecord | undefined;
  readonly patient: StoredRecord | undefined;
  readonly clinic: StoredRecord | undefined;
};

const remedies = {
  doctor: 'The doctor was removed. Choose another, or bring the doctor back first.',
  patient: 'The patient was removed. Bring the patient back first.',
  clinic: 'The clinic of this doctor was removed. Give the doctor another clinic first.',
} satisfies Record<keyof People, string>;

/** What is booked anew, moved or brought back needs its doctor, patient and clinic; the past may name removed ones. */
function requireNobodyRemoved(people: People): void {
  const removed = (['doctor', 'patient', 'clinic'] as const).find((each) => people[each]?.deletedAt);
  if (removed) throw new Refusal('CONFLICT', undefined, remedies[removed]);
}

async function people(unit: UnitOfWork, after: Partial<Appointment>, stays: boolean): Promise<People> {
  const { doctors, patients, clinics } = entities;
  const one = async (
    entity: typeof doctors | typeof patients | typeof clinics,
    id: unknown,
    fields: readonly string[],
  ) => (typeof id === 'string' ? (await unit.getMany(entity, [id], fields))[0] : undefined);
  const doctor = await one(doctors, after.doctor, [...doctors.titleFields, 'clinic']);
  const patient = await one(patients, after.patient, patients.titleFields);
  const stated = stays ? (after.clinic ?? doctor?.clinic) : (doctor?.clinic ?? after.clinic);
  // A doctor without a clinic works where the desk is: its time zone, its rooms.
  const place = stated ?? (await new HomeClinicReader(unit).read())?.id;
  const clinic = await one(clinics, place, ['timeZone', 'rooms']);
  return { doctor, patient, clinic };
}

/** When each status was reached; the first entry is the booking. */
function statusTimes(step: Step, status: string): unknown {
  const before = step.before?.statusTimes;
  const earlier: readonly unknown[] = Array.isArray(before) ? before : [];
  if (step.before && step.before.status === status) return earlier;
  return [...earlier, { status, at: step.now }].slice(-200);
}

type Holder = 'doctor' | 'patient' | 'room';
type Wanted = Readonly<Record<string, unknown>>;

/**
 * Who has the time already, for a helpful refusal before the database's own; what slips between this read and the write,
 * the unique indexes refuse. Who was overbooked holds nothing, and is expected all the same.
 */
async function clashOf(step: Step, wanted: Wanted): Promise<Pick<Clash, 'holder' | 'clash'> | undefined> {
  const except = step.before?.id;
  for (const holder of holders) {
    const clash = await clashing(step.unit, wanted, holder, except);
    if (clash) return { holder, clash };
  }
  const filter = { date: { is: wanted.date }, overbookedSlots: { is: wanted.slots } };
  const overbooked = await step.unit.find(entities.appointments, { filter, limit: mostOverbooked });
  for (const holder of holders) {
    const clash = overbooked.find((record) => record.id !== except && isOfSame(holder, record, wanted));
    if (clash) return { holder, clash };
  }
  return undefined;
}

const holders = ['doctor', 'patient', 'room'] as const;
/** Of one slot of one day, in all clinics. */
const mostOverbooked = 500;

function isOfSame(holder: Holder, record: StoredRecord, wanted: Wanted): boolean {
  const [one, other] = [record[holder], wanted[holder]];
  if (typeof one !== 'string' || typeof other !== 'string') return false;
  if (holder !== 'room') return one === other;
  return isSameRoom(one, other) && (wanted.clinic === undefined || record.clinic === wanted.clinic);
}

/** Of one slot of one day at one clinic: more rooms than any clinic has. */
const mostRooms = 200;

async function clashing(
  reader: Pick<UnitOfWork, 'find'>,
  wanted: Wanted,
  holder: Holder,
  except: string | undefined,
): Promise<StoredRecord | undefined> {
  const whose = wanted[holder];
  if (typeof whose !== 'string' || !Array.isArray(wanted.slots)) return undefined;
  const filter = {
    date: { is: wanted.date },
    slots: { is: wanted.slots },
    holds: { is: true },
    // As the index compares them: the case of a room does not matter.
    [holder]: holder === 'room' ? { startsWith: whose } : { is: whose },
    ...(holder === 'room' && typeof wanted.clinic === 'string' ? { clinic: { is: wanted.clinic } } : {}),
  };
  const limit = holder === 'room' ? mostRooms : 2;
  const found = await reader.find(entities.appointments, { filter, limit });
  const isIt = (room: unknown) => holder !== 'room' || isSameRoom(String(room), whose);
  return found.find((record) => record.id !== except && isIt(record.room));
}

type Clash = {
  readonly holder: Holder;
  readonly clash: StoredRecord | undefined;
  readonly wanted: Wanted;
  readonly person: SignedInPerson;
};

async function bookingRefusal(records: Records, { holder, clash, wanted, person }: Clash): Promise<Refusal> {
  const { doctor, date, minutes, time } = wanted;
  const freeTimes =
    typeof doctor === 'string' && typeof date === 'string' && typeof minutes === 'number'
      ? await freeTimesOf(records, { doctor, date, minutes, near: String(time ?? '') })
      : [];
  // Someone who reaches only their own record learns that the time is taken, not by whom.
  const seesAll = reach(person, 'read', entities.appointments) === 'all';
  const brief = seesAll && clash ? briefOf(clash) : undefined;
  return conflict({ kind: 'booking', holder, clash: brief, freeTimes }, bookingSentence(holder, brief));
}

type Brief = NonNullable<Extract<Conflict, { kind: 'booking' }>['clash']>;

function briefOf(clash: StoredRecord & Partial<Appointment>): Brief {
  const { id, date = '', time = '', minutes = 0, appointmentName, doctorName, room } = clash;
  return { id, date, time, minutes, patientName: appointmentName, doctorName, room };
}

/** "Dr Joshi already sees Tanmay Kulkarni 10:00–10:20." */
function bookingSentence(holder: Holder, clash: Brief | undefined): string {
  if (!clash) return 'This time is taken. Choose another.';
  const span = `${clash.time}–${clockTimeOf((minuteOfDay(clash.time) + clash.minutes) % 1_440)}`;
  const { patientName = 'someone', doctorName = 'the doctor', room = 'The room' } = clash;
  const sentences = {
    doctor: `${doctorName} already sees ${patientName} ${span}.`,
    patient: `${patientName} already sees ${doctorName} ${span}.`,
    room: `${room} is taken by ${patientName} ${span}.`,
  } satisfies Record<Holder, string>;
  return sentences[holder];
}
