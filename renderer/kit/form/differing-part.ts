/** A text in three pieces: what it shares with the other version at its beginning and end, and what differs between. */
export type DifferingPart = { before: string; differs: string; after: string };

const words = (text: string) => text.split(/(\s+|(?<=[,;.\-/])|(?=[,;.\-/]))/).filter((word) => word !== '');

function sharedStart(one: readonly string[], other: readonly string[]): number {
  const limit = Math.min(one.length, other.length);
  const end = one.findIndex((word, index) => index >= limit || word !== other[index]);
  return end < 0 ? limit : end;
}

/**
 * Where two versions of a text differ, in whole words: of "+44 7700 90 4471" and "+44 7700 90 4417" the last ones. Both
 * are given from the first to the last word that differs.
 */
export function differingPart(mine: string, theirs: string): { mine: DifferingPart; theirs: DifferingPart } {
  const [one, other] = [words(mine), words(theirs)];
  const start = sharedStart(one, other);
  const rest = [one.slice(start), other.slice(start)] as const;
  const end = sharedStart(rest[0].toReversed(), rest[1].toReversed());
  const cut = (all: readonly string[]): DifferingPart => ({
    before: all.slice(0, start).join(''),
    differs: all.slice(start, all.length - end).join(''),
    after: all.slice(all.length - end).join(''),
  });
  return { mine: cut(one), theirs: cut(other) };
}
