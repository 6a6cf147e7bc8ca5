import { entities, type Prescription } from '../../../shared/entities';
import { isTaken } from '../../../shared/rules/active';
import { reach } from '../../../shared/rules/permissions';
import { notify } from '../base/notify';
import { useClient, usePerson, useSession } from '../data/clinic-context';
import { useToday } from '../data/clock';

export type PrescriptionPrinting = {
  /** Opens the print dialog; says why when it cannot. */
  print(prescriptions: readonly Prescription[]): Promise<void>;
  /** Only what is taken: on paper, one that was stopped would be dispensed again. */
  mayPrint(prescription: Prescription): boolean;
};

/** Prescriptions on paper, for the people of the clinic who may read them; a patient is handed theirs, signed. */
export function usePrescriptionPrinting(): PrescriptionPrinting {
  const client = useClient();
  const { clinic: home } = useSession();
  const person = usePerson();
  const today = useToday();
  const mayAny = reach(person, 'read', entities.prescriptions) === 'all';
  return {
    print: async (prescriptions) => {
      try {
        const { printPrescriptions } = await import('./paper/print-prescriptions');
        await printPrescriptions(
          prescriptions.map(({ id }) => id),
          { client, home, today },
        );
      } catch (error) {
        notify.failed(error);
      }
    },
    mayPrint: (each) =>
      mayAny && each.deletedAt === undefined && each.patient !== undefined && isTaken(each, today),
  };
}
