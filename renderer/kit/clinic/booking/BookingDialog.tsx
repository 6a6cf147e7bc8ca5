import { useState } from 'react';
import type { Appointment } from '../../../../shared/entities';
import { Dialog } from '../../base/Dialog';
import { BookingForm } from './BookingForm';
import { type BookingRequest, titleOf } from './request';

type Props = {
  /** undefined: closed. */
  request: BookingRequest | undefined;
  onClose: () => void;
  /** Names of patients and doctors, by id, as far as they are known. */
  names?: Readonly<Record<string, string>>;
  onBooked?: (appointment: Appointment) => void;
};

/** Books or moves an appointment: who, with whom, when. Free times are buttons; a taken time says who has it. */
export function BookingDialog({ request, onClose, names = {}, onBooked }: Props) {
  // The title stays while the dialog fades.
  const [shown, setShown] = useState(request);
  if (request && request !== shown) setShown(request);
  return (
    <Dialog opened={request !== undefined} onClose={onClose} title={shown ? titleOf(shown, names) : ''}>
      {request && <BookingForm {...{ request, names, onClose, onBooked }} />}
    </Dialog>
  );
}
