import { wordsOf } from '../../../shared/rules/names';

/** The names that hold a word which the display does not: of the others, nobody needs to be told. */
export function namesThatAdd(display: string, names: readonly string[]): string[] {
  const known = new Set(wordsOf(display));
  return names.filter((name) => wordsOf(name).some((word) => !known.has(word)));
}

/**
 * The name by which a code was found, where its display alone would not have been: of the names that hold a word which the
 * display lacks, the one with most of the typed words, and of those the first.
 */
export function nameMeant(typed: string, display: string, names: readonly string[]): string | undefined {
  const asked = wordsOf(typed);
  const beginIn = (name: string, some: readonly string[]) => {
    const words = wordsOf(name);
    return some.filter((word) => words.some((each) => each.startsWith(word)));
  };
  const inDisplay = beginIn(display, asked);
  const lacking = asked.filter((word) => !inDisplay.includes(word));
  let [best, most]: [string | undefined, number] = [undefined, 0];
  for (const name of names) {
    const count = beginIn(name, lacking).length > 0 ? beginIn(name, asked).length : 0;
    if (count > most) [best, most] = [name, count];
  }
  return best;
}
