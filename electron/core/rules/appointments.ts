import type { Conflict } from '../../../shared/contract';
import type { Appointment, AppointmentStatus } from '../../../shared/entities';
import { entities } from '../../../shared/entities';
import { appointmentTimes } from '../../../shared/rules/appointment-times';
import { reach } from '../../../shared/rules/permissions';
import { isSameRoom, roomAsNamed } from '../../../shared/rules/rooms';
import { clockTimeOf, holdsTime, minuteOfDay, slotsOf } from '../../../shared/rules/slots';
import { wallClockOf } from '../../../shared/rules/time';
import type { EntityRule, Step } from '../entity-rule';
import { freeTimesOf } from '../free-times';
import { HomeClinicReader, knownTimeZone } from '../home-clinic';
import type { Records, StoredRecord, UnitOfWork } from '../ports/records';
import { conflict, forbidden, invalid, Refusal } from '../refusal';
import type { SignedInPerson } from '../session';

/** Patients ask for appointments and call them off; the rest of a day is run by the clinic. */
const ownStatuses: ReadonlySet<AppointmentStatus> = new Set(['booked', 'cancelled']);
/** From check-in on, what happened is the clinic's to say. */
const openToPatient: ReadonlySet<AppointmentStatus> = new Set(['booked', 'confirmed', 'cancelled']);

/** Derives start, end, slots and names; refuses what cannot be; explains clashes. The unique slot indexes have the last word. */
export function appointmentRule(records: Records): EntityRule {
  return {
    async prepare(step) {
      const after = step.after as Partial<Appointment>;
      const status = after.status ?? 'booked';
      requireOwnStatus(step, status);
      const { doctor, patient, clinic } = await people(step.unit, after, staysInPlace(step));
      requireNobodyRemoved(step, status, { doctor, patient });
      const timeZone = knownTimeZone(clinic?.timeZone);
      if (step.onlyOwn && !staysInPlace(step)) requireAhead(after, wallClockOf(step.now, timeZone));
      const room = roomOf(step, clinic);
      const wanted = { ...after, room, clinic: clinic?.id };
      const overbookedReason = overbookingOf(step);
      const times = timesOf(step, { ...after, status, overbookedReason }, timeZone);
      if (times.holds) await refuseClash(step, { ...wanted, slots: times.slots }, records);
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

/** What a booking is: changed, it is another one, to be held against the day anew. */
const bookingFields = ['date', 'time', 'minutes', 'doctor', 'patient', 'room'] as const;

const isRebooked = ({ action, sent }: Step): boolean =>
  action === 'update' && bookingFields.some((name) => name in sent);

/** The reason that was given for one taken time is none for the next: a moved appointment must fit again. */
function overbookingOf(step: Step): string | undefined {
  const { overbookedReason } = step.after as Partial<Appointment>;
  return isRebooked(step) && !('overbookedReason' in step.given) ? undefined : overbookedReason;
}

/** Where it takes place is settled when it is booked or moved; a check-in years later must not shift its time. */
const staysInPlace = (step: Step): boolean => step.action !== 'create' && !isRebooked(step);

/** Instants, slots and whether they are held. Records adopted from an older system may lack a part; then they hold nothing. */
function timesOf(step: Step, appointment: Partial<Appointment>, timeZone: string) {
  const { date, time, minutes, status = 'booked', overbookedReason } = appointment;
  if (!date || !time || !minutes) return { start: undefined, end: undefined, slots: [], holds: false };
  const removed = step.action === 'remove';
  const times = appointmentTimes({ date, time, minutes, status, overbookedReason, removed }, timeZone);
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

/** What is booked anew, moved or brought back needs its doctor and patient; the past may name removed ones. */
function requireNobodyRemoved(
  step: Step,
  status: AppointmentStatus,
  people: { doctor: StoredRecord | undefined; patient: StoredRecord | undefined },
): void {
  const { action, before } = step;
  const stood = before && holdsTime({ status: (before.status ?? 'booked') as AppointmentStatus });
  const isNew = action === 'restore' || !staysInPlace(step) || !stood;
  if (action === 'remove' || !isNew || !holdsTime({ status })) return;
  const removed = (['doctor', 'patient'] as const).find((each) => people[each]?.deletedAt);
  if (!removed) return;
  const remedy = removed === 'doctor' ? 'Choose another, or bring the doctor back' : 'Bring the patient back';
  throw new Refusal('CONFLICT', undefined, `The ${removed} was removed. ${remedy} first.`);
}

/** The desk also records what took place; who asks for an appointment asks for one to come. */
function requireAhead({ date = '', time = '' }: Partial<Appointment>, now: { date: string; time: string }) {
  if (`${date} ${time}` >= `${now.date} ${now.time}`) return;
  throw invalid([date < now.date ? 'date' : 'time'], 'This time is past. Choose one to come.');
}

function requireOwnStatus(step: Step, status: AppointmentStatus): void {
  if (!step.onlyOwn) return;
  const before = step.before?.status as AppointmentStatus | undefined;
  if (before && !openToPatient.has(before))
    throw forbidden(
      'This appointment has taken place or was closed by the clinic. Ask the clinic to change it.',
    );
  if (step.sent.overbookedReason) throw forbidden('Only the clinic can overbook.');
  const isAllowed =
    step.action === 'create' ? status === 'booked' : !('status' in step.sent) || ownStatuses.has(status);
  if (!isAllowed) throw forbidden('You can ask for an appointment or cancel it; the clinic does the rest.');
}

async function people(unit: UnitOfWork, after: Partial<Appointment>, staysInPlace: boolean) {
  const { doctors, patients, clinics } = entities;
  const one = async (
    entity: typeof doctors | typeof patients | typeof clinics,
    id: unknown,
    fields: readonly string[],
  ) => (typeof id === 'string' ? (await unit.getMany(entity, [id], fields))[0] : undefined);
  const doctor = await one(doctors, after.doctor, [...doctors.titleFields, 'clinic']);
  const patient = await one(patients, after.patient, patients.titleFields);
  const stated = staysInPlace ? (after.clinic ?? doctor?.clinic) : (doctor?.clinic ?? after.clinic);
  // A doctor without a clinic works where the desk is: its time zone, its rooms.
  const place = stated ?? (await new HomeClinicReader(unit).read())?.id;
  const clinic = await one(clinics, place, ['timeZone', 'rooms']);
  return { doctor, patient, clinic };
}

/** When each status was reached; the first entry is the booking. */
function statusTimes(step: Step, status: AppointmentStatus): unknown {
  const before = step.before?.statusTimes;
  const earlier: readonly unknown[] = Array.isArray(before) ? before : [];
  if (step.before && step.before.status === status) return earlier;
  return [...earlier, { status, at: step.now }].slice(-200);
}

type Holder = 'doctor' | 'patient' | 'room';
type Wanted = Readonly<Record<string, unknown>>;

/** A helpful refusal before the database's own; what slips between this read and the write, the unique indexes refuse. */
async function refuseClash(step: Step, wanted: Wanted, records: Records): Promise<void> {
  for (const holder of ['doctor', 'patient', 'room'] as const) {
    const clash = await clashing(step.unit, wanted, holder, step.before?.id);
    if (clash) throw await bookingRefusal(records, { holder, clash, wanted, person: step.person });
  }
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
