import { hoursOn, type HoursOfDay } from '../../../../shared/rules/working-hours';
import { useRecord, useSession } from '../../data';

export type Workplace = {
  /** Rooms of the clinic where the doctor works; none are named where nobody entered any. */
  rooms: readonly string[];
  /** When the doctor can be booked on a day; undefined until it is known. */
  hoursOn: (date: string) => HoursOfDay | undefined;
};

/** Where and when a doctor works. One without a clinic works where this desk is, as the core takes it. */
export function useWorkplace(id: string | undefined): Workplace {
  const home = useSession().clinic?.id;
  const doctor = useRecord('doctors', id).data?.record;
  const clinic = useRecord('clinics', doctor && (doctor.clinic ?? home)).data?.record;
  const isKnown = doctor !== undefined && (clinic !== undefined || (doctor.clinic ?? home) === undefined);
  return {
    rooms: clinic?.rooms ?? [],
    hoursOn: (date) =>
      isKnown ? hoursOn(date, { doctor: doctor.workingHours, clinic: clinic?.openingHours }) : undefined,
  };
}
