import { type Allergy, allergyMatch } from './allergy-matches';
import { classes } from './classes';
import { dangerousDoubled, doubledClasses, oneInTheBody } from './doubled';
import { interactionsBetween } from './interactions';
import { type Severity, severities } from './interactions/row';
import { onSkin, staysOnSkin } from './on-the-skin';
import { isOn, type Part, sayPart } from './part';
import type { Recognition } from './recognise';

/**
 * Something that speaks against a medicine. `about`: the id of the allergy or of the other prescription. `instead`: what to do
 * so that it does not come to it, `otherwise`: what to do if it does. Both are parts of a sentence.
 */
export type Finding = {
  readonly kind: 'allergy' | 'interaction' | 'duplicate';
  readonly severity: Severity;
  readonly message: string;
  readonly instead?: string;
  readonly otherwise?: string;
  readonly source?: string;
  readonly about: string;
};

/** A medicine as written, and what was recognised of it. */
export type Known = { readonly name: string; readonly recognition: Recognition };
/** An allergy, and what was recognised of it. */
export type KnownAllergy = { readonly allergy: Allergy; readonly parts: readonly Part[] };
type Other = Known & { readonly id: string };
type Said = { readonly severity: Severity; readonly says: string };

/** Sorting is stable: what is equally bad stays in the order it was given. */
export const worstFirst = <T extends { readonly severity: Severity }>(findings: readonly T[]): T[] =>
  findings.toSorted((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));

export function allergyFinding({ allergy, parts }: KnownAllergy, { recognition }: Known): Finding[] {
  const match = allergyMatch(allergy, recognition.parts, parts);
  if (!match) return [];
  const reaction = allergy.reaction?.trim();
  const allergic = `Allergic to ${allergy.substance.trim()}${reaction ? ` (${reaction})` : ''}.`;
  const { severity, says, source } = match;
  const instead = 'Choose another, or give a reason';
  const message = `${allergic} ${says}`;
  return [{ kind: 'allergy', severity, message, instead, ...(source && { source }), about: allergy.id }];
}

/** Each row of the table once for each other medicine, at its worst, however many of their parts meet there. */
export function interactionFindings(medicine: Known, other: Other): Finding[] {
  const met = pairsOf(medicine, other).flatMap(({ part, theirs, isOnSkin }) =>
    interactionsBetween(part, theirs).map((row) => ({
      row,
      severity: isOnSkin ? onSkin.severity : row.severity,
      says: `${capital(sayPart(part))} with ${sayPart(theirs)} (takes ${other.name.trim()}).${
        isOnSkin ? ` ${onSkin.says}` : ''
      }`,
    })),
  );
  return worstFirst(met)
    .filter(({ row }, index, all) => all.findIndex((each) => each.row === row) === index)
    .map(({ row, severity, says }) => ({
      kind: 'interaction',
      severity,
      message: `${says} ${row.says}`,
      ...(row.instead && { instead: row.instead }),
      ...(row.otherwise && { otherwise: row.otherwise }),
      source: row.source,
      about: other.id,
    }));
}

/** The same substances under whatever name, and the worst of the classes of which nobody should take two. */
export function duplicateFindings(medicine: Known, other: Other): Finding[] {
  const taken = other.name.trim();
  const pairs = pairsOf(medicine, other);
  const same = pairs
    .filter(({ part, theirs }) => part.name === theirs.name)
    .map(
      ({ part, isOnSkin }): Said => ({
        severity: isDangerousTwice(part) && !isOnSkin ? 'serious' : 'moderate',
        says: `Already takes ${sayPart(part)} in ${taken}.`,
      }),
    );
  const alike = pairs
    .filter(({ part, theirs }) => part.name !== theirs.name)
    .flatMap(({ part, theirs, isOnSkin }) =>
      doubledClasses
        .filter(({ of }) => isOn(part, of) && isOn(theirs, of))
        .map(
          ({ of, severity }): Said => ({
            severity: isOnSkin ? onSkin.severity : severity,
            says: `Already takes ${classes[of].one}: ${taken}.`,
          }),
        ),
    );
  const turned = pairs
    .filter(({ part, theirs }) => areOneInTheBody(part, theirs))
    .map(
      ({ part, theirs, isOnSkin }): Said => ({
        severity: isOnSkin ? onSkin.severity : 'serious',
        says: `${capital(sayPart(part))} and ${sayPart(theirs)} come to the same in the body: already takes ${taken}.`,
      }),
    );
  return [...same, ...turned, ...worstFirst(alike).slice(0, 1)].map(({ severity, says }) => ({
    kind: 'duplicate',
    severity,
    message: says,
    instead: 'Stop one, or give a reason',
    about: other.id,
  }));
}

/** Every part of one medicine with every part of the other, and whether either of the two stays on the skin. */
const pairsOf = (medicine: Known, other: Known) =>
  medicine.recognition.parts.flatMap((part) =>
    other.recognition.parts.map((theirs) => ({
      part,
      theirs,
      isOnSkin: staysOnSkin(medicine.name, part) || staysOnSkin(other.name, theirs),
    })),
  );

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

const areOneInTheBody = (part: Part, theirs: Part) =>
  oneInTheBody.some((pair) => pair.some((id) => id === part.name) && pair.some((id) => id === theirs.name)) &&
  part.name !== theirs.name;

const isDangerousTwice = (part: Part) =>
  dangerousDoubled.some((name) => name === part.name) ||
  doubledClasses.some(({ of, severity }) => severity !== 'moderate' && isOn(part, of));
