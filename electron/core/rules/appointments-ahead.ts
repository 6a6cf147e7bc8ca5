import { type Appointment, entities } from '../../../shared/entities';
import { minuteOfDay } from '../../../shared/rules/slots';
import { wallClockOf } from '../../../shared/rules/time';
import type { Step } from '../entity-rule';
import { HomeClinicReader, knownTimeZone } from '../home-clinic';
import type { UnitOfWork } from '../ports/records';
import { Refusal } from '../refusal';

/** Statuses that end a day's course are not ahead any more. */
const open = ['booked', 'confirmed', 'arrived', 'inRoom'];
const mostCounted = 1_000;
const mostDoctors = 1_000;

/**
 * Refuses (CONFLICT, in words) to remove someone, or a place, that people are still booked with from today on: they
 * would come in vain. A booking at the very moment of the removal waits for it, or the removal for the booking.
 */
export async function refuseRemovalWithAppointmentsAhead(
  step: Step,
  field: 'doctor' | 'patient' | 'clinic',
): Promise<void> {
  if (step.action !== 'remove' || !step.before) return;
  await takeTurnsOfRemoval(step.unit, field, step.before.id);
  const home = await new HomeClinicReader(step.unit).read();
  const today = wallClockOf(step.now, knownTimeZone(home?.timeZone)).date;
  const filter = { [field]: { is: step.before.id }, date: { from: today }, status: { is: open } };
  const found = await step.unit.find(entities.appointments, { filter, limit: mostCounted, fields: [] });
  if (found.length === 0) return;
  const count = found.length === mostCounted ? `${mostCounted} or more` : String(found.length);
  const [appointments, them] = found.length === 1 ? ['appointment', 'it'] : ['appointments', 'them'];
  const remedy = field === 'patient' ? `Cancel ${them}` : `Move or cancel ${them}`;
  throw new Refusal(
    'CONFLICT',
    undefined,
    `This ${field} has ${count} ${appointments} from today on. ${remedy} first, then remove the ${field}.`,
  );
}

/**
 * A removal looks for bookings and a booking looks whether someone was removed: each reads what the other writes, so
 * they must take turns. One turn for each doctor would make all bookings of a doctor wait for each other; with one for
 * each hour, bookings of different hours pass side by side, and the removal, which is rare, takes them all.
 */
const hours = Array.from({ length: 24 }, (_, hour) => hour);
const turnOfDoctor = (doctor: string, hour: number) => `bookings of doctor ${doctor}, hour ${hour}`;
/** Patients share turns, so that these do not grow in number with the patients. */
const turnOfPatient = (patient: string) => `bookings of patients …${patient.slice(-3)}`;

/** Lets a booking stand beside other bookings, but not beside the removal of its doctor, its patient or the clinic. */
export async function takeTurnsOfBooking(
  unit: UnitOfWork,
  { doctor, patient, time }: Partial<Appointment>,
): Promise<void> {
  if (doctor) await unit.takeTurn(turnOfDoctor(doctor, time ? Math.floor(minuteOfDay(time) / 60) : 0));
  if (patient) await unit.takeTurn(turnOfPatient(patient));
}

async function takeTurnsOfRemoval(
  unit: UnitOfWork,
  field: 'doctor' | 'patient' | 'clinic',
  id: string,
): Promise<void> {
  if (field === 'patient') return unit.takeTurn(turnOfPatient(id));
  // What is booked at a clinic is booked with its doctors; who has none works at the home clinic, which stays.
  const doctors = field === 'doctor' ? [id] : await doctorsOf(unit, id);
  for (const doctor of doctors) for (const hour of hours) await unit.takeTurn(turnOfDoctor(doctor, hour));
}

async function doctorsOf(unit: UnitOfWork, clinic: string): Promise<string[]> {
  const filter = { clinic: { is: clinic } };
  return (await unit.find(entities.doctors, { filter, limit: mostDoctors, fields: [] })).map(({ id }) => id);
}
