import { fold } from './names';

/** A word of a text as it is compared, and where it stands in the text as it is written. */
export type WordPlace = { readonly word: string; readonly from: number; readonly to: number };

/** Apostrophes join; the last is a Greek accent that is folded to the one before it. */
const inWords = /[\p{L}\p{M}\p{N}'’ʼ`\u1FEF]+/gu;

/** One word as `wordsOf` compares it: folded, apostrophes join. */
export const compared = (word: string): string => fold(word).replace(/['’ʼ`]/g, '');

/** The words of `wordsOf`, each with its place in the text. */
export function* wordPlaces(text: string): Generator<WordPlace> {
  for (const { 0: written, index } of text.matchAll(inWords)) {
    const word = compared(written);
    if (word !== '') yield { word, from: index, to: index + written.length };
  }
}

/**
 * How many characters of a written word stand for the first `length` of its folded form ("ß" is "ss" there). An accent
 * that is a character of its own belongs to the letter before it.
 */
export function lengthIn(written: string, length: number): number {
  let at = 0;
  for (const character of written) {
    const isEnough = compared(written.slice(0, at)).length >= length;
    if (isEnough && !/\p{M}/u.test(character)) break;
    at += character.length;
  }
  return at;
}
