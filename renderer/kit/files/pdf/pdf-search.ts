/** A piece of text of a page, as the PDF holds it. */
export type TextPiece = { readonly str: string; readonly hasEOL: boolean };

/** The words of a page in one line without case and accents, and where each letter of it stands in the pieces. */
export type PageText = {
  readonly folded: string;
  /** By letter of `folded`: which piece, and which letter of that piece; -1 for a break between lines. */
  readonly pieces: readonly number[];
  readonly letters: readonly number[];
};

/** From and up to but not including, in letters of one piece. */
export type HitPart = { readonly piece: number; readonly from: number; readonly to: number };

/** One place where the words were found. `page` counts from 1. */
export type Hit = { readonly page: number; readonly parts: readonly HitPart[] };

const fold = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The text of a page, ready to be searched. Ligatures are found by their letters, and spaces of any number as one. */
export function pageTextOf(items: readonly TextPiece[]): PageText {
  let folded = '';
  const pieces: number[] = [];
  const letters: number[] = [];
  const add = (text: string, piece: number, letter: number) => {
    // One space is enough, wherever it comes from.
    const added =
      text.trim() === '' && text !== '' ? (folded === '' || folded.endsWith(' ') ? '' : ' ') : text;
    folded += added;
    for (let each = 0; each < added.length; each += 1) {
      pieces.push(piece);
      letters.push(letter);
    }
  };
  for (const [piece, { str, hasEOL }] of items.entries()) {
    let letter = 0;
    for (const character of str) {
      add(fold(character), piece, letter);
      letter += character.length;
    }
    if (hasEOL) add(' ', -1, 0);
  }
  return { folded, pieces, letters };
}

/** What is looked for, folded as the text of a page is; '' looks for nothing. */
export const soughtOf = (typed: string): string => fold(typed).replaceAll(/\s+/g, ' ').trim();

/** Where a page has what is sought; a hit may run over several pieces and lines. */
export function hitsOn(page: number, text: PageText, sought: string): Hit[] {
  if (sought === '') return [];
  const hits: Hit[] = [];
  for (
    let at = text.folded.indexOf(sought);
    at !== -1;
    at = text.folded.indexOf(sought, at + sought.length)
  ) {
    const parts: { piece: number; from: number; to: number }[] = [];
    for (let place = at; place < at + sought.length; place += 1) {
      const [piece = -1, letter = 0] = [text.pieces[place], text.letters[place]];
      if (piece === -1) continue;
      const last = parts.at(-1);
      if (last?.piece === piece) last.to = Math.max(last.to, letter + 1);
      else parts.push({ piece, from: letter, to: letter + 1 });
    }
    hits.push({ page, parts });
  }
  return hits;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export type Marked = { readonly from: number; readonly to: number; readonly isCurrent: boolean };

/** A piece of text as HTML, with its hits marked; everything of the PDF itself is escaped. */
export function markedHtml(str: string, marks: readonly Marked[]): string {
  let html = '';
  let done = 0;
  for (const { from, to, isCurrent } of marks) {
    html += escaped(str.slice(done, from));
    html += `<mark${isCurrent ? ' data-current="true"' : ''}>${escaped(str.slice(from, to))}</mark>`;
    done = to;
  }
  return html + escaped(str.slice(done));
}
