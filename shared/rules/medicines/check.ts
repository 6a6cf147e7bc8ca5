import type { Coding } from '../../schema';
import type { Allergy } from './allergy-matches';
import { allergyFinding, duplicateFindings, type Finding, interactionFindings, worstFirst } from './findings';
import { type NotChecked, notCheckedAllergy, notCheckedMedicine } from './not-checked';
import { recognise } from './recognise';
import { medicinesVersion } from './substances';

/** A medicine as it is prescribed: its name as written, and its code where there is one. */
export type Prescribed = { readonly name: string; readonly coding?: Coding | undefined };

/**
 * What was found, and what was not looked at. `clear` only when everything was looked at and nothing found; `notChecked`
 * whenever something was not looked at, also when there are findings: both are to be shown. Plain data, fit to be stored.
 */
export type CheckResult = {
  readonly state: 'clear' | 'warnings' | 'notChecked';
  /** Of the tables, so that it can be told what was known then. */
  readonly version: string;
  /** Worst first; of equal severity allergies, then interactions, then duplicates, each in the order it was given. */
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
};

/**
 * Checks a medicine against a person's allergies and the other medicines they take. `others` must not hold the prescription
 * that is being renewed or changed. Only what `on-the-skin.ts` lists is treated by how it is given; doses, kidneys,
 * pregnancy and age are not looked at.
 */
export function checkMedicine(asked: {
  prescribed: Prescribed;
  allergies: readonly Allergy[];
  others: readonly (Prescribed & { readonly id: string })[];
}): CheckResult {
  const { prescribed, allergies } = asked;
  const medicine = { name: prescribed.name, recognition: recognise(prescribed) };
  const others = asked.others.map((other) => ({ ...other, recognition: recognise(other) }));
  const findings = worstFirst([
    ...allergies.flatMap((allergy) => allergyFinding(allergy, medicine)),
    ...others.flatMap((other) => interactionFindings(medicine, other)),
    ...others.flatMap((other) => duplicateFindings(medicine, other)),
  ]);
  const notChecked = [
    ...notCheckedMedicine(medicine),
    ...allergies.flatMap(notCheckedAllergy),
    ...others.flatMap(notCheckedMedicine),
  ];
  const seen = findings.length > 0 ? 'warnings' : 'clear';
  const state = notChecked.length > 0 ? 'notChecked' : seen;
  return { state, version: medicinesVersion, findings, notChecked };
}
