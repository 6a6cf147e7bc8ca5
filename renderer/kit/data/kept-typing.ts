import { z } from 'zod';

/** Where texts are kept; `localStorage` in the app. */
export type TextStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
export type WholeStore = TextStore & Pick<Storage, 'key' | 'length'>;

/** Typing that was not saved, and when it was kept. */
export type KeptTyping = Readonly<Record<string, unknown>> & { readonly at: Date };

/** Everything under this is typing kept here: the sweep removes what it finds there and cannot read. */
const prefix = 'clinic-desk:draft:';

/** Typing that nobody came back to does not lie on a shared computer for ever, in days. */
const keptForDays = 14;

/** The name under which one person's typing in one place (a form, the booking dialog) is kept. */
export const typingName = (userId: string, place: string) => `${prefix}${userId}:${place}`;

/** Dates travel as `{ $date }`, because JSON would make them text. */
function withDates(this: unknown, key: string, value: unknown): unknown {
  const original = (this as Readonly<Record<string, unknown>>)[key];
  return original instanceof Date ? { $date: original.toISOString() } : value;
}
const dated = z.strictObject({ $date: z.iso.datetime() });
const revive = (_key: string, value: unknown) => {
  const date = dated.safeParse(value);
  return date.success ? new Date(date.data.$date) : value;
};

const keptSchema = z.looseObject({ at: z.date() });

/** A clock that was set back must not make typing last: what seems to come from the future counts as old too. */
const isOld = (at: Date, now: Date) => Math.abs(now.getTime() - at.getTime()) > keptForDays * 86_400_000;

/** Keeps what is typed, dates as dates. False when this computer has no room for it (a large picture). */
export function keepTyping(
  store: TextStore,
  name: string,
  typed: Readonly<Record<string, unknown>>,
  at: Date,
): boolean {
  try {
    store.setItem(name, JSON.stringify({ ...typed, at }, withDates));
    return true;
  } catch {
    return false;
  }
}

/** What was kept, or null. What is too old, or cannot be read (an older version wrote it), counts as none. */
export function readTyping(store: TextStore, name: string, now: Date): KeptTyping | null {
  try {
    const text = store.getItem(name);
    if (text === null) return null;
    const parsed = keptSchema.safeParse(JSON.parse(text, revive));
    return parsed.success && !isOld(parsed.data.at, now) ? parsed.data : null;
  } catch {
    // A browser profile without storage keeps nothing; typing works all the same.
    return null;
  }
}

export function dropTyping(store: TextStore, name: string): void {
  try {
    store.removeItem(name);
  } catch {
    // Nothing can have been kept where storage is refused.
  }
}

/**
 * The name for the typing of one window in a place: `name` with the window's id. Typing that is kept there by a window
 * that is not open any more is moved to it, the newest first; that of open windows is theirs.
 */
export function claimTyping(
  store: WholeStore,
  name: string,
  windows: { readonly own: string; readonly open: ReadonlySet<string> },
  now: Date,
): string {
  const mine = `${name}@${windows.own}`;
  const left = (key: string) =>
    key === name || (key.startsWith(`${name}@`) && !windows.open.has(key.slice(name.length + 1)));
  try {
    if (store.getItem(mine) !== null) return mine;
    const [newest] = namesIn(store)
      .filter(left)
      .flatMap((key) => {
        const typed = readTyping(store, key, now);
        return typed ? [{ key, at: typed.at.getTime() }] : [];
      })
      .sort((one, other) => other.at - one.at);
    const text = newest && store.getItem(newest.key);
    if (!newest || !text) return mine;
    try {
      store.setItem(mine, text);
    } catch {
      // No room for it twice (a large picture): it stays under its own name.
      return newest.key;
    }
    store.removeItem(newest.key);
  } catch {
    // A browser profile without storage keeps nothing; typing works all the same.
  }
  return mine;
}

/** Everything that is kept under names that begin so, whichever window left it. */
export function typingUnder(
  store: WholeStore,
  beginning: string,
  now: Date,
): readonly { readonly name: string; readonly typed: KeptTyping }[] {
  try {
    return namesIn(store)
      .filter((name) => name.startsWith(beginning))
      .flatMap((name) => {
        const typed = readTyping(store, name, now);
        return typed ? [{ name, typed }] : [];
      });
  } catch {
    // A browser profile without storage keeps nothing.
    return [];
  }
}

const namesIn = (store: WholeStore) =>
  Array.from({ length: store.length }, (_, index) => store.key(index)).filter((name) => name !== null);

/**
 * Removes what is too old from this computer, whoever typed it and wherever, and what cannot be read any more. Signing
 * out keeps the rest: it belongs to one person, who finds it again, and no one else does.
 */
export function dropOldTyping(store: WholeStore, now: Date): void {
  try {
    for (const name of namesIn(store)) {
      if (name.startsWith(prefix) && !readTyping(store, name, now)) store.removeItem(name);
    }
  } catch {
    // Nothing can have been kept where storage is refused.
  }
}
