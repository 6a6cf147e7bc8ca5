import { describe, expect, it } from 'vitest';
import { fold, wordsOf } from './names';

describe('names', () => {
  it.each([
    ['Łukasz Müller', 'lukasz muller'],
    ['Søren', 'soren'],
    ['Nguyễn Thị Lan', 'nguyen thi lan'],
    ['STRASSE', 'strasse'],
    ['Straße', 'strasse'],
    ['Yılmaz', 'yilmaz'],
    ['ΝΊΚΟΣ Νίκος', 'νικοσ νικοσ'],
  ])('compares %s as %s', (name, folded) => {
    expect(fold(name)).toBe(folded);
  });

  // Seen red without σ for ς, which lower case writes at the end of a word only.
  it('begins as the beginnings of the name do, whatever case they are typed in', () => {
    for (const typed of ['ΜΟΣ', 'μος', 'Μοσ', 'ΜΟΣΧ'])
      expect(fold('Μόσχος').startsWith(fold(typed))).toBe(true);
  });

  it('takes names apart as people type them', () => {
    expect(wordsOf("O'Brien van der Berg")).toEqual(['obrien', 'van', 'der', 'berg']);
    expect(wordsOf('D’Souza')).toEqual(['dsouza']);
    expect(wordsOf('Kulkarni-Reyes, Anaya')).toEqual(['kulkarni', 'reyes', 'anaya']);
    expect(wordsOf('  ')).toEqual([]);
  });
});
