import { z } from 'zod';
import { thisComputerName } from '../../../shared/rules/connections/fields';
import { readStored, writeStored } from './stored';

const person = z.object({ username: z.string(), displayName: z.string(), role: z.string() });
/** Someone who has signed in on this computer: who they are, never how they sign in. */
export type PersonHere = z.infer<typeof person>;

/** With the name of the connection whose people they belong to; before there were several, that was this computer. */
const kept = z.array(person.extend({ database: z.string().default(thisComputerName) }));

const name = 'people';
const most = 8;

function everybody(): z.infer<typeof kept> {
  const text = readStored(name);
  if (text === null) return [];
  try {
    return kept.parse(JSON.parse(text));
  } catch {
    // Written by another version, or by hand: the list is a convenience, the name can be typed.
    return [];
  }
}

/** Who signed in to a database on this computer, the last one first. Each database has people of its own. */
export const peopleHere = (database: string): PersonHere[] =>
  everybody().filter((each) => each.database === database);

function put(database: string, people: readonly PersonHere[]): void {
  const others = everybody().filter((each) => each.database !== database);
  const theirs = people.slice(0, most).map((each) => ({ ...each, database }));
  writeStored(name, JSON.stringify([...theirs, ...others]));
}

export function rememberPerson(database: string, newest: PersonHere): void {
  put(database, [newest, ...peopleHere(database).filter((each) => each.username !== newest.username)]);
}

export function forgetPerson(database: string, username: string): void {
  put(
    database,
    peopleHere(database).filter((each) => each.username !== username),
  );
}
