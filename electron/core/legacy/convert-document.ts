import type { AppointmentStatus } from '../../../shared/entities';
import { appointmentTimes } from '../../../shared/rules/appointment-times';
import { minuteOfDay } from '../../../shared/rules/slots';
import { wallClockOf } from '../../../shared/rules/time';
import type { RawDocument } from '../ports/legacy-database';
import { claimsOf } from './claims';
import { among, type Conversion, convertFields, keep, note } from './conversion';
import type { Plan } from './plans';
import { ownerKey, type World } from './world';

/** The published system booked no length; this is what its clinics used. */
const usualMinutes = 20;
const minutesOfDay = 24 * 60;

/** Converts one document of any collection but `users`. Changes nothing outside but what `world` knows of it. */
export function convertDocument(plan: Plan, before: RawDocument, world: World): Conversion {
  const conversion = convertFields(plan, before, world);
  const { entity, values, unknown, changes } = conversion;
  for (const name of unknown) changes.push(`${name.slice(0, 60)}: no such field today, kept under legacy`);
  if (entity.fields.patient && plan.listedIn) assignPatient(conversion, world);
  if (entity.name === 'doctors' && typeof values.clinic === 'string')
    world.clinicOf.set(conversion.id, values.clinic);
  if (entity.name === 'appointments') finishAppointment(conversion, world);
  if (entity.name === 'prescriptions') values.status ??= 'active';
  return conversion;
}

/** Whose record this is: who lists it, else whom its name means. Records of nobody wait for a person. */
function assignPatient(conversion: Conversion, world: World): void {
  const { entity, values, findings, source, id } = conversion;
  const owners = world.owners.get(ownerKey(entity.name, id)) ?? [];
  const stated = Object.hasOwn(source, 'patient') ? values.patient : undefined;
  const possible = new Set([...owners, ...(typeof stated === 'string' ? [stated] : [])]);
  const [owner, ...others] = possible;
  if (owner !== undefined && others.length > 0) {
    delete values.patient;
    if (Object.hasOwn(source, 'patient')) keep(conversion, 'patient', source.patient);
    note(conversion, {
      kind: 'ambiguousName',
      field: 'patient',
      message: `${possible.size} people have this as theirs. Choose the right one.`,
      ...among([...possible]),
    });
    return;
  }
  if (owner !== undefined) {
    values.patient = owner;
    // Who lists it is surer than the name in it.
    const about = findings.findIndex((finding) => finding.field === 'patient');
    if (about >= 0) findings.splice(about, 1);
    return;
  }
  if (values.patient !== undefined || findings.some((finding) => finding.field === 'patient')) return;
  note(conversion, {
    kind: 'unassigned',
    field: 'patient',
    message: 'Nobody lists this as theirs. Choose the patient it belongs to.',
  });
}

function finishAppointment(conversion: Conversion, world: World): void {
  const { values, changes, source, id } = conversion;
  const { date, time } = values;
  const today = wallClockOf(world.now, world.timeZone).date;
  const status: AppointmentStatus = isStatus(values.status)
    ? values.status
    : typeof date === 'string' && date < today
      ? 'done'
      : 'booked';
  if (values.status !== status)
    changes.push(`status: ${status === 'done' ? 'past, taken as seen' : 'to come, taken as not confirmed'}`);
  const { userCreated } = values;
  Object.assign(values, { status, slots: [], holds: false });
  // Only the booking is known; when somebody came and was seen is not.
  if (userCreated instanceof Date) values.statusTimes = [{ status: 'booked', at: userCreated }];
  if (typeof values.doctor === 'string' && world.clinicOf.has(values.doctor))
    values.clinic = world.clinicOf.get(values.doctor);
  if (!isLength(values.minutes)) {
    if (values.minutes !== undefined) {
      keep(conversion, 'minutes', source.minutes);
      note(conversion, {
        kind: 'unreadableValue',
        field: 'minutes',
        message: `This length is not possible; ${usualMinutes} minutes are taken. Enter the right one.`,
        value: String(values.minutes),
      });
    }
    values.minutes = usualMinutes;
    if (typeof time === 'string') values.minutes = Math.min(usualMinutes, minutesOfDay - minuteOfDay(time));
  }
  if (typeof date !== 'string' || typeof time !== 'string') return;
  const times = appointmentTimes({ date, time, minutes: Number(values.minutes), status }, world.timeZone);
  if (!times) return;
  Object.assign(values, times);
  const claims = claimsOf(values, times.slots);
  if (times.holds && claims.some((claim) => !world.heldTimes.isFree(claim, id))) {
    releaseTime(conversion);
    return;
  }
  if (times.holds) for (const claim of claims) world.heldTimes.take(claim, id);
}

/** An appointment that clashed before today's rules is kept, and keeps nobody out. */
export function releaseTime(conversion: Conversion): void {
  const { values } = conversion;
  values.holds = false;
  values.overbookedSlots = values.slots;
  values.overbookedReason = 'Clashed already when adopted';
  note(conversion, {
    kind: 'clash',
    field: 'time',
    message: 'This time was already taken when it was adopted. Move one of the two, or leave it as it is.',
  });
}

const isStatus = (value: unknown): value is AppointmentStatus => typeof value === 'string';

const isLength = (minutes: unknown): minutes is number =>
  typeof minutes === 'number' && minutes > 0 && minutes <= minutesOfDay;
