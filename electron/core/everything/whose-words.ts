import { isTelling, prefixesOf, textQueryOf } from '../../../shared/rules/search-tokens';
import type { EntityDefinition } from '../../../shared/schema';
import type { SignedInPerson } from '../session';
import type { WordMatching } from './matching';

/** With more of one name than these, it names nobody. */
const mostNamed = 50;

/** Patients whom a part of the words names, and the other words, which are looked for in their records. */
export type WhoseWords = { readonly patients: readonly string[]; readonly text: string };

/**
 * Reads "jakub amoxicillin" as words of the records of those named so: the longest beginning or end that names somebody whom
 * the person reaches, in what they may read of them. Null when none does.
 */
export async function whoseWords(
  text: string,
  patients: EntityDefinition | undefined,
  { words, person }: { words: WordMatching; person: SignedInPerson },
): Promise<WhoseWords | null> {
  if (!patients) return null;
  for (const { name, rest } of partings(text)) {
    if (!prefixesOf(textQueryOf(rest)).some(isTelling)) continue;
    const asked = { text: name, sort: patients.defaultSort, limit: mostNamed + 1 };
    const { found } = await words.matching(patients, asked, person);
    if (found.length > 0 && found.length <= mostNamed)
      return { patients: found.map(({ id }) => id), text: rest };
  }
  return null;
}

/** Each way to part words into a name and the rest, long names first. */
function partings(text: string): { name: string; rest: string }[] {
  const words = text.trim().split(/\s+/).slice(0, 8);
  const joined = (from: number, to: number) => words.slice(from, to).join(' ');
  const lengths = words.slice(1).map((_, index) => words.length - 1 - index);
  return lengths.flatMap((length) => {
    const start = words.length - length;
    return [
      { name: joined(0, length), rest: joined(length, words.length) },
      { name: joined(start, words.length), rest: joined(0, start) },
    ];
  });
}
