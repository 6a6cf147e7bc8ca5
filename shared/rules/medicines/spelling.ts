import { fold } from '../names';

/** Shorter words keep their ending: too little else would be left of them. */
const fewestLetters = 5;

/** How national spellings of an INN differ from it, from left to right. Each holds for a whole word or not at all. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/ae|oe/g, 'e'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/ch(?=[lr])/g, 'c'],
  [/y/g, 'i'],
  [/ll/g, 'l'],
];
const ending = /(um|[aeo])$/;
const endings = ['', 'a', 'e', 'o', 'um'];

/** The words of a name, folded. */
export const spelledWords = (name: string): string[] =>
  fold(name)
    .replace(/['’ʼ`]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 0);

/** The same for all spellings of a name, and for some misspellings: what shares it is then asked of `isSpellingOf`. */
export const spellingKey = (name: string): string => spelledWords(name).map(keyOf).join(' ');

const keyOf = (word: string) => stemOf(rules.reduce((text, [from, to]) => text.replace(from, to), word));

const stemOf = (word: string) => (word.length < fewestLetters ? word : word.replace(ending, ''));

/**
 * Whether a text is a generic name or one of its national spellings: amoxicilline and amoxicilina for amoxicillin, metotrexato
 * for methotrexate, omeprazol for omeprazole. Source: WHO, "General principles for guidance in devising International
 * Nonproprietary Names" (f for ph, t for th, e for ae or oe, i for y), and the endings of the French, Spanish, Italian,
 * German and Latin names on WHO's lists. One letter wrong is no spelling ("hydroxizyne"). That no two names of the table
 * meet in one is tested.
 */
export function isSpellingOf(written: string, name: string): boolean {
  const [there, here] = [spelledWords(written), spelledWords(name)];
  return there.length === here.length && here.every((word, index) => isWordOf(there[index] ?? '', word));
}

function isWordOf(written: string, word: string): boolean {
  if (written === word) return true;
  const stem = stemOf(word);
  const stems = rules.reduce<readonly string[]>(
    (found, [from, to]) => [...new Set([...found, ...found.map((text) => text.replace(from, to))])],
    [stem],
  );
  const own = word.slice(stem.length);
  const possible = word.length < fewestLetters ? [own] : endings;
  return stems.some((each) => possible.some((end) => each + end === written));
}
