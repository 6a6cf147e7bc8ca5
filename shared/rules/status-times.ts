import type { Appointment, AppointmentStatus } from '../entities';

/** The steps of a day in their order; cancelled and noShow end it from anywhere. */
const order: readonly AppointmentStatus[] = ['booked', 'confirmed', 'arrived', 'inRoom', 'done'];

/**
 * When a step of the day was reached for good: who was sent in by mistake and put back has waited since they arrived, not
 * since they were put back. Undefined when the step was not reached, or was taken back.
 */
export function reachedAt(times: Appointment['statusTimes'], status: AppointmentStatus): Date | undefined {
  const rank = order.indexOf(status);
  const isEarlier = (each: AppointmentStatus) => order.indexOf(each) < rank;
  const begun = (times ?? []).findLastIndex((each) => isEarlier(each.status)) + 1;
  return times?.slice(begun).find((each) => each.status === status)?.at;
}
