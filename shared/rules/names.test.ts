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
  ])('compares %s as %s', (name, folded) => {
    expect(fold(name)).toBe(folded);
  });

  it('takes names apart as people type them', () => {
    expect(wordsOf("O'Brien van der Berg")).toEqual(['obrien', 'van', 'der', 'berg']);
    expect(wordsOf('D’Souza')).toEqual(['dsouza']);
    expect(wordsOf('Kulkarni-Reyes, Anaya')).toEqual(['kulkarni', 'reyes', 'anaya']);
    expect(wordsOf('  ')).toEqual([]);
  });
});
