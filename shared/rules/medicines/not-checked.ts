import { type Allergy, isKnownAllergy } from './allergy-matches';
import { rowsAbout } from './interactions';
import { withoutPairs } from './no-pairs';
import type { Part } from './part';
import type { Recognition } from './recognise';

/** What a check could not look at, and why. `about`: the id of the allergy or other prescription; absent for the medicine. */
export type NotChecked = {
  readonly what: 'medicine' | 'allergy' | 'other';
  readonly name: string;
  readonly why: string;
  readonly about?: string;
  /** Names it may have been meant for. To be offered, never taken. */
  readonly didYouMean?: readonly string[];
};

/** `id`: of another prescription; without it, it is the medicine that is checked. */
export function notCheckedMedicine(medicine: {
  readonly id?: string;
  readonly name: string;
  readonly recognition: Recognition;
}): NotChecked[] {
  const { id, name, recognition } = medicine;
  const why = whyNotChecked(name, recognition);
  if (!why) return [];
  const { didYouMean } = recognition;
  return [
    {
      what: id === undefined ? 'medicine' : 'other',
      name,
      why,
      ...(id !== undefined && { about: id }),
      ...(didYouMean.length > 0 && { didYouMean }),
    },
  ];
}

function whyNotChecked(
  name: string,
  { isWhole, isContradicted, parts, unrecognised }: Recognition,
): string | null {
  if (isContradicted) return 'The name and the code say different medicines.';
  if (!isWhole && unrecognised.length > 0) {
    // A letter or a sign out of a name ("v" of "Humira pen V") says nothing by itself.
    const isTelling = unrecognised.some((word) => word.length > 1);
    return `Not known here: ${isTelling ? unrecognised.join(' ') : name.trim()}.`;
  }
  if (!isWhole) return 'It names no medicine known here.';
  if (parts.some(({ kind }) => kind === 'class')) return 'It names a kind of medicine, not one.';
  const uncovered = parts.filter((part) => !isCovered(part)).map(({ name }) => name);
  return uncovered.length > 0 ? `No interaction table covers ${uncovered.join(', ')}.` : null;
}

/** Whether the table of interactions says something about a substance, or it was looked at and nothing is to be said. */
export const isCovered = (part: Part): boolean =>
  withoutPairs.some((name) => name === part.name) || rowsAbout(part).size > 0;

export const notCheckedAllergy = (allergy: Allergy): NotChecked[] =>
  isKnownAllergy(allergy)
    ? []
    : [
        {
          what: 'allergy',
          name: allergy.substance,
          why: 'No table knows this allergy.',
          about: allergy.id,
        },
      ];
