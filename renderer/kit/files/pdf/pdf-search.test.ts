import { describe, expect, it } from 'vitest';
import { hitsOn, markedHtml, pageTextOf, soughtOf } from './pdf-search';

const piece = (str: string, hasEOL = false) => ({ str, hasEOL });

const found = (pieces: { str: string; hasEOL: boolean }[], typed: string) =>
  hitsOn(1, pageTextOf(pieces), soughtOf(typed)).map(({ parts }) =>
    parts.map((part) => pieces[part.piece]?.str.slice(part.from, part.to)),
  );

describe('finding words in a PDF', () => {
  it('finds words whatever their case and accents', () => {
    expect(found([piece('Émilie, EMILIE and emilie')], 'émilie')).toEqual([
      ['Émilie'],
      ['EMILIE'],
      ['emilie'],
    ]);
  });

  it('finds words that run over the end of a line and over pieces of text', () => {
    const pieces = [piece('no diabetic', true), piece('retino'), piece('pathy today')];
    expect(found(pieces, 'diabetic   retinopathy')).toEqual([['diabetic', 'retino', 'pathy']]);
  });

  it('finds a ligature by its letters, and marks the whole of it', () => {
    expect(found([piece('the ﬁnding')], 'find')).toEqual([['ﬁnd']]);
  });

  it('counts what does not overlap, and nothing for spaces alone', () => {
    expect(found([piece('aaaa')], 'aa')).toHaveLength(2);
    expect(found([piece('a b')], '   ')).toEqual([]);
  });

  it('escapes what the PDF says: its text is never markup', () => {
    expect(markedHtml('<b>x</b> & y', [{ from: 3, to: 4, isCurrent: true }])).toBe(
      '&lt;b&gt;<mark data-current="true">x</mark>&lt;/b&gt; &amp; y',
    );
  });
});
