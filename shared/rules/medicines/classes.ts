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

const classesBySubstance = new Map<SubstanceId, Set<ClassId>>();
// The keys of `table` are what ClassId names.
for (const [id, { of }] of Object.entries(table) as [ClassId, ClassRow][]) {
  for (const substance of of)
    classesBySubstance.set(substance, (classesBySubstance.get(substance) ?? new Set()).add(id));
}

const none: ReadonlySet<ClassId> = new Set();

/** The classes of a substance; none for one that no safety check groups. */
export const classesOf = (substance: SubstanceId): ReadonlySet<ClassId> =>
  classesBySubstance.get(substance) ?? none;
