import { entities } from '../../shared/entities';
import { type Checked, checkPrescription } from '../../shared/rules/check-prescription';
import type { Prescribed } from '../../shared/rules/medicines/check';
import type { Records } from './ports/records';

/** Of one person; far beyond a lifetime. */
const most = 5_000;

type Asked = {
  readonly patient: string;
  readonly prescribed: Prescribed;
  /** The prescription that is checked, where it is there already. */
  readonly except?: string;
  readonly today: string;
};

/** Checks a medicine against the allergies and prescriptions of a patient as they are read here. */
export async function checkAgainstRecord(
  read: Pick<Records, 'find'>,
  { patient, prescribed, except, today }: Asked,
): Promise<Checked> {
  const { allergies, prescriptions } = entities;
  const filter = { patient: { is: patient } };
  const known = {
    // What counts is told by the one rule, not by a filter beside it.
    allergies: await read.find(allergies, { filter, sort: allergies.defaultSort, limit: most }),
    prescriptions: await read.find(prescriptions, {
      filter,
      sort: prescriptions.defaultSort,
      limit: most,
      fields: ['prescriptionName', 'medication', 'status', 'endsOn'],
    }),
  };
  return checkPrescription(prescribed, known, { today, except });
}
