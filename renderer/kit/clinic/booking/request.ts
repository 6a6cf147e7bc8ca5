import type { Appointment } from '../../../../shared/entities';
import type { BookingDraft } from './draft';

/** What the booking dialog is opened for. */
export type BookingRequest =
  /** A new appointment; what is given here is filled in. A patient given here cannot be changed. */
  | { kind: 'new'; initial?: BookingDraft }
  /** A patient asks for themselves: with whom and when, nothing else. */
  | { kind: 'ask'; patient: string }
  /** For someone who is here without an appointment: today, and at once in the waiting room. */
  | { kind: 'walkIn' }
  | { kind: 'move'; appointment: Appointment };

type Words = { close: string; send: string; sendAt: string; done: string };

/** Words of the dialog's buttons, and of the message when it is done. */
export const requestWords: Readonly<Record<BookingRequest['kind'], Words>> = {
  new: { close: 'Close', send: 'Book', sendAt: 'Book', done: 'Booked for' },
  ask: { close: 'Close', send: 'Ask', sendAt: 'Ask for', done: 'Asked for' },
  walkIn: { close: 'Close', send: 'Check in', sendAt: 'Check in for', done: 'Checked in for' },
  move: { close: 'Put back', send: 'Move', sendAt: 'Move to', done: 'Moved to' },
};

export function titleOf(request: BookingRequest, names: Readonly<Record<string, string>>): string {
  if (request.kind === 'walkIn') return 'Walk-in';
  if (request.kind === 'ask') return 'Ask for an appointment';
  if (request.kind === 'new') return 'New appointment';
  const { patient, appointmentName, time } = request.appointment;
  return `Move ${(patient && names[patient]) || appointmentName || 'appointment'}, ${time ?? ''}`;
}

const usualMinutes = 20;

/** Without what is not said: pages hand over what they have, `undefined` where they have nothing. */
export const definedOf = (draft: BookingDraft): BookingDraft =>
  Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));

/** What the form starts with. `ownDoctor`: the doctor who is signed in, whom they book with unless they say another. */
export function initialOf(request: BookingRequest, today: string, ownDoctor?: string): BookingDraft {
  const usual = { date: today, minutes: usualMinutes };
  if (request.kind === 'ask') return { ...usual, patient: request.patient };
  const own = { ...usual, ...(ownDoctor ? { doctor: ownDoctor } : {}) };
  if (request.kind === 'new') return { ...own, ...definedOf(request.initial ?? {}) };
  if (request.kind === 'walkIn') return own;
  const { patient, doctor, date, time, minutes = usualMinutes, room, reason } = request.appointment;
  return { patient, doctor, date, time, minutes, room, reason };
}

/** Whose appointment it is stands fast from the start. */
export const isPatientGiven = (request: BookingRequest): boolean =>
  request.kind === 'move' || (request.kind === 'new' && request.initial?.patient !== undefined);
