import { reach } from '../../../shared/rules/permissions';
import { entities } from '../../../shared/entities';
import { Forbidden } from '../../kit/base';
import { usePerson } from '../../kit/data';
import { ClinicAppointments } from './ClinicAppointments';
import { OwnAppointments } from './OwnAppointments';

/** The clinic's appointments by month, week and day; for patients, their own. */
export function AppointmentsPage() {
  const person = usePerson();
  const reached = reach(person, 'read', entities.appointments);
  if (reached === 'none') return <Forbidden />;
  return reached === 'all' ? <ClinicAppointments /> : <OwnAppointments patient={reached.patient} />;
}
