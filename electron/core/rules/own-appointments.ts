import type { Appointment, AppointmentStatus } from '../../../shared/entities';
import { entities } from '../../../shared/entities';
import { usualMinutes } from '../../../shared/entities/appointments';
import type { Step } from '../entity-rule';
import { forbidden, invalid, Refusal } from '../refusal';
import { isRebooked, isRevived, statusBefore } from './appointment-step';

/** Patients ask for appointments and call them off; the rest of a day is run by the clinic. */
const ownStatuses: ReadonlySet<AppointmentStatus> = new Set(['booked', 'cancelled']);
/** From check-in on, what happened is the clinic's to say. */
const openToPatient: ReadonlySet<AppointmentStatus> = new Set(['booked', 'confirmed', 'cancelled']);
/** More requests than anybody needs who waits for answers; without a limit, one sign-in could fill the day of a doctor. */
const mostRequests = 10;
/** Appointments ahead of one patient that are looked at. */
const mostAhead = 500;

type Now = { readonly date: string; readonly time: string };

/** Refuses what a patient may not do with an appointment of their own. `now`: the wall clock of the clinic. */
export async function requireOwnStep(step: Step, now: Now): Promise<void> {
  requireOwnStatus(step);
  requireOwnFields(step);
  const isNew = step.action === 'create' || isRevived(step);
  if (isNew || isRebooked(step)) requireAhead(step.after, now);
  if (isNew) await requireFewRequests(step, now.date);
}

function requireOwnStatus(step: Step): void {
  const { action, after, sent, before, person } = step;
  const from = statusBefore(step);
  if (from && !openToPatient.has(from))
    throw forbidden(
      'This appointment has taken place or was closed by the clinic. Ask the clinic to change it.',
    );
  const { status = 'booked' } = after as Partial<Appointment>;
  const isAllowed =
    action === 'create' ? status === 'booked' : !('status' in sent) || ownStatuses.has(status);
  if (!isAllowed) throw forbidden('You can ask for an appointment or cancel it; the clinic does the rest.');
  if (from !== 'cancelled') return;
  if (!isRevived(step)) throw forbidden('This appointment was cancelled. Ask for a new one.');
  // Patients change nothing of an appointment that the clinic cancelled, so whoever wrote last is who cancelled it, or
  // someone of the clinic who has dealt with it since.
  if (before?.updatedBy !== person.userId)
    throw forbidden('This appointment was cancelled by the clinic. Ask for a new one.');
}

function requireOwnFields({ action, sent }: Step): void {
  if (sent.overbookedReason) throw forbidden('Only the clinic can overbook.');
  if ('room' in sent) throw forbidden('The clinic chooses the room.');
  if (!('minutes' in sent)) return;
  if (action !== 'create') throw forbidden('The clinic decides how long it takes.');
  if (Number(sent.minutes) > usualMinutes)
    throw invalid(['minutes'], `You can ask for ${usualMinutes} minutes. The clinic can make it longer.`);
}

/** The desk also records what took place; who asks for an appointment asks for one to come. */
function requireAhead(after: Step['after'], now: Now): void {
  const { date = '', time = '' } = after as Partial<Appointment>;
  if (`${date} ${time}` >= `${now.date} ${now.time}`) return;
  throw invalid([date < now.date ? 'date' : 'time'], 'This time is past. Choose one to come.');
}

/** What the clinic booked for them does not count: those who come every week may still ask. */
async function requireFewRequests({ unit, after, before, person }: Step, today: string): Promise<void> {
  const filter = { patient: { is: after.patient }, date: { from: today }, status: { is: 'booked' } };
  const ahead = await unit.find(entities.appointments, { filter, limit: mostAhead, fields: [] });
  const own = ahead.filter(({ id, createdBy }) => createdBy === person.userId && id !== before?.id);
  if (own.length < mostRequests) return;
  const sentence = `You have asked for ${mostRequests} appointments that the clinic has not confirmed yet.`;
  throw new Refusal('CONFLICT', undefined, `${sentence} Cancel one of them first, or call the clinic.`);
}
