import type { Coding } from '../../schema';
import { classes } from './classes';
import type { CrossReaction } from './cross-reaction';
import { crossReactions } from './cross-reactions';
import { excipientsIn, isOfCapsules } from './excipients';
import { type Severity, severities } from './interactions/row';
import { isNotAMedicine } from './not-medicines';
import { isOn, type Part } from './part';
import { type Recognition, recognise } from './recognise';

/** An entry of a person's allergy list. `category` and `criticality` are FHIR's (AllergyIntolerance). */
export type Allergy = {
  readonly id: string;
  readonly substance: string;
  readonly coding?: Coding | undefined;
  readonly category?: string | undefined;
  readonly criticality?: string | undefined;
  readonly reaction?: string | undefined;
};

/** What an allergy says about a medicine. */
export type AllergyMatch = {
  readonly severity: Severity;
  readonly says: string;
  readonly source?: string;
};

/** What people write around the name of what they are allergic to. */
const around =
  /\b(allerg(y|ies|ic)|hypersensitiv(e|ity)|intoleran(t|ce)|anaphyla(xis|ctic)|reactions?|rash|hives|urticaria|antibiotics?)\b/giu;

/** What SNOMED CT writes behind its names: "Penicillin (substance)". */
const snomedTag = /\((substance|product|medicinal product|disorder|finding)\)/giu;

const withoutAround = (text: string) => text.replace(around, ' ');

/** What an allergy is to, as far as the tables know. */
export function recogniseAllergy({ substance, coding }: Allergy): Recognition {
  const whole = recognise({ name: substance, coding });
  if (whole.isWhole) return whole;
  const named = coding && { ...coding, display: withoutAround(coding.display.replace(snomedTag, ' ')) };
  return recognise({ name: withoutAround(substance), coding: named });
}

/**
 * Whether the tables know all that an allergy is to, or that it is to nothing one prescribes. A category of food or
 * environment is believed only where the text names no medicine, even in part, looks like none and is not what capsules
 * are made of.
 */
export function isKnownAllergy(allergy: Allergy): boolean {
  const { isWhole, parts, didYouMean } = recogniseAllergy(allergy);
  if (isWhole || isNotAMedicine(allergy.substance) || excipientsOf(allergy).length > 0) return true;
  const isFiledAsNone = allergy.category === 'food' || allergy.category === 'environment';
  const couldBeAMedicine = parts.length > 0 || didYouMean.length > 0 || isOfCapsules(allergy.substance);
  return isFiledAsNone && !couldBeAMedicine;
}

const excipientsOf = ({ substance }: Allergy) => excipientsIn(withoutAround(substance));

/** The worst that an allergy says about what a medicine contains; null: nothing. `own`: what it is to, where that is read already. */
export function allergyMatch(
  allergy: Allergy,
  parts: readonly Part[],
  own: readonly Part[] = recogniseAllergy(allergy).parts,
): AllergyMatch | null {
  const carried = excipientsOf(allergy);
  const matches = parts.flatMap((part) => [
    ...own.flatMap((to) => matchesOf(to, part, allergy.criticality === 'high')),
    ...carried.filter(({ affects }) => affects.some((side) => isOn(part, side))),
  ]);
  return severities.flatMap((severity) => matches.filter((each) => each.severity === severity))[0] ?? null;
}

function matchesOf(to: Part, part: Part, isHigh: boolean): AllergyMatch[] {
  if (to.kind === 'substance' && to.name === part.name)
    return [{ severity: 'contraindicated', says: `It contains ${part.name}.` }];
  if (to.kind === 'class' && isOn(part, to.name))
    return [
      {
        severity: 'contraindicated',
        says: part.kind === 'class' ? 'It is of that kind.' : isOneOf(part, to),
      },
    ];
  return crossReactions
    .filter((row) => (row.isNamed ? to.name === row.to : isOn(to, row.to)) && isOn(part, row.affects))
    .map((row) => ({ severity: gradeOf(row, isHigh), says: sayCross(row, part), source: row.source }));
}

const gradeOf = ({ severity, whenHigh }: CrossReaction, isHigh: boolean) => (isHigh && whenHigh) || severity;

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

const isOneOf = (part: Part, { name }: Extract<Part, { kind: 'class' }>) =>
  `${capital(part.name)} is ${classes[name].one}.`;

/** "Cefalexin is a cephalosporin. About 2 in 100 …" */
function sayCross({ affects, says }: CrossReaction, part: Part): string {
  const kind = affects in classes ? classes[affects as keyof typeof classes].one : null;
  if (part.kind === 'class') return says;
  return kind ? `${capital(part.name)} is ${kind}. ${says}` : `It contains ${part.name}. ${says}`;
}
