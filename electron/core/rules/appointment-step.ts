import type { Appointment, AppointmentStatus } from '../../../shared/entities';
import { holdsTime } from '../../../shared/rules/slots';
import type { Step } from '../entity-rule';

/** What a booking is: changed, it is another one, to be held against the day anew. */
const bookingFields = ['date', 'time', 'minutes', 'doctor', 'patient', 'room'] as const;

export const isRebooked = ({ action, sent }: Step): boolean =>
  action === 'update' && bookingFields.some((name) => name in sent);

/** Where it takes place is settled when it is booked or moved; a check-in years later must not shift its time. */
export const staysInPlace = (step: Step): boolean => step.action !== 'create' && !isRebooked(step);

/** The status before; undefined for a new appointment. */
export const statusBefore = ({ before }: Step): AppointmentStatus | undefined =>
  before ? ((before as Partial<Appointment>).status ?? 'booked') : undefined;

/** The status after. What a patient moves is another time than the clinic confirmed: it waits for the clinic again. */
export function statusAfter(step: Step): AppointmentStatus {
  const { status = 'booked' } = step.after as Partial<Appointment>;
  return step.onlyOwn && isRebooked(step) && status === 'confirmed' ? 'booked' : status;
}

/** True for a cancelled appointment that stands again. */
export const isRevived = (step: Step): boolean =>
  step.action === 'update' && statusBefore(step) === 'cancelled' && statusAfter(step) !== 'cancelled';

/** True when people will come who were not expected at this time before: booked, moved or brought back. */
export function isExpectedAnew(step: Step): boolean {
  if (step.action === 'remove' || !holdsTime({ status: statusAfter(step) })) return false;
  const before = statusBefore(step);
  return step.action === 'restore' || !staysInPlace(step) || !before || !holdsTime({ status: before });
}

/** True for one that was expected before the step and held no time: somebody else had it. */
export function wasOverbooked(step: Step): boolean {
  const status = statusBefore(step);
  return status !== undefined && holdsTime({ status }) && step.before?.holds === false;
}
