import { wordsOf } from '../../../../shared/rules/names';
import { likenessOf, sounding } from '../../../../shared/rules/similar-names';
import { compared, lengthIn } from '../../../../shared/rules/word-places';

export type Part = { text: string; isMatch: boolean };

/**
 * Where in a word of the shown text one of the typed words is: at its beginning, or digits of at least 3 anywhere; the
 * whole word where it is only like one.
 */
function matchIn(word: string, typed: readonly string[]): { from: number; length: number } | null {
  const folded = compared(word);
  const start = typed
    .filter((each) => folded.startsWith(each))
    .sort((one, other) => other.length - one.length)[0];
  if (start) return { from: 0, length: lengthIn(word, start.length) };
  const digits = typed.find((each) => /^\d{3,}$/.test(each) && word.includes(each));
  if (digits) return { from: word.lastIndexOf(digits), length: digits.length };
  const isLike = typed.some((each) => likenessOf(sounding(each), sounding(folded)) !== null);
  return isLike ? { from: 0, length: word.length } : null;
}

/** A text in parts, the ones that the typed words matched marked. The parts joined are the text. */
export function matchedParts(text: string, query: string): Part[] {
  const typed = wordsOf(query);
  const parts: Part[] = [];
  const add = (piece: string, isMatch: boolean) => {
    const last = parts.at(-1);
    if (piece === '') return;
    if (last && last.isMatch === isMatch) last.text += piece;
    else parts.push({ text: piece, isMatch });
  };
  for (const piece of text.split(/([\p{L}\p{M}\p{N}'’ʼ`]+)/u)) {
    const match = /[\p{L}\p{N}]/u.test(piece) ? matchIn(piece, typed) : null;
    if (!match) {
      add(piece, false);
      continue;
    }
    add(piece.slice(0, match.from), false);
    add(piece.slice(match.from, match.from + match.length), true);
    add(piece.slice(match.from + match.length), false);
  }
  return parts;
}

/** What was typed as the beginning of a new patient: the last word is the family name; digits are left out. */
export function nameTyped(query: string): { firstname?: string; lastname?: string } {
  const words = query.split(/[\s,]+/).filter((word) => /^\p{L}/u.test(word));
  const capital = (word: string) => word.charAt(0).toLocaleUpperCase() + word.slice(1);
  const lastname = words.at(-1);
  if (!lastname) return {};
  const firstname = words.slice(0, -1).map(capital).join(' ');
  return { ...(firstname && { firstname }), lastname: capital(lastname) };
}
