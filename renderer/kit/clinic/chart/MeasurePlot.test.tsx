import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../shared/rules/time';
import { metricMeasures } from '../../../../shared/rules/measures';
import { measuresOf } from '../measures';
import { plotLines } from './MeasurePlot';

describe('the line of a measured quantity', () => {
  it('does not run together to a blot where someone was measured day after day; the last value ends it', () => {
    const quarters = Array.from({ length: 12 }, (_, index) => ({
      date: addDays('2023-11-01', index * 91),
      value: 80 - index,
    }));
    const daily = Array.from({ length: 12 }, (_, index) => ({
      date: addDays('2026-11-10', index),
      value: index % 2 ? 60 : 90,
    }));
    const [line] = plotLines([[...quarters, ...daily]]);
    const xs = (line?.path ?? '').split(' ').map((point) => Number(point.split(',')[0]));
    const gaps = xs.slice(1).map((x, index) => x - (xs[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(5.9);
    expect(xs.length).toBeGreaterThan(10);
    expect(line?.path.endsWith(`${line.end.x.toFixed(1)},${line.end.y.toFixed(1)}`)).toBe(true);
  });

  // Seen red with the smallest and the largest value at the edges whatever they are.
  it('is nearly level where next to nothing changed, and takes the whole height where much did', () => {
    const stamp = new Date(0);
    const heightOf = (from: number, to: number) => {
      const visits = [from, to].map((weightLb, index) => ({
        ...{ id: `v${index}`, revision: 1, createdAt: stamp, updatedAt: stamp },
        ...{ date: `2026-0${index + 1}-10`, weightLb },
      }));
      const weight = measuresOf(visits, metricMeasures).find(({ key }) => key === 'weight');
      const [line] = plotLines([weight?.points ?? []], weight?.leastSpan);
      const [first, last] = (line?.path ?? '').split(' ').map((point) => Number(point.split(',')[1]));
      return [Number(first) - Number(last), Number(last)];
    };
    const [little, at] = heightOf(107.6, 108);
    expect(little).toBeGreaterThan(0);
    expect(little).toBeLessThan(6);
    expect(at).toBeGreaterThan(25);
    expect(at).toBeLessThan(41);
    expect(heightOf(100, 160)[0]).toBeCloseTo(58, 0);
  });
});
