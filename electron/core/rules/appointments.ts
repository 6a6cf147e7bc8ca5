import type { Conflict } from '../../../shared/contract';
import type { Appointment, AppointmentStatus } from '../../../shared/entities';
import { entities } from '../../../shared/entities';
import { appointmentTimes } from '../../../shared/rules/appointment-times';
import { reach } from '../../../shared/rules/permissions';
import { clockTimeOf, minuteOfDay, slotsOf } from '../../../shared/rules/slots';
import type { EntityRule, Step } from '../entity-rule';
import { freeTimesOf } from '../free-times';
import { knownTimeZone } from '../home-clinic';
import type { Records, StoredRecord, UnitOfWork } from '../ports/records';
import { conflict, forbidden, invalid, type Refusal } from '../refusal';
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
      const timeZone = knownTimeZone(clinic?.timeZone);
      const { date, time, minutes } = after;
      const overbookedReason = overbookingOf(step);
      // Records adopted from an older system may lack these; then they hold nothing.
      const times =
        date && time && minutes
          ? appointmentTimes(
              { date, time, minutes, status, overbookedReason, removed: step.action === 'remove' },
              timeZone,
            )
          : { start: undefined, end: undefined, slots: [], holds: false };
      if (!times) throw invalid(['minutes'], 'An appointment ends before midnight.');
      if (times.holds) await refuseClash(step, { ...after, slots: times.slots, clinic: clinic?.id }, records);
      return {
        ...times,
        status,
        overbookedReason,
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
  const place = staysInPlace ? (after.clinic ?? doctor?.clinic) : (doctor?.clinic ?? after.clinic);
  const clinic = await one(clinics, place, ['timeZone']);
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
    [holder]: { is: whose },
    ...(holder === 'room' && typeof wanted.clinic === 'string' ? { clinic: { is: wanted.clinic } } : {}),
  };
  const found = await reader.find(entities.appointments, { filter, limit: 2 });
  return found.find((record) => record.id !== except);
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
