import { lengthIn, wordPlaces } from './word-places';

/** From and up to but not including, in characters of the text beside it. */
export type Mark = readonly [from: number, to: number];
/** A piece of a text, with the beginnings of words that were looked for. */
export type Fragment = { readonly text: string; readonly marks: readonly Mark[] };

/** Characters of a fragment, dots not counted: one line of a list. */
const width = 80;
/** Characters shown before the first match, so that one sees what it is about. */
const before = 28;
/** Pieces of one text: another one shows a word that the first has not. */
const mostPieces = 2;
const dots = '…';

/**
 * Why a text matched: about 80 characters around the first matches, cut between words, with marks on what the prefixes
 * matched. `prefixes` are folded. A text without a match gives none. Words of `behind` are marked only right behind another
 * match: the 9 of E11.9.
 */
export function fragmentsOf(
  text: string,
  prefixes: readonly string[],
  behind: readonly string[] = [],
): Fragment[] {
  const found = matchesIn(text, prefixes, behind);
  const fragments: Fragment[] = [];
  const shown = new Set<string>();
  let shownUntil = 0;
  for (const { mark, prefix } of found) {
    if (fragments.length === mostPieces) break;
    if (shown.has(prefix) || mark[0] < shownUntil) continue;
    const [from, to] = windowAround(text, mark);
    const within = found.filter((each) => each.mark[0] >= from && each.mark[1] <= to);
    for (const each of within) shown.add(each.prefix);
    fragments.push(
      cutOut(
        text,
        [from, to],
        within.map((each) => each.mark),
      ),
    );
    shownUntil = to;
  }
  return fragments;
}

type Match = { readonly mark: Mark; readonly prefix: string };

function matchesIn(text: string, prefixes: readonly string[], behind: readonly string[]): Match[] {
  // Of two that begin a word, the longer one tells more.
  const longestFirst = prefixes.filter(Boolean).toSorted((one, other) => other.length - one.length);
  const matches: Match[] = [];
  let matchedUntil = Number.NEGATIVE_INFINITY;
  for (const { word, from, to } of wordPlaces(text)) {
    const begins = (each: string) => word.startsWith(each);
    const isBehind = from - matchedUntil <= 1;
    const prefix = longestFirst.find(begins) ?? (isBehind ? behind.find(begins) : undefined);
    if (prefix === undefined) continue;
    matchedUntil = to;
    const length = lengthIn(text.slice(from, to), prefix.length);
    // A fragment shows no more of a word than its width.
    matches.push({ mark: [from, from + Math.min(length, width)], prefix });
  }
  return matches;
}

const isBetweenWords = (text: string, at: number) =>
  at <= 0 || at >= text.length || /\s/.test(text.charAt(at - 1)) || /\s/.test(text.charAt(at));

/** Where a fragment around a match begins and ends: between words, unless a single word is longer than that. */
function windowAround(text: string, [first, last]: Mark): Mark {
  if (text.length <= width) return [0, text.length];
  let from = first <= before ? 0 : first - before;
  while (from < first && !isBetweenWords(text, from)) from += 1;
  const least = Math.max(last, from);
  let to = Math.min(text.length, Math.max(least, from + width));
  while (to > least && !isBetweenWords(text, to)) to -= 1;
  // Half of a character that takes two places is none.
  if (/[\uDC00-\uDFFF]/.test(text.charAt(to))) to += 1;
  return [from, to];
}

/** The piece with white space as blanks, so that places stay, and dots where something is left out. */
function cutOut(text: string, [from, to]: Mark, marks: readonly Mark[]): Fragment {
  const piece = text.slice(from, to).replace(/\s/g, ' ');
  const lead = piece.length - piece.trimStart().length;
  const start = from > 0 ? `${dots} ` : '';
  const moved = start.length - from - lead;
  return {
    text: `${start}${piece.trim()}${to < text.length ? ` ${dots}` : ''}`,
    marks: marks.map(([begin, end]) => [begin + moved, end + moved]),
  };
}
