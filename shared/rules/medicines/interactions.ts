import { antiInfectives } from './interactions/anti-infectives';
import { bleeding } from './interactions/bleeding';
import { contraceptionAndProstate } from './interactions/contraception-and-prostate';
import { heartAndKidney } from './interactions/heart-and-kidney';
import { hivAndPsychosis } from './interactions/hiv-and-psychosis';
import { hormonesAndOthers } from './interactions/hormones-and-others';
import { narrowDoses } from './interactions/narrow-doses';
import { nerves } from './interactions/nerves';
import type { Interaction, Side } from './interactions/row';
import { sedation } from './interactions/sedation';
import { serotonin } from './interactions/serotonin';
import { statinsAndTransplants } from './interactions/statins-and-transplants';
import { uptakeAndGlucose } from './interactions/uptake-and-glucose';
import { isOn, type Part } from './part';

/**
 * The curated table of interactions: few, and only what a label or a paper says plainly (its `source`). It is not complete:
 * that it holds nothing about two medicines does not say that they go together.
 */
export const interactions: readonly Interaction[] = [
  ...bleeding,
  ...heartAndKidney,
  ...serotonin,
  ...sedation,
  ...nerves,
  ...statinsAndTransplants,
  ...hivAndPsychosis,
  ...narrowDoses,
  ...uptakeAndGlucose,
  ...antiInfectives,
  ...hormonesAndOthers,
  ...contraceptionAndProstate,
];

/** The rows that name a side, in the order of the table: of hundreds, few speak of any one part. */
const rowsNaming = new Map<Side, Interaction[]>();
for (const row of interactions) {
  for (const side of new Set([...row.between, ...row.and]))
    rowsNaming.set(side, [...(rowsNaming.get(side) ?? []), row]);
}

/** The rows that speak of a part, by its own name or one of its classes, each once. */
export const rowsAbout = (part: Part): ReadonlySet<Interaction> =>
  new Set([part.name, ...part.classes].flatMap((side) => rowsNaming.get(side) ?? []));

/** What the table says about two parts of different medicines, in either order. */
export function interactionsBetween(one: Part, other: Part): readonly Interaction[] {
  if (one.name === other.name) return [];
  const rows = [...rowsAbout(one)].filter(({ between, and }) => {
    const isAsWritten = between.some((side) => isOn(one, side)) && and.some((side) => isOn(other, side));
    return isAsWritten || (between.some((side) => isOn(other, side)) && and.some((side) => isOn(one, side)));
  });
  return rows.toSorted((first, second) => interactions.indexOf(first) - interactions.indexOf(second));
}
