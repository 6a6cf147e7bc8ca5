import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fragmentsOf } from './fragments';
import { fold, wordsOf } from './names';

const marked = (text: string, ...prefixes: string[]) =>
  fragmentsOf(text, prefixes).map((fragment) => ({
    text: fragment.text,
    marked: fragment.marks.map(([from, to]) => fragment.text.slice(from, to)),
  }));

describe('a fragment that shows why a text matched', () => {
  it('is the whole of a short text, with every matched beginning marked', () => {
    expect(marked('Coughs at night, coughed blood once', 'cough', 'bloo')).toEqual([
      { text: 'Coughs at night, coughed blood once', marked: ['Cough', 'cough', 'bloo'] },
    ]);
  });

  it('is cut between words, with dots where something is left out', () => {
    const long = `${'before '.repeat(20)}wheezing\nin the morning ${'after '.repeat(20)}`;
    const [fragment, ...others] = marked(long, 'wheez');
    expect(others).toEqual([]);
    expect(fragment?.text).toMatch(/^… before (before )*wheezing in the morning (after )*after …$/);
    expect(fragment?.text.length).toBeLessThan(90);
    expect(fragment?.marked).toEqual(['wheez']);
  });

  it('marks letters as they are written, also where folding changes how many there are', () => {
    expect(marked('Große Straße', 'gross', 'stras')).toEqual([
      { text: 'Große Straße', marked: ['Groß', 'Straß'] },
    ]);
    expect(marked('Zoe\u0308 has o’Brien’s', 'zoe', 'obr')).toEqual([
      { text: 'Zoe\u0308 has o’Brien’s', marked: ['Zoe\u0308', 'o’Br'] },
    ]);
    expect(marked('O\u1FEFBrien', 'obr')).toEqual([{ text: 'O\u1FEFBrien', marked: ['O\u1FEFBr'] }]);
  });

  it('shows a second piece for a word that is far from the first', () => {
    const long = `cough ${'and so on '.repeat(30)} penicillin ${'and so on '.repeat(9)}`;
    expect(marked(long, 'cough', 'penic').map((each) => each.marked)).toEqual([['cough'], ['penic']]);
  });

  // Seen red before ς was folded.
  it('marks a beginning that ends in a letter written otherwise at the end of a word', () => {
    expect(marked('ΑΣΘΜΑ, άσθμα', 'ασ').map((each) => each.marked)).toEqual([['ΑΣ', 'άσ']]);
    expect(marked('ΑΣ.Β', 'ασ').map((each) => each.marked)).toEqual([['ΑΣ']]);
  });

  it('marks what is sought behind a match only there', () => {
    const [fragment] = fragmentsOf('Glucose 8.9, E11.9 since 9 May', ['e11'], ['9']);
    expect(fragment?.marks.map(([from, to]) => [from, fragment.text.slice(from, to)])).toEqual([
      [13, 'E11'],
      [17, '9'],
    ]);
    expect(fragmentsOf('9 May', ['e11'], ['9'])).toEqual([]);
  });

  it('is nothing where nothing matches', () => {
    expect(marked('Cough', 'ough')).toEqual([]);
  });

  it('has marks that lie inside its text, in order, each a beginning that was looked for', () => {
    const odd = ['straße', 'Zoë', 'o’Brien', 'x'.repeat(120), '🫁', 'ﬁt', '\n', 'İd', 'ŧø', 'ΑΣΘΜΑ', 'ΟΣ.Ω'];
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.array(fc.constantFrom(...odd), { maxLength: 60 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(text, fc.nat(), fc.integer({ min: 1, max: 4 }), (written, pick, length) => {
        const words = wordsOf(written);
        const prefix = (words[pick % Math.max(1, words.length)] ?? 'z').slice(0, length);
        const fragments = fragmentsOf(written, [prefix]);
        expect(fragments.length > 0).toBe(words.some((word) => word.startsWith(prefix)));
        for (const { text: shown, marks } of fragments) {
          expect(shown.length).toBeLessThanOrEqual(80 + 10);
          expect(marks.length).toBeGreaterThan(0);
          let last = 0;
          for (const [from, to] of marks) {
            expect(from).toBeGreaterThanOrEqual(last);
            expect(to).toBeGreaterThan(from);
            expect(to).toBeLessThanOrEqual(shown.length);
            expect(
              fold(shown.slice(from, to))
                .replace(/['’ʼ`]/g, '')
                .startsWith(prefix),
            ).toBe(true);
            last = to;
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
