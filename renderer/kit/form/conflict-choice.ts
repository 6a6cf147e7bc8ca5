import type { EntityDefinition, Field } from '../../../shared/schema';
import { isSame } from './values';

/** Which version of a field the person takes. */
export type Choice = 'mine' | 'theirs' | 'both';

const joinable: ReadonlySet<Field['kind']> = new Set([
  'longText',
  'texts',
  'references',
  'choices',
  'codings',
  'entries',
]);

/** Both versions in one, where that makes sense: texts one under the other, lists with the entries of both. */
export function bothOf(field: Field, mine: unknown, theirs: unknown): unknown {
  if (!joinable.has(field.kind)) return undefined;
  if (typeof mine === 'string' && typeof theirs === 'string') {
    const text = `${theirs.trimEnd()}\n\n${mine}`;
    return field.maxLength !== undefined && text.length > field.maxLength ? undefined : text;
  }
  if (!Array.isArray(mine) || !Array.isArray(theirs)) return undefined;
  const added = mine.filter((each) => !theirs.some((other) => isSame(each, other)));
  return [...theirs, ...added];
}

/**
 * What is chosen when the dialog opens: the newest saved version, except for what people are treated by (clinical fields:
 * allergies and alerts, medicines and doses, notes), where a key pressed too soon must not decide.
 */
export function preselected(field: Field): Choice | null {
  return field.level === 'clinical' ? null : 'theirs';
}

const possessive = (name: string) => (name.endsWith('s') ? `${name}’` : `${name}’s`);
const firstName = (name: string) => {
  const [first = name, second] = name.split(/\s+/);
  // "Dr Meera Joshi" is Dr Joshi, not Dr.
  return /^(dr|prof)\.?$/i.test(first) && second ? `${first} ${name.split(/\s+/).at(-1) ?? second}` : first;
};

/** Words that name the result of each choice: "Use Asha’s phone". */
export function choiceWords(field: Field, changedBy: string | undefined): Record<Choice, string> {
  const what = field.label.toLowerCase();
  return {
    mine: `Use my ${what}`,
    theirs: changedBy ? `Use ${possessive(firstName(changedBy))} ${what}` : `Use the saved ${what}`,
    both: `Keep both`,
  };
}

/** The question of one field: "Which phone is right?" */
export const questionOf = (field: Field): string =>
  joinable.has(field.kind)
    ? `Which version of ${field.label.toLowerCase()} is right?`
    : `Which ${field.label.toLowerCase()} is right?`;

/** The fields in question in the order of the form. */
export function conflictFields(entity: EntityDefinition, fields: readonly string[]): string[] {
  const inOrder = entity.sections
    .flatMap((section) => section.fields)
    .filter((name) => fields.includes(name));
  return [...inOrder, ...fields.filter((name) => !inOrder.includes(name) && entity.fields[name])];
}
