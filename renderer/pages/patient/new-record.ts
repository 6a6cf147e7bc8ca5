import type { Chart } from '../../../shared/contract';
import { wallClockOf } from '../../../shared/rules/time';
import type { RecordRequest } from '../../kit/clinic';
import { useSession, useTimeZone } from '../../kit/data';

type Kind =
  | 'healthlogs'
  | 'prescriptions'
  | 'symptomjournals'
  | 'problems'
  | 'allergies'
  | 'immunizations'
  | 'attachments';

/** New records of a patient start with the patient, the doctor who writes (else the one who cares) and today. */
export function useNewRecord({ patient, appointments }: Chart): (entity: Kind) => RecordRequest {
  const timeZone = useTimeZone();
  const own = useSession().user?.doctor;
  return (entity) => {
    const { date, time } = wallClockOf(new Date(), timeZone);
    const seen = appointments.find((each) => each.date === date && each.status === 'inRoom');
    const doctor = own ?? seen?.doctor ?? patient.doctors?.[0];
    const initial = {
      healthlogs: { date, doctor, visitPurpose: seen?.reason },
      prescriptions: { dateprescribed: date, doctor, status: 'active' as const },
      symptomjournals: { symptomDate: date, symptomTime: time },
      problems: { status: 'active' as const },
      allergies: { status: 'active' as const },
      attachments: { documentDate: date },
      immunizations: { date, doctor: own, status: 'completed' as const },
    }[entity];
    return { entity, initial: { patient: patient.id, ...initial } };
  };
}
