import { againstInfections } from './classes/against-infections';
import { forBodyAndBlood } from './classes/for-body-and-blood';
import { forMindAndPain } from './classes/for-mind-and-pain';
import type { ClassRow } from './classes/row';
import type { SubstanceId } from './substances';

const table = { ...againstInfections, ...forMindAndPain, ...forBodyAndBlood };

/** A group of substances that a safety check treats alike. */
export type ClassId = keyof typeof table;

/** How each class is called and what belongs to it. A substance may belong to several. */
export const classes: Readonly<Record<ClassId, ClassRow>> = table;

// The keys of `table` are what ClassId names.
const classIds = Object.keys(table) as ClassId[];

const classesBySubstance = new Map<SubstanceId, ReadonlySet<ClassId>>();

/** The classes of a substance; none for one that no safety check groups. */
export function classesOf(substance: SubstanceId): ReadonlySet<ClassId> {
  const known = classesBySubstance.get(substance);
  if (known) return known;
  const found = new Set(classIds.filter((id) => classes[id].of.includes(substance)));
  classesBySubstance.set(substance, found);
  return found;
}
