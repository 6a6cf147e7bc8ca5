import type { Coding } from '../../schema';
import { type Allergy, recogniseAllergy } from './allergy-matches';
import {
  allergyFinding,
  duplicateFindings,
  type Finding,
  interactionFindings,
  type Known,
  worstFirst,
} from './findings';
import { type NotChecked, notCheckedAllergy, notCheckedMedicine } from './not-checked';
import { recognise } from './recognise';
import { medicinesVersion } from './substances';

/** A medicine as it is prescribed: its name as written, and its code where there is one. */
export type Prescribed = { readonly name: string; readonly coding?: Coding | undefined };

/** One that is taken, by the id of its prescription. */
export type Taken = Prescribed & { readonly id: string };
type KnownTaken = Known & { readonly id: string; readonly notChecked: readonly NotChecked[] };

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
  others: readonly Taken[];
}): CheckResult {
  const { prescribed, allergies } = asked;
  const medicine = { name: prescribed.name, recognition: recognise(prescribed) };
  return checkKnown(medicine, allergies.map(knownAllergy), asked.others.map(knownTaken));
}

/** The check of each of several medicines against the allergies and all the others, by its id; each is read once. */
export function checkEach(
  taken: readonly Taken[],
  allergies: readonly Allergy[],
): ReadonlyMap<string, CheckResult> {
  const all = taken.map(knownTaken);
  const read = allergies.map(knownAllergy);
  return new Map(
    all.map((each) => {
      const { id, ...medicine } = each;
      return [
        id,
        checkKnown(
          medicine,
          read,
          all.filter((other) => other !== each),
        ),
      ];
    }),
  );
}

const knownTaken = (taken: Taken): KnownTaken => {
  const { id, name } = taken;
  const recognition = recognise(taken);
  return { id, name, recognition, notChecked: notCheckedMedicine({ id, name, recognition }) };
};

const knownAllergy = (allergy: Allergy) => ({
  allergy,
  parts: recogniseAllergy(allergy).parts,
  notChecked: notCheckedAllergy(allergy),
});

function checkKnown(
  medicine: Known,
  allergies: readonly ReturnType<typeof knownAllergy>[],
  others: readonly KnownTaken[],
): CheckResult {
  const findings = worstFirst([
    ...allergies.flatMap((allergy) => allergyFinding(allergy, medicine)),
    ...others.flatMap((other) => interactionFindings(medicine, other)),
    ...others.flatMap((other) => duplicateFindings(medicine, other)),
  ]);
  const notChecked = [
    ...notCheckedMedicine(medicine),
    ...allergies.flatMap((each) => each.notChecked),
    ...others.flatMap((each) => each.notChecked),
  ];
  const seen = findings.length > 0 ? 'warnings' : 'clear';
  const state = notChecked.length > 0 ? 'notChecked' : seen;
  return { state, version: medicinesVersion, findings, notChecked };
}
