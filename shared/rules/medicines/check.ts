import type { Coding } from '../../schema';
import { type Allergy, allergyMatch, isKnownAllergy } from './allergy-matches';
import { classes } from './classes';
import { dangerousDoubled, doubledClasses } from './doubled';
import { interactions, interactionsBetween } from './interactions';
import { type Severity, severities } from './interactions/row';
import { withoutPairs } from './no-pairs';
import { isOn, type Part, sayPart } from './part';
import { type Recognition, recognise } from './recognise';
import { medicinesVersion } from './substances';

/** A medicine as it is prescribed: its name as written, and its code where there is one. */
export type Prescribed = { readonly name: string; readonly coding?: Coding | undefined };

/** Something that speaks against a medicine. `about`: the id of the allergy or of the other prescription. */
export type Finding = {
  readonly kind: 'allergy' | 'interaction' | 'duplicate';
  readonly severity: Severity;
  readonly message: string;
  readonly source?: string;
  readonly about: string;
};

/** What the check could not look at, and why. `about` as in a finding; absent for the medicine itself. */
export type NotChecked = {
  readonly what: 'medicine' | 'allergy' | 'other';
  readonly name: string;
  readonly why: string;
  readonly about?: string;
  /** Names it may have been meant for. To be offered, never taken. */
  readonly didYouMean?: readonly string[];
};

/**
 * What was found, and what was not looked at. `clear` only when everything was looked at and nothing found; `notChecked`
 * whenever something was not looked at, also when there are findings: both are to be shown. Plain data, fit to be stored.
 */
export type CheckResult = {
  readonly state: 'clear' | 'warnings' | 'notChecked';
  /** Of the tables, so that it can be told what was known then. */
  readonly version: string;
  /** Worst first. */
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
};

type Known = { readonly id: string; readonly name: string; readonly recognition: Recognition };

/**
 * Checks a medicine against a person's allergies and the other medicines they take. `others` must not hold the prescription
 * that is being renewed or changed. How it is given is not looked at: a cream is checked like a tablet. Neither are doses,
 * kidneys, pregnancy or age.
 */
export function checkMedicine(asked: {
  prescribed: Prescribed;
  allergies: readonly Allergy[];
  others: readonly (Prescribed & { readonly id: string })[];
}): CheckResult {
  const medicine = recognise(asked.prescribed);
  const others = asked.others.map((other) => ({ ...other, recognition: recognise(other) }));
  const findings = [
    ...asked.allergies.flatMap((allergy) => allergyFinding(allergy, medicine)),
    ...others.flatMap((other) => interactionFindings(medicine, other)),
    ...others.flatMap((other) => duplicateFindings(medicine, other)),
  ];
  const notChecked = [
    ...notCheckedMedicine('medicine', asked.prescribed.name, medicine),
    ...asked.allergies.filter((allergy) => !isKnownAllergy(allergy)).map(notCheckedAllergy),
    ...others.flatMap((other) => notCheckedMedicine('other', other.name, other.recognition, other.id)),
  ];
  return {
    state: notChecked.length > 0 ? 'notChecked' : findings.length > 0 ? 'warnings' : 'clear',
    version: medicinesVersion,
    findings: worstFirst(findings),
    notChecked,
  };
}

// Sorting is stable: of equal severity, allergies come first, and each kind in the order it was given.
const worstFirst = (findings: readonly Finding[]) =>
  findings.toSorted((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));

function allergyFinding(allergy: Allergy, { parts }: Recognition): Finding[] {
  const match = allergyMatch(allergy, parts);
  if (!match) return [];
  const reaction = allergy.reaction?.trim();
  const allergic = `Allergic to ${allergy.substance.trim()}${reaction ? ` (${reaction})` : ''}.`;
  const { says, ...rest } = match;
  const message = `${allergic} ${says} Choose another, or give a reason.`;
  return [{ kind: 'allergy', ...rest, message, about: allergy.id }];
}

/** Each row of the table once for each other medicine, however many of its parts meet there. */
function interactionFindings({ parts }: Recognition, other: Known): Finding[] {
  const rows = parts.flatMap((part) =>
    other.recognition.parts.flatMap((theirs) =>
      interactionsBetween(part, theirs).map((row) => ({ row, part, theirs })),
    ),
  );
  return rows
    .filter(({ row }, index) => rows.findIndex((each) => each.row === row) === index)
    .map(({ row, part, theirs }) => ({
      kind: 'interaction',
      severity: row.severity,
      message: `${capital(sayPart(part))} with ${sayPart(theirs)} (takes ${other.name.trim()}). ${row.says}`,
      source: row.source,
      about: other.id,
    }));
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** The same substance under whatever name; failing that, the worst of the classes that should not be doubled. */
function duplicateFindings({ parts }: Recognition, other: Known): Finding[] {
  const theirs = other.recognition.parts;
  const same = parts.filter(({ name }) => theirs.some((each) => each.name === name));
  if (same.length > 0) {
    return same.map((part) => ({
      kind: 'duplicate',
      severity: isDangerousTwice(part) ? 'serious' : 'moderate',
      message: `Already takes ${part.kind === 'class' ? sayPart(part) : part.name} in ${other.name.trim()}. Stop one, or give a reason.`,
      about: other.id,
    }));
  }
  const [worst] = doubledClasses.filter(({ of }) =>
    [parts, theirs].every((each) => each.some((part) => isOn(part, of))),
  );
  if (!worst) return [];
  const message = `Already takes ${classes[worst.of].one}: ${other.name.trim()}. Stop one, or give a reason.`;
  return [{ kind: 'duplicate', severity: worst.severity, message, about: other.id }];
}

const isDangerousTwice = (part: Part) =>
  dangerousDoubled.some((name) => name === part.name) ||
  doubledClasses.some(({ of, severity }) => severity !== 'moderate' && isOn(part, of));

function notCheckedMedicine(
  what: 'medicine' | 'other',
  name: string,
  recognition: Recognition,
  about?: string,
): NotChecked[] {
  const why = whyNotChecked(recognition);
  if (!why) return [];
  const { didYouMean } = recognition;
  return [{ what, name, why, ...(about && { about }), ...(didYouMean.length > 0 && { didYouMean }) }];
}

function whyNotChecked({ isWhole, isContradicted, parts, unrecognised }: Recognition): string | null {
  if (isContradicted) return 'The name and the code say different medicines.';
  if (!isWhole && unrecognised.length > 0) return `Not known here: ${unrecognised.join(' ')}.`;
  if (!isWhole) return 'It names no medicine known here.';
  if (parts.some(({ kind }) => kind === 'class')) return 'It names a kind of medicine, not one.';
  const uncovered = parts.filter((part) => !isCovered(part)).map(({ name }) => name);
  return uncovered.length > 0 ? `No interaction table covers ${uncovered.join(', ')}.` : null;
}

/** Whether the table of interactions says something about a substance, or it was looked at and nothing is to be said. */
export const isCovered = (part: Part): boolean =>
  withoutPairs.some((name) => name === part.name) ||
  interactions.some(({ between, and }) => [...between, ...and].some((side) => isOn(part, side)));

function notCheckedAllergy(allergy: Allergy): NotChecked {
  const { id, substance } = allergy;
  return { what: 'allergy', name: substance, why: 'No table knows this allergy.', about: id };
}
