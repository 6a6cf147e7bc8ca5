import { z } from 'zod';
import { readStored, writeStored } from './stored';

const person = z.object({ username: z.string(), displayName: z.string(), role: z.string() });
/** Someone who has signed in on this computer: who they are, never how they sign in. */
export type PersonHere = z.infer<typeof person>;

const name = 'people';
const most = 8;

/** Who signed in on this computer, the last one first. */
export function peopleHere(): PersonHere[] {
  const kept = readStored(name);
  if (kept === null) return [];
  try {
    return z.array(person).parse(JSON.parse(kept));
  } catch {
    // Written by another version, or by hand: the list is a convenience, the name can be typed.
    return [];
  }
}

export function rememberPerson(newest: PersonHere): void {
  const others = peopleHere().filter((each) => each.username !== newest.username);
  writeStored(name, JSON.stringify([newest, ...others].slice(0, most)));
}

export function forgetPerson(username: string): void {
  writeStored(name, JSON.stringify(peopleHere().filter((each) => each.username !== username)));
}
