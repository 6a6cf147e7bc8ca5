import { describe, expect, it } from 'vitest';
import { bandsOf, isOutside } from '../../../../shared/rules/readings/bands';
import type { ReadingCode } from '../../../../shared/schema';
import { latestOfGroups } from './reading-groups';
import { ownUnits } from './testing/own-units';

const takenAt = new Date('2026-11-27T08:00:00Z');
const summaryOf = (kind: ReadingCode, born: string, value: number) => {
  const bands = bandsOf(kind, born);
  const latest = { value, takenAt, outside: isOutside(bands, value, takenAt) };
  return {
    kind,
    unit: '',
    count: 1,
    first: takenAt,
    last: takenAt,
    latest,
    outsideLately: 0,
    isBeingCounted: false,
    bands,
  };
};
const sideOf = (...given: Parameters<typeof summaryOf>) =>
  latestOfGroups([summaryOf(...given)], ownUnits)[0]?.side;

describe('The last value of a kind', () => {
  // The limits of every age come with a summary; only those of the age then count.
  it.each([
    ['9279-1', 'an adult', '1976-11-01', 24, 'above'],
    ['9279-1', 'an adult', '1976-11-01', 11, 'below'],
    ['9279-1', 'an infant', '2026-09-27', 24, 'below'],
    ['9279-1', 'an infant', '2026-09-27', 60, 'above'],
    ['9279-1', 'an adult', '1976-11-01', 16, undefined],
    ['8480-6', 'a child', '2021-11-01', 170, undefined],
  ] as const)('%s of %s born %s, %d: %s', (kind, _who, born, value, side) => {
    expect(sideOf(kind, born, value)).toBe(side);
  });

  it('of two taken together is outside on the side of the one that is', () => {
    const latest = latestOfGroups(
      [summaryOf('8480-6', '1976-11-01', 120), summaryOf('8462-4', '1976-11-01', 50)],
      ownUnits,
    );
    expect(latest).toMatchObject([{ value: '120/50', side: 'below' }]);
  });
});
