import { cleanup, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../shared/rules/time';
import { metricMeasures } from '../../../../shared/rules/measures';
import { type Measured, measuresOf } from '../measures';
import { MeasurePlot, plotLines } from './MeasurePlot';

describe('the line of a measured quantity', () => {
  const pointsOf = (path = '') => path.split(' ').map((point) => point.split(',').map(Number));
  const daysFrom = (first: string, values: readonly number[], apart = 1) =>
    values.map((value, index) => ({ date: addDays(first, index * apart), value }));
  const quarters = daysFrom(
    '2023-11-01',
    Array.from({ length: 12 }, (_, index) => 80 - index),
    91,
  );

  it('does not run together to a blot where someone was measured day after day; the last value ends it', () => {
    const daily = daysFrom('2026-11-10', [70, 60, 75, 71, 72, 73, 90, 71, 70, 74, 68, 69]);
    const [line] = plotLines([[...quarters, ...daily]]);
    const points = pointsOf(line?.path);
    // Of the twelve days: the lowest, the highest and the last.
    expect(points).toHaveLength(quarters.length + 3);
    const xs = points.slice(0, -2).map(([x]) => x ?? 0);
    const gaps = xs.slice(1).map((x, index) => x - (xs[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(5.9);
    expect(line?.path.endsWith(`${line.end.x.toFixed(1)},${line.end.y.toFixed(1)}`)).toBe(true);
  });

  // Seen red with only the last of the days that fall together drawn: 161/95 was missing, and the scale held it.
  it('holds the highest and the lowest of days that fall together, in both lines on the same days', () => {
    const upper = [...quarters, ...daysFrom('2026-11-27', [128, 55, 130, 161, 138])];
    const lower = [...quarters, ...daysFrom('2026-11-27', [50, 51, 52, 53, 52])];
    const lines = plotLines([upper, lower]);
    const [first = [], second = []] = lines.map(({ path }) => pointsOf(path));
    const heights = first.map(([, y]) => y ?? 0);
    expect(Math.min(...heights)).toBe(4);
    expect(heights.indexOf(4)).toBe(heights.length - 2);
    expect(first.slice(-4).map(([x]) => x)).toEqual(second.slice(-4).map(([x]) => x));
    expect(lines.map(({ count }) => count)).toEqual([first.length, second.length]);
    // 128/50 is the lowest below, 55 above, 161/53 the highest of both; 130/52 is between.
    expect(first).toHaveLength(quarters.length + 4);
  });

  it('says how many of its values are drawn', () => {
    const nameOf = (points: readonly Measured[]) => {
      const series = { key: 'pulse', label: 'Pulse', unit: '/min', decimals: 0, points };
      render(<MeasurePlot series={series} taken="2026-12-01" />);
      const name = screen.getByRole('img').getAttribute('aria-label');
      cleanup();
      return name;
    };
    expect(nameOf(quarters)).toBe('Pulse over time, 12 values, last 69 /min');
    const daily = daysFrom('2026-11-27', [128, 55, 130, 161, 138]);
    expect(nameOf([...quarters, ...daily])).toBe('Pulse over time, 15 of 17 values drawn, last 138 /min');
    expect(nameOf(daysFrom('2020-01-01', Array<number>(30).fill(70), 91))).toBe(
      'Pulse over time, 24 of 30 values drawn, last 70 /min',
    );
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
