import type { Patient } from '../../../shared/entities';
import { entities } from '../../../shared/entities';
import { type Person, reach } from '../../../shared/rules/permissions';
import type { BookingRequest } from '../../kit/clinic';
import { usePerson, useSession } from '../../kit/data';

/** True for someone who reaches only this record: they ask for appointments, the clinic books them. */
export const isOwnOnly = (person: Person): boolean =>
  reach(person, 'create', entities.appointments) !== 'all';

/** A new appointment of a patient: with the doctor who is signed in, else the one who cares for them. */
export function useBookFor({ id, doctors }: Patient): BookingRequest {
  const person = usePerson();
  const own = useSession().user?.doctor;
  if (isOwnOnly(person)) return { kind: 'ask', patient: id };
  return { kind: 'new', initial: { patient: id, doctor: own ?? doctors?.[0] } };
}
