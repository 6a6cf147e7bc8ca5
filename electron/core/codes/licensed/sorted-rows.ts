import type { CodeRow } from '../../ports/code-systems';
import { takeTurns } from '../../turns';
import type { Release } from './read-release';

const batch = 2_000;

/**
 * Rows in the order of their codes, as an index wants a large table. Sorted in drawers of codes that begin alike: half a
 * million at once would hold others up.
 */
export async function* sortedRows({
  displays,
  otherNames,
}: Pick<Release, 'displays' | 'otherNames'>): AsyncGenerator<readonly CodeRow[]> {
  const rowOf = (code: string): CodeRow => {
    const others = otherNames.get(code);
    return {
      ...{ code, display: displays.get(code) ?? '' },
      ...(others && { otherNames: others.split('\t') }),
    };
  };
  const turns = takeTurns();
  const drawers = new Map<string, string[]>();
  for (const code of displays.keys()) {
    if (turns.isOver()) await turns.next();
    const begin = code.slice(0, 4);
    const drawer = drawers.get(begin);
    if (drawer) drawer.push(code);
    else drawers.set(begin, [code]);
  }
  for (const begin of [...drawers.keys()].sort()) {
    const codes = (drawers.get(begin) ?? []).sort();
    for (let from = 0; from < codes.length; from += batch) {
      if (turns.isOver()) await turns.next();
      yield codes.slice(from, from + batch).map(rowOf);
    }
  }
}
