import type { Appointment, AppointmentStatus } from '../../../shared/entities';

/** What can be done with the appointments of a list. What the person may not do is absent. */
export type RowActions = {
  onOpenPatient: (appointment: Appointment) => void;
  onOpenAppointment: (appointment: Appointment) => void;
  onStatus?: (appointment: Appointment, status: AppointmentStatus) => void;
  onMove?: (appointment: Appointment) => void;
  onRebook?: (appointment: Appointment) => void;
  onBook?: (doctor: string) => void;
  onOpenDoctor?: (doctor: string) => void;
};
