import type { AppointmentStatus } from '../../../shared/entities';
import { appointmentTimes } from '../../../shared/rules/appointment-times';
import { wallClockOf } from '../../../shared/rules/time';
import type { RawDocument } from '../ports/legacy-database';
import { type Conversion, convertFields, link } from './conversion';
import type { Plan } from './plans';
import { ownerKey, type World } from './world';

/** The published system booked no length; this is what its clinics used. */
const usualMinutes = 20;

/** Converts one document of any collection but `users`. Changes nothing outside but the times that `world` knows as held. */
export function convertDocument(plan: Plan, before: RawDocument, world: World): Conversion {
  const conversion = convertFields(plan, before, world.stableId);
  for (const named of plan.links) link(conversion, named, world.directories);
  if (plan.entity.fields.patient && plan.listedIn) assignPatient(plan.listedIn, conversion, world);
  if (plan.entity.name === 'appointments') finishAppointment(conversion, world);
  if (plan.entity.name === 'prescriptions') conversion.values.status ??= 'active';
  return conversion;
}

/** Whose record this is: who lists it, else whom its name means. Records of nobody wait for a person. */
function assignPatient(list: string, conversion: Conversion, world: World): void {
  const { values, findings, id } = conversion;
  const owners = world.owners.get(ownerKey(list, id)) ?? [];
  const [owner, ...others] = owners;
  if (owner && others.length > 0) {
    delete values.patient;
    findings.push({
      kind: 'ambiguousName',
      field: 'patient',
      message: `${owners.length} people list this as theirs. Choose the right one.`,
    });
    return;
  }
  if (owner) {
    values.patient = owner;
    return;
  }
  if (values.patient !== undefined) return;
  findings.push({
    kind: 'unassigned',
    field: 'patient',
    message: 'Nobody lists this as theirs. Choose the patient it belongs to.',
  });
}

function finishAppointment(conversion: Conversion, world: World): void {
  const { values, changes, findings } = conversion;
  values.minutes ??= usualMinutes;
  const { date, time, minutes } = values;
  const today = wallClockOf(world.now, world.timeZone).date;
  const status: AppointmentStatus = isStatus(values.status)
    ? values.status
    : typeof date === 'string' && date < today
      ? 'done'
      : 'booked';
  if (values.status !== status)
    changes.push(`status: ${status === 'done' ? 'past, taken as seen' : 'to come, taken as not confirmed'}`);
  values.status = status;
  values.statusTimes = [{ status, at: world.now }];
  values.slots = [];
  values.holds = false;
  if (typeof date !== 'string' || typeof time !== 'string' || typeof minutes !== 'number') return;
  const times = appointmentTimes({ date, time, minutes, status }, world.timeZone);
  if (!times) return;
  Object.assign(values, times);
  const claims = claimsOf(values, times.slots);
  if (times.holds && claims.some((claim) => world.heldTimes.has(claim))) {
    releaseTime(values);
    findings.push({
      kind: 'clash',
      field: 'time',
      message: 'This time was already taken when it was adopted. Move one of the two, or leave it as it is.',
    });
    return;
  }
  if (times.holds) for (const claim of claims) world.heldTimes.add(claim);
}

/** An appointment that clashed before today's rules is kept, and keeps nobody out. */
export function releaseTime(values: Record<string, unknown>): void {
  values.holds = false;
  values.overbookedReason = 'Clashed already when adopted';
}

function claimsOf(values: Readonly<Record<string, unknown>>, slots: readonly number[]): string[] {
  return (['doctor', 'patient', 'room'] as const).flatMap((holder) => {
    const whose = values[holder];
    return typeof whose === 'string'
      ? slots.map((slot) => `${holder}|${whose}|${String(values.date)}|${slot}`)
      : [];
  });
}

const isStatus = (value: unknown): value is AppointmentStatus => typeof value === 'string';
