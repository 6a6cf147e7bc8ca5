import { describe, expect, it } from 'vitest';
import { extended, toggled } from './selection';

const records = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
const recordAt = (index: number) => records[index];
const ids = (selection: ReadonlyMap<string, unknown>) => [...selection.keys()].toSorted();

describe('selecting rows', () => {
  it('takes a row in and out with the same key', () => {
    const one = toggled(new Map(), { id: 'a' });
    expect(ids(one)).toEqual(['a']);
    expect(ids(toggled(one, { id: 'a' }))).toEqual([]);
  });

  it('grows and shrinks with the arrow keys from where it began', () => {
    const grown = extended(new Map(), { start: 1, before: 1, now: 3 }, recordAt);
    expect(ids(grown)).toEqual(['b', 'c', 'd']);
    const shrunk = extended(grown, { start: 1, before: 3, now: 2 }, recordAt);
    expect(ids(shrunk)).toEqual(['b', 'c']);
    const turned = extended(shrunk, { start: 1, before: 2, now: 0 }, recordAt);
    expect(ids(turned)).toEqual(['a', 'b']);
  });

  it('leaves out rows that are not read yet', () => {
    const holes = extended(new Map(), { start: 3, before: 3, now: 7 }, recordAt);
    expect(ids(holes)).toEqual(['d', 'e']);
  });
});
