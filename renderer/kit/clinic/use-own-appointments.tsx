import { type ReactNode, useState } from 'react';
import { type Appointment, entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { QuietButton } from '../base/Button';
import { usePerson } from '../data';
import { formatDate } from '../format';
import { BookingDialog } from './booking/BookingDialog';
import type { BookingRequest } from './booking/request';
import { SideList } from './SideList';
import { statusLabel, statusOf } from './status';
import { useAppointmentSteps } from './use-appointment-steps';
import { useClock } from './use-clock';

type Names = Readonly<Record<string, string>>;
type Listed = (appointments: readonly Appointment[], names: Names) => ReactNode;

const standing = new Set(['booked', 'confirmed', 'arrived', 'inRoom']);
const key = ({ date = '', time = '' }: Appointment) => `${date} ${time}`;

/** What patients do with their own appointments: see them, ask for one, call one off. `dialog` is to be drawn by the page. */
export function useOwnAppointments(patient: string): {
  /** Opens the dialog; absent for those who may not ask. */
  ask: (() => void) | undefined;
  /** From now on, soonest first, each with "Cancel". */
  ahead: Listed;
  /** All others, newest first. */
  past: Listed;
  dialog: ReactNode;
} {
  const person = usePerson();
  const clock = useClock();
  const [request, setRequest] = useState<BookingRequest>();
  const mayCancel = may(person, 'update', entities.appointments);
  const { current, step } = useAppointmentSteps({
    nameOf: (each) => formatDate(each.date ?? ''),
    onClash: () => setRequest({ kind: 'ask', patient }),
  });
  const isAhead = (each: Appointment) =>
    standing.has(statusOf(each)) && key(each) >= `${clock.date} ${clock.time}`;
  // Confirming is the clinic's: what is undone waits for it again.
  const cancel = (each: Appointment) => step({ ...each, status: 'booked' }, 'cancelled');
  const item = (each: Appointment, names: Names, right?: ReactNode) => ({
    key: each.id,
    title: `${formatDate(each.date ?? '')}, ${each.time ?? ''}`,
    detail: [
      (each.doctor && names[each.doctor]) || each.doctorName,
      each.reason,
      ownStatus(each, person.userId),
    ]
      .filter(Boolean)
      .join(', '),
    right,
  });
  return {
    ask: may(person, 'create', entities.appointments)
      ? () => setRequest({ kind: 'ask', patient })
      : undefined,
    ahead: (appointments, names) => (
      <SideList
        nothing="No appointment ahead."
        items={current(appointments)
          .filter(isAhead)
          .toSorted((one, other) => key(one).localeCompare(key(other)))
          .map((each) =>
            item(
              each,
              names,
              mayCancel && (statusOf(each) === 'booked' || statusOf(each) === 'confirmed') && (
                <QuietButton size="small" label="Cancel" onClick={() => cancel(each)} />
              ),
            ),
          )}
      />
    ),
    past: (appointments, names) => (
      <SideList
        nothing="No earlier appointment."
        items={current(appointments)
          .filter((each) => !isAhead(each))
          .toSorted((one, other) => key(other).localeCompare(key(one)))
          .map((each) => item(each, names))}
      />
    ),
    dialog: <BookingDialog request={request} onClose={() => setRequest(undefined)} />,
  };
}

/** How it stands, as its patient reads it: what they asked for waits for the clinic, what the clinic booked is booked. */
export function ownStatus(appointment: Appointment, userId: string): string {
  const status = statusOf(appointment);
  if (status !== 'booked') return statusLabel(status).toLowerCase();
  return appointment.createdBy === userId ? 'asked for, not confirmed yet' : 'booked by the clinic';
}
