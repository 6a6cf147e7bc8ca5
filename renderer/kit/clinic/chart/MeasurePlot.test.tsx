import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../shared/rules/time';
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
});
