import { type Appointment, entities } from '../../../shared/entities';
import { appointmentTimes } from '../../../shared/rules/appointment-times';
import { isTimeZone, wallClockOf } from '../../../shared/rules/time';
import type { EntityRule, Step } from '../entity-rule';
import { computerTimeZone, HomeClinicReader, knownTimeZone } from '../home-clinic';
import { invalid } from '../refusal';
import { refuseRemovalWithAppointmentsAhead } from './appointments-ahead';

/**
 * A clinic's time zone must be one that is known; left empty, it is this computer's. When it changes, what is booked
 * from today on keeps its date and clock time, and the instants follow.
 */
export const clinicRule: EntityRule = {
  async prepare(step) {
    await refuseRemovalWithAppointmentsAhead(step, 'clinic');
    const { timeZone } = step.sent;
    if (typeof timeZone === 'string' && !isTimeZone(timeZone)) {
      throw invalid(['timeZone'], 'There is no such time zone. Write it as in Europe/London.');
    }
    if (step.action === 'update' && 'timeZone' in step.sent) await followTimeZone(step);
    return step.action === 'create' && !timeZone ? { timeZone: computerTimeZone() } : {};
  },
};

const pageOfAppointments = 2_000;

/**
 * People come at the time that the clock of the clinic shows, so the slots stay and only `start` and `end` move. What
 * took place before today happened when it happened. A booking made at this very moment in the old zone is put right by
 * its next step: every step derives the instants anew.
 */
async function followTimeZone({ before, after, unit, now, person, device }: Step): Promise<void> {
  if (!before) return;
  const [from, to] = [knownTimeZone(before.timeZone), knownTimeZone(after.timeZone)];
  if (from === to) return;
  const today = [from, to].map((zone) => wallClockOf(now, zone).date).toSorted()[0] ?? '';
  const isHome = (await new HomeClinicReader(unit).read())?.id === before.id;
  // Adopted appointments may name no clinic; they are the home clinic's.
  const places = [{ is: before.id }, ...(isHome ? [{ isSet: false }] : [])];
  for (const clinic of places) {
    const filter = { clinic, date: { from: today } };
    for (let offset = 0; ; offset += pageOfAppointments) {
      const page = (await unit.find(entities.appointments, {
        filter,
        sort: [{ field: 'date', direction: 'ascending' }],
        offset,
        limit: pageOfAppointments,
        fields: ['date', 'time', 'minutes', 'status', 'patient'],
      })) as Appointment[];
      for (const appointment of page) {
        const times = instantsIn(appointment, to);
        if (!times) continue;
        const { id, revision, patient } = appointment;
        await unit.set(entities.appointments, { id, revision }, times, { user: person.userId, at: now });
        await unit.audit({
          at: now,
          user: person.userId,
          userName: person.displayName,
          device,
          action: 'update',
          entity: entities.appointments.name,
          record: id,
          patient,
          changed: Object.keys(times),
          outcome: 'done',
        });
      }
      if (page.length < pageOfAppointments) break;
    }
  }
}

/** Undefined for adopted appointments that lack a date, time or length. */
function instantsIn({ date, time, minutes, status = 'booked' }: Appointment, timeZone: string) {
  if (!date || !time || !minutes) return undefined;
  const times = appointmentTimes({ date, time, minutes, status }, timeZone);
  return times && { start: times.start, end: times.end };
}
