import { describe, expect, it } from 'vitest';
import { drawnRows, hasValues, pickedOf } from './drawn-rows';
import type { PlotRow } from './plot-types';

const series = [
  { key: 'sex.female', label: 'Female' },
  { key: 'male', label: 'Male' },
];
const rows: PlotRow[] = [
  { key: '0-9', label: '0 to 9', values: { 'sex.female': 4, male: 2 } },
  { key: '10-19', label: '10 to 19', values: { male: 0 } },
];

describe('rows of a plot', () => {
  it('keep what is not known apart from 0', () => {
    expect(drawnRows(rows, series)[1]).toMatchObject({ series0: null, series1: 0 });
  });

  it('put the first series of a pyramid to the left of the axis', () => {
    expect(drawnRows(rows, series, { mirrored: true })[0]).toMatchObject({ series0: -4, series1: 2 });
  });

  it('tell which row and series was pointed at, also where a key holds a dot', () => {
    const [drawn] = drawnRows(rows, series);
    expect(pickedOf({ payload: drawn }, series, 'series0')).toEqual({ row: rows[0], series: series[0] });
    expect(pickedOf({}, series, 'series0')).toBeNull();
    expect(pickedOf({ payload: drawn }, series, 'series7')).toBeNull();
  });

  it('are nothing to draw when all of them are 0 or unknown', () => {
    expect(hasValues(rows, series)).toBe(true);
    expect(hasValues([{ key: 'a', label: 'A', values: { male: 0 } }], series)).toBe(false);
    expect(hasValues([], series)).toBe(false);
  });
});
