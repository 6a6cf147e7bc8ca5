import { z } from 'zod';
import type { EntityDefinition } from '../../../shared/schema';
import { type FormState, touchedFields } from './form-state';
import type { Values } from './values';

/** Where texts are kept; `localStorage` in the app. */
export type TextStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Typing that was not saved: the touched fields, and what they were when it was typed. */
export type KeptDraft = {
  readonly at: Date;
  readonly revision: number;
  readonly base: Values;
  readonly values: Values;
};

/** Dates travel as `{ $date }`, because JSON would make them text. */
const write = (values: Values) =>
  JSON.stringify(values, function replacer(this: Values, key, value: unknown) {
    const original = this[key];
    return original instanceof Date ? { $date: original.toISOString() } : value;
  });
const dated = z.strictObject({ $date: z.iso.datetime() });
const revive = (_key: string, value: unknown) => {
  const date = dated.safeParse(value);
  return date.success ? new Date(date.data.$date) : value;
};

const keptSchema = z.object({
  at: z.date(),
  revision: z.number(),
  base: z.record(z.string(), z.unknown()),
  values: z.record(z.string(), z.unknown()),
});

const prefix = 'clinic-desk:draft:';

/** The name under which one person's typing in one form is kept. */
export const draftName = (userId: string, draftKey: string) => `${prefix}${userId}:${draftKey}`;

/** Typing that nobody came back to does not lie on a shared computer for ever, in days. */
const keptForDays = 14;

/** A clock that was set back must not make a draft last: what seems to come from the future counts as old too. */
const isOld = (at: Date, now: Date) => Math.abs(now.getTime() - at.getTime()) > keptForDays * 86_400_000;

/**
 * Removes what is too old from this computer, whoever typed it, and what cannot be read any more. Signing out keeps
 * drafts: they belong to one person, who finds them again, and no one else does.
 */
export function dropOldDrafts(store: TextStore & Pick<Storage, 'key' | 'length'>, now: Date): void {
  try {
    const names = Array.from({ length: store.length }, (_, index) => store.key(index));
    for (const name of names) {
      if (name?.startsWith(prefix) && !readDraft(store, name, now)) store.removeItem(name);
    }
  } catch {
    // Nothing can have been kept where storage is refused.
  }
}

/** What was kept, or null. What is too old, or is no draft (an older version wrote it), counts as none. */
export function readDraft(store: TextStore, name: string, now: Date): KeptDraft | null {
  try {
    const text = store.getItem(name);
    if (text === null) return null;
    const parsed = keptSchema.safeParse(JSON.parse(text, revive));
    return parsed.success && !isOld(parsed.data.at, now) ? parsed.data : null;
  } catch {
    // A browser profile without storage keeps nothing; the form works all the same.
    return null;
  }
}

/**
 * Keeps the touched fields of a form; forgets the draft when there are none. Passwords are never kept. Tells whether what
 * is typed is safe: false when this computer has no room for it (a large picture), so that the form can say so.
 */
export function keepDraft(
  store: TextStore,
  name: string,
  entity: EntityDefinition,
  state: FormState,
  at: Date,
): boolean {
  const names = touchedFields(state).filter((field) => !entity.fields[field]?.writeOnly);
  try {
    if (names.length === 0) {
      store.removeItem(name);
      return true;
    }
    const pick = (values: Values) => Object.fromEntries(names.map((field) => [field, values[field]]));
    // undefined (an emptied field) would vanish from JSON and come back as untouched.
    const nulled = (values: Values) =>
      Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value ?? null]));
    const { revision } = state;
    store.setItem(
      name,
      write({ at, revision, base: nulled(pick(state.base)), values: nulled(pick(state.values)) }),
    );
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(store: TextStore, name: string): void {
  try {
    store.removeItem(name);
  } catch {
    // Nothing can have been kept where storage is refused.
  }
}
