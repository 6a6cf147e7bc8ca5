import type { Allergy, Prescription } from '../../../shared/entities';
import { checkPrescription, prescribedOf } from '../../../shared/rules/check-prescription';

type Values = Record<string, unknown>;
type Made = Partial<Prescription> & { readonly id: string };

/**
 * Prescriptions with an id each and the check that the rules would have made on the day: against the allergies of their
 * person, and what that person took then.
 */
export function checkedPrescriptions(
  prescriptions: readonly Values[],
  allergies: readonly (Partial<Allergy> & { readonly id: string })[],
  newId: () => string,
): Values[] {
  const taken = new Map<unknown, Made[]>();
  return prescriptions
    .toSorted((one, other) => String(one.dateprescribed).localeCompare(String(other.dateprescribed)))
    .map((values) => {
      // Made by the demo itself, field by field of the entity.
      const made = { ...values, id: newId() } as Made;
      const { dateprescribed: date = '', patient } = made;
      const earlier = (taken.get(patient) ?? [])
        // What ends on the day is what this one takes the place of.
        .filter(({ endsOn }) => endsOn === undefined || endsOn > date)
        .map((each) => ({ ...each, status: 'active' as const }));
      const known = {
        allergies: allergies.filter((each) => each.patient === patient),
        prescriptions: earlier,
      };
      const { result } = checkPrescription(prescribedOf(made), known, { today: date });
      taken.set(patient, [...(taken.get(patient) ?? []), made]);
      return { ...made, checkResult: result };
    });
}
