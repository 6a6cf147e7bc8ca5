import type { Snippet } from '../../../shared/entities';
import { fold, wordsOf } from '../../../shared/rules/names';

/** Where in a text a snippet is being asked for, and the beginning of its name. `from` to `to` is what it takes the place of. */
export type SnippetCall = { readonly from: number; readonly to: number; readonly query: string };

const blank = '___';

/**
 * The snippet asked for at the cursor: "/" and what follows, where the "/" begins a word. "120/80", "w/o" and a date ask
 * for nothing, and a space ends the asking.
 */
export function snippetCallAt(text: string, cursor: number): SnippetCall | null {
  const asked = /(?:^|\s)\/(\S*)$/.exec(text.slice(0, cursor));
  if (!asked) return null;
  const query = asked[1] ?? '';
  return { from: cursor - query.length - 1, to: cursor, query };
}

/** How well a snippet answers, 0 being best; undefined when it does not. */
function rankOf({ name = '', text = '' }: Snippet, query: string): number | undefined {
  if (query === '' || fold(name).startsWith(query)) return 0;
  const words = wordsOf(query);
  const isIn = (given: string) => {
    const own = wordsOf(given);
    return words.length > 0 && words.every((word) => own.some((each) => each.startsWith(word)));
  };
  return isIn(name) ? 1 : isIn(text) ? 2 : undefined;
}

/**
 * The snippets that answer, the best first: by name, by a word of the name, by a word of the text; among equals first those
 * kept for what the visit is for, then by name.
 */
export function answeringSnippets(
  snippets: readonly Snippet[],
  query: string,
  purpose: unknown,
): readonly Snippet[] {
  const wanted = typeof purpose === 'string' ? fold(purpose.trim()) : '';
  const isFor = ({ visitPurpose = '' }: Snippet) =>
    wanted !== '' && visitPurpose.trim() !== '' && wanted.includes(fold(visitPurpose.trim()));
  return snippets
    .flatMap((snippet) => {
      const rank = rankOf(snippet, fold(query));
      return rank === undefined ? [] : [{ snippet, rank, other: isFor(snippet) ? 0 : 1 }];
    })
    .sort(
      (one, two) =>
        one.rank - two.rank ||
        one.other - two.other ||
        (one.snippet.name ?? '').localeCompare(two.snippet.name ?? ''),
    )
    .map(({ snippet }) => snippet);
}

/** The first list, and after it what is only in the second. */
export function withOthers(snippets: readonly Snippet[], others: readonly Snippet[]): readonly Snippet[] {
  const known = new Set(snippets.map(({ id }) => id));
  const more = others.filter(({ id }) => !known.has(id));
  return more.length > 0 ? [...snippets, ...more] : snippets;
}

/** The text with a snippet in it, and what is selected then: its first blank, or the place after it. */
export function withSnippet(text: string, { from, to }: SnippetCall, snippet: string) {
  const at = snippet.indexOf(blank);
  const start = from + (at < 0 ? snippet.length : at);
  return {
    text: text.slice(0, from) + snippet + text.slice(to),
    selection: [start, at < 0 ? start : start + blank.length] as const,
  };
}
