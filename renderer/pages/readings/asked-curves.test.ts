import { describe, expect, it } from 'vitest';
import type { ReadingSummary } from '../../../shared/contract';
import { readingGroups } from '../../kit/clinic';
import { askedCurves, firstCurves, usualKeys } from './asked-curves';

const summary = (kind: ReadingSummary['kind'], count: number): ReadingSummary => ({
  ...{ kind, unit: '/min', count, outsideLately: 0, bands: [], isBeingCounted: false },
  ...{ first: new Date('2026-01-01'), last: new Date('2026-11-01') },
  latest: { value: 70, takenAt: new Date('2026-11-01'), outside: false },
});
const measured = [summary('8867-4', 900), summary('2339-0', 400), summary('59408-5', 300)];
const groupsOf = (keys: readonly string[]) => readingGroups.filter(({ key }) => keys.includes(key));

describe('the curves that are asked for before the chart is there', () => {
  it('are those that the plot asks for first', () => {
    const plotted = askedCurves('p', groupsOf(usualKeys(readingGroups, measured)), undefined);
    expect(plotted.kinds).toEqual(['8867-4', '2339-0']);
    expect(firstCurves('p', measured, new URLSearchParams())).toEqual(plotted);
    const chosen = new URLSearchParams({ show: '59408-5,visits' });
    expect(firstCurves('p', measured, chosen)).toEqual(askedCurves('p', groupsOf(['59408-5']), undefined));
  });

  it('are unknown where the chart has a say: a stretch within the whole, or kinds that only visits measured', () => {
    const stretch = new URLSearchParams({ from: '1780000000000', to: '1790000000000' });
    expect(firstCurves('p', measured, stretch)).toBeUndefined();
    expect(firstCurves('p', measured, new URLSearchParams({ to: '2026-11-05' }))).toBeUndefined();
    expect(firstCurves('p', measured.slice(0, 1), new URLSearchParams())).toBeUndefined();
    expect(firstCurves('p', measured, new URLSearchParams({ show: 'visits' }))).toBeUndefined();
  });

  it('of a stretch reach beyond it, and are all there ever was without one', () => {
    const [from, to] = [Date.UTC(2026, 5, 1), Date.UTC(2026, 5, 11)];
    const near = askedCurves('p', groupsOf(['8867-4']), { from, to });
    expect(near.from.getTime()).toBeLessThan(from);
    expect(near.to.getTime()).toBeGreaterThan(to);
    const all = askedCurves('p', groupsOf(['8867-4']), undefined);
    expect(all.from.getTime()).toBe(0);
    expect(all.to.getTime()).toBeGreaterThan(Date.now());
  });
});
