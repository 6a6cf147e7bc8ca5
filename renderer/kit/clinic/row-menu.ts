import type { Appointment, AppointmentStatus } from '../../../shared/entities';
import type { RowActions } from './row-actions';
import { statusOf, type WallClock } from './status';

export type RowMenuItem = { label: string; onSelect: () => void; danger?: boolean; shortcut?: string };

const live: readonly AppointmentStatus[] = ['booked', 'confirmed', 'arrived'];

/** What else can be done with an appointment besides its next step. */
export function rowMenu(appointment: Appointment, now: WallClock, actions: RowActions): RowMenuItem[] {
  const status = statusOf(appointment);
  const { onStatus, onMove, onRebook } = actions;
  const isLive = live.includes(status);
  const hasBegun = `${appointment.date} ${appointment.time}` <= `${now.date} ${now.time}`;
  const items: RowMenuItem[] = [];
  if (appointment.patient) {
    items.push({ label: 'Open patient', onSelect: () => actions.onOpenPatient(appointment), shortcut: '↵' });
  }
  items.push({ label: 'Open appointment', onSelect: () => actions.onOpenAppointment(appointment) });
  if (onStatus && status === 'booked' && appointment.date === now.date) {
    items.push({ label: 'Check in', onSelect: () => onStatus(appointment, 'arrived') });
  }
  if (onStatus && isLive && String(appointment.date) < now.date) {
    items.push({ label: 'Was seen', onSelect: () => onStatus(appointment, 'done') });
  }
  if (onMove && isLive) items.push({ label: 'Move…', onSelect: () => onMove(appointment) });
  if (onRebook && !isLive) items.push({ label: 'Book again…', onSelect: () => onRebook(appointment) });
  if (onStatus && isLive && status !== 'arrived' && hasBegun) {
    items.push({ label: 'Did not come', onSelect: () => onStatus(appointment, 'noShow'), danger: true });
  }
  if (onStatus && isLive) {
    items.push({
      label: 'Cancel appointment',
      onSelect: () => onStatus(appointment, 'cancelled'),
      danger: true,
    });
  }
  if (onStatus && (status === 'noShow' || status === 'cancelled')) {
    items.push({ label: 'Put back as not confirmed', onSelect: () => onStatus(appointment, 'booked') });
  }
  if (onStatus && status === 'done') {
    items.push({ label: 'Back in the room', onSelect: () => onStatus(appointment, 'inRoom') });
  }
  return items;
}
