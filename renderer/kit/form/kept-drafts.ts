import { z } from 'zod';
import type { EntityDefinition } from '../../../shared/schema';
import { dropTyping, keepTyping, readTyping, type TextStore } from '../data';
import { type FormState, touchedFields } from './form-state';
import type { Values } from './values';

export { dropOldTyping as dropOldDrafts, dropTyping as dropDraft } from '../data';

/** Typing in a form that was not saved: the touched fields, and what they were when it was typed. */
export type KeptDraft = {
  readonly at: Date;
  readonly revision: number;
  /** That of the record which a new one is to become: it may be there already, if the answer of its save was lost. */
  readonly id?: string | undefined;
  readonly base: Values;
  readonly values: Values;
};

const keptSchema = z.object({
  at: z.date(),
  revision: z.number(),
  id: z.string().optional(),
  base: z.record(z.string(), z.unknown()),
  values: z.record(z.string(), z.unknown()),
});

/** What was kept of a form, or null; what is too old or no draft of a form counts as none. */
export function readDraft(store: TextStore, name: string, now: Date): KeptDraft | null {
  const parsed = keptSchema.safeParse(readTyping(store, name, now));
  return parsed.success ? parsed.data : null;
}

/**
 * Keeps the touched fields of a form; forgets the draft when there are none. Passwords are never kept. Tells whether what
 * is typed is safe: false when this computer has no room for it (a large picture), so that the form can say so.
 */
export function keepDraft(
  store: TextStore,
  name: string,
  entity: EntityDefinition,
  state: FormState & { readonly id?: string },
  at: Date,
): boolean {
  const names = touchedFields(state).filter((field) => !entity.fields[field]?.writeOnly);
  if (names.length === 0) {
    dropTyping(store, name);
    return true;
  }
  // undefined (an emptied field) would vanish from JSON and come back as untouched.
  const pick = (values: Values) => Object.fromEntries(names.map((field) => [field, values[field] ?? null]));
  const { revision, id } = state;
  return keepTyping(store, name, { revision, id, base: pick(state.base), values: pick(state.values) }, at);
}
