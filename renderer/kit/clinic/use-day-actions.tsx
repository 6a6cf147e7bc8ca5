import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { type Appointment, entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { usePerson } from '../data';
import type { RowActions } from './row-actions';
import { BookingDialog } from './booking/BookingDialog';
import type { BookingRequest } from './booking/request';
import { useAppointmentSteps } from './use-appointment-steps';

const { appointments } = entities;

type Options = {
  /** Names of patients and doctors by id, as far as they are known. */
  names: Readonly<Record<string, string>>;
};

/**
 * What can be done with appointments on any page of the clinic: next steps, opening, booking, moving. `dialog` is to be
 * drawn by the page; `current` lays what was just done over what was read.
 */
export function useDayActions({ names }: Options): {
  actions: RowActions;
  current: (appointments: readonly Appointment[]) => Appointment[];
  /** Opens the booking dialog; absent for those who may not book. */
  book: ((request: BookingRequest) => void) | undefined;
  dialog: ReactNode;
} {
  const person = usePerson();
  const navigate = useNavigate();
  const [request, setRequest] = useState<BookingRequest>();
  const move = (appointment: Appointment) => setRequest({ kind: 'move', appointment });
  const mayBook = may(person, 'create', appointments);
  const mayChange = may(person, 'update', appointments);
  const { current, step } = useAppointmentSteps({
    nameOf: (each) => (each.patient && names[each.patient]) || each.appointmentName || 'Appointment',
    // Its old time is taken: another one is to be found.
    onClash: move,
  });

  const actions: RowActions = {
    onOpenPatient: (appointment) =>
      void navigate(
        appointment.patient ? `/patients/${appointment.patient}` : `/appointments/${appointment.id}`,
      ),
    onOpenAppointment: (appointment) => void navigate(`/appointments/${appointment.id}`),
    onOpenDoctor: (doctor) => void navigate(`/doctors/${doctor}`),
    ...(mayChange && { onStatus: step, onMove: move }),
    ...(mayBook && {
      onBook: (doctor) => setRequest({ kind: 'new', initial: { doctor } }),
      onRebook: ({ patient, doctor, minutes, reason }) =>
        setRequest({ kind: 'new', initial: { patient, doctor, minutes, reason } }),
    }),
  };
  return {
    actions,
    current,
    book: mayBook ? setRequest : undefined,
    dialog: <BookingDialog request={request} onClose={() => setRequest(undefined)} names={names} />,
  };
}
