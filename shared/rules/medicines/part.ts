import { type ClassId, classes, classesOf } from './classes';
import type { Side } from './interactions/row';
import type { SubstanceId } from './substances';

/** One active part that a text names: a substance, or a whole class ("penicillin") where it says no more. */
export type Part =
  | { readonly kind: 'substance'; readonly name: SubstanceId; readonly classes: ReadonlySet<Side> }
  | { readonly kind: 'class'; readonly name: ClassId; readonly classes: ReadonlySet<Side> };

export const substancePart = (name: SubstanceId): Part => ({
  kind: 'substance',
  name,
  classes: classesOf(name),
});

/** A class also stands for the classes that hold all of it (a coxib is an NSAID). */
export function classPart(name: ClassId): Part {
  const own = classes[name].of.map(classesOf);
  const [first = new Set<ClassId>()] = own;
  return {
    kind: 'class',
    name,
    classes: new Set([...first].filter((id) => own.every((each) => each.has(id)))),
  };
}

/** Whether a part is what one side of a rule speaks of: the substance, or one of the class. */
export const isOn = (part: Part, side: Side): boolean => part.name === side || part.classes.has(side);

/** How a part is called in a sentence: "amoxicillin", "a penicillin". */
export const sayPart = (part: Part): string => (part.kind === 'class' ? classes[part.name].one : part.name);
