/** How a name is like what was typed without being the same: one letter is off, or it is said the same way. */
export type Likeness = 'letter' | 'sound';

/** Shorter words are one letter away from half of all names. */
const fewestForLetter = 4;
/** From here on a word may still be being typed: its beginning is compared with the beginning of names. */
const fewestForBeginning = 5;
const fewestForSound = 3;

/** A folded word (`wordsOf`) and how it sounds, worked out once for many comparisons. */
export type Sounding = { readonly text: string; readonly key: string };
export const sounding = (text: string): Sounding => ({ text, key: soundKey(text) });

/**
 * How a word of a name is like a typed one; null when it is not, or when it simply begins with it. A letter wrong,
 * missing, too many, or two changed about; or the same consonants as they are said (`soundKey`).
 */
export function likenessOf(typed: Sounding, name: Sounding): Likeness | null {
  if (name.text.startsWith(typed.text)) return null;
  const isLetter = isOneLetterOff(typed.text, name.text);
  if (!isLetter && !isSaidAlike(typed, name)) return null;
  // Last, because most names are not alike and this is asked of tens of thousands.
  if (/\d/.test(typed.text)) return null;
  return isLetter ? 'letter' : 'sound';
}

function isSaidAlike(typed: Sounding, name: Sounding): boolean {
  if (typed.key !== name.key || typed.key.length < 2 || typed.text.length < fewestForSound) return false;
  return distance(typed.text, name.text) <= farthest(typed.text, name.text);
}

/** Damerau–Levenshtein distance of one between the typed word and the name, or the beginning of the name. */
function isOneLetterOff(typed: string, name: string): boolean {
  if (typed.length < fewestForLetter || typed.length > name.length + 1) return false;
  let at = 0;
  while (at < typed.length && typed[at] === name[at]) at += 1;
  const isWhole = typed.length < fewestForBeginning;
  /** What is typed from one place on stands in the name from another on; no text is copied for it. */
  const fits = (from: number, inName: number) => {
    const left = typed.length - from;
    const there = name.length - inName;
    if (isWhole ? there !== left : there < left) return false;
    for (let index = 0; index < left; index += 1) {
      if (typed[from + index] !== name[inName + index]) return false;
    }
    return true;
  };
  const isTurned = typed[at] === name[at + 1] && typed[at + 1] === name[at];
  return fits(at + 1, at + 1) || fits(at, at + 1) || fits(at + 1, at) || (isTurned && fits(at + 2, at + 2));
}

/** Names with the same consonants can still be strangers (Meier, Maria). */
function farthest(one: string, other: string): number {
  const length = Math.max(one.length, other.length);
  return length <= 3 ? 1 : length <= 5 ? 2 : 3;
}

/** Letters that differ on paper and not in the ear, in several languages; in this order. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/(.)\1+/g, '$1'],
  [/tsch|sch|sh|sz/g, 's'],
  [/ph/g, 'f'],
  [/ch|kh|ck|q/g, 'k'],
  [/dt|th/g, 't'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/x/g, 'ks'],
  [/tz|z/g, 's'],
  [/(?<=[aeiou])w(?![aeiouy])/g, ''],
  [/[vw]/g, 'f'],
  [/h/g, ''],
  [/^y/, 'j'],
  [/^[aeiou]+/, 'A'],
  [/[aeiouy]/g, ''],
];

/**
 * A name as it sounds, for names of many languages: consonants only, those that are said alike written alike, whether it
 * begins with a vowel kept (Kulkarni, Kulkarny → klkrn; Mohamed, Muhammad → mmd; Stephen, Steven → stfn). Coarser and
 * less English than Soundex or Metaphone, so whoever uses it looks at the letters as well.
 */
function soundKey(word: string): string {
  return spellings.reduce((text, [from, to]) => text.replace(from, to), word);
}

/** Levenshtein distance; only for the few names that share a key. */
function distance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const change = (above[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      line.push(Math.min(change, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    above = line;
  }
  return above[other.length] ?? 0;
}
