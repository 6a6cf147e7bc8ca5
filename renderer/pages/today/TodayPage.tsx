import { hasDuty } from '../../../shared/rules/permissions';
import { usePerson } from '../../kit/data';
import { ClinicToday } from './ClinicToday';
import { OwnToday } from './OwnToday';

/** The home page: the clinic's day for those who run it, the person's own record for patients. */
export function TodayPage() {
  return hasDuty(usePerson(), 'runSchedule') ? <ClinicToday /> : <OwnToday />;
}
