/** Letters that Unicode decomposition leaves as they are, and how people type them without the key. */
const plainLetters: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  // Lower case writes Σ so at the end of a word only: a word is compared with its beginnings.
  ς: 'σ',
};

const isPlain = (text: string) => /^[\0-\x7f]*$/.test(text);

/** Text as it is compared and searched: without accents, in lower case ("Łukasz Müller" → "lukasz muller"). */
export function fold(text: string): string {
  // Most text has nothing to fold, and finding that out costs a fifth of folding it.
  if (isPlain(text)) return text.toLowerCase();
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øłđðþßæœıħŧς]/g, (letter) => plainLetters[letter] ?? letter);
}

/** The words of a text, folded; apostrophes join ("O'Brien" → "obrien"), everything else that is no letter or digit parts. */
export function wordsOf(text: string): string[] {
  return fold(text)
    .replace(/['’ʼ`]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 0);
}
