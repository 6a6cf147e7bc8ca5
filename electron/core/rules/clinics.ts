import { type Appointment, type Clinic, entities } from '../../../shared/entities';
import { appointmentTimes } from '../../../shared/rules/appointment-times';
import { wallClockOf } from '../../../shared/rules/time';
import type { EntityRule, Step } from '../entity-rule';
import { HomeClinicReader, knownTimeZone, requireTimeZone, usualOfClinic } from '../home-clinic';
import { Refusal } from '../refusal';
import { refuseRemovalWithAppointmentsAhead } from './appointments-ahead';
import { requireHours } from './hours';

/**
 * A clinic's time zone must be one that is known; left empty, it is this computer's, and measures are as is usual there. When it changes, what is booked
 * from today on keeps its date and clock time, and the instants follow.
 */
export const clinicRule: EntityRule = {
  async prepare(step) {
    await refuseRemovalOfHome(step);
    await refuseRemovalWithAppointmentsAhead(step, 'clinic');
    const { timeZone, openingHours } = step.sent as Partial<Clinic>;
    requireTimeZone(timeZone, ['timeZone']);
    requireHours('openingHours', openingHours);
    if (step.action === 'update' && 'timeZone' in step.sent) await followTimeZone(step);
    return step.action === 'create' ? usualOfClinic(step.sent) : {};
  },
};

/** Without it the desk would become that of another clinic, with its name, its rooms and its time zone. */
async function refuseRemovalOfHome({ action, before, unit }: Step): Promise<void> {
  if (action !== 'remove' || (await new HomeClinicReader(unit).read())?.id !== before?.id) return;
  throw new Refusal(
    'CONFLICT',
    undefined,
    'This is the clinic that Clinic Desk runs for, so it cannot be removed. You can change its name and everything else.',
  );
}

const pageOfAppointments = 5_000;
/**
 * In a transaction mongod (6.0) takes 2 to 3 ms on a busy computer for each document whose indexed fields change, eight
 * times as long as outside of one, and ends the transaction after a minute. Refused in words before it would come to that.
 */
const mostAppointments = 5_000;

/**
 * People come at the time that the clock of the clinic shows, so the slots stay and only `start` and `end` move. What
 * took place before today happened when it happened. A booking made at this very moment in the old zone is put right by
 * its next step: every step derives the instants anew.
 */
async function followTimeZone(step: Step): Promise<void> {
  const { before, after, unit, now, person } = step;
  if (!before) return;
  const [from, to] = [knownTimeZone(before.timeZone), knownTimeZone(after.timeZone)];
  if (from === to) return;
  const today = [from, to].map((zone) => wallClockOf(now, zone).date).toSorted()[0] ?? '';
  const isHome = (await new HomeClinicReader(unit).read())?.id === before.id;
  // Adopted appointments may name no clinic; they are the home clinic's.
  const places = [{ is: before.id }, ...(isHome ? [{ isSet: false }] : [])];
  const changes: Change[] = [];
  for (const clinic of places) {
    const filter = { clinic, date: { from: today } };
    for (let offset = 0; ; offset += pageOfAppointments) {
      const page = (await unit.find(entities.appointments, {
        filter,
        sort: [{ field: 'date', direction: 'ascending' }],
        offset,
        limit: pageOfAppointments,
        fields: ['date', 'time', 'minutes', 'status', 'patient', 'start', 'end'],
      })) as Appointment[];
      changes.push(...page.flatMap((appointment) => changeOf(appointment, to)));
      if (changes.length > mostAppointments) throw tooMany();
      if (page.length < pageOfAppointments) break;
    }
  }
  await unit.setMany(entities.appointments, changes, { user: person.userId, at: now });
  for (const change of changes) await unit.audit(auditOf(step, change));
}

type Change = {
  readonly id: string;
  readonly revision: number;
  readonly patient: string | undefined;
  readonly values: { readonly start: Date; readonly end: Date };
};

/** None where nothing moves, as when a zone is called by its new name, and for adopted ones without date, time or length. */
function changeOf(appointment: Appointment, timeZone: string): Change[] {
  const { id, revision, patient, start, end } = appointment;
  const values = instantsIn(appointment, timeZone);
  const isRight = values?.start.getTime() === start?.getTime() && values?.end.getTime() === end?.getTime();
  return values && !isRight ? [{ id, revision, patient, values }] : [];
}

const tooMany = () =>
  new Refusal(
    'CONFLICT',
    undefined,
    `More than ${mostAppointments.toLocaleString('en')} appointments from today on would change with the time zone, too ` +
      'many at once. Add a clinic with the right time zone instead, and give the doctors that clinic.',
  );

/** One for each appointment: who looks at its history finds what changed its hour. */
function auditOf({ now, person, device }: Step, change: Change) {
  return {
    at: now,
    user: person.userId,
    userName: person.displayName,
    device,
    action: 'update',
    entity: entities.appointments.name,
    record: change.id,
    patient: change.patient,
    changed: Object.keys(change.values),
    outcome: 'done' as const,
  };
}

/** Undefined for adopted appointments that lack a date, time or length. */
function instantsIn({ date, time, minutes, status = 'booked' }: Appointment, timeZone: string) {
  if (!date || !time || !minutes) return undefined;
  const times = appointmentTimes({ date, time, minutes, status }, timeZone);
  return times && { start: times.start, end: times.end };
}
