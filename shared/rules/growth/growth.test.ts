import { describe, expect, it } from 'vitest';
import { ageInMonths, growthCurves, growthPlace, percentileWords, spanAt } from './growth';
import { percentileOf, valueAt, zScoreOf } from './lms';

/** Percentiles as the CDC prints them beside L, M and S: sex, age in months, then the 3rd, 50th and 97th. */
const published = [
  ['height', 'male', 24, 79.91084447, 86.45220101, 93.02265441],
  ['height', 'female', 240, 151.1111674, 163.338251, 175.4671292],
  ['height', 'male', 0, 44.9250978, 49.98888408, 54.91900445],
  ['weight', 'male', 0.5, 2.799548641, 4.003106424, 5.032624982],
  ['weight', 'female', 240, 45.04654822, 58.21897289, 89.04485133],
  ['bodyMassIndex', 'male', 24.5, 14.50347667, 16.54777487, 19.79194014],
  ['head', 'male', 0.5, 33.25005839, 37.19361054, 40.10028445],
] as const;

describe('growth', () => {
  it.each(published)('puts %s of %s at %f months where the CDC has it', (measure, sex, months, ...values) => {
    const place = (value: number) =>
      growthPlace(measure, value, { months, sex, span: spanAt(measure, months) })?.percentile;
    expect(place(values[0])).toBeCloseTo(3, 1);
    expect(place(values[1])).toBeCloseTo(50, 4);
    expect(place(values[2])).toBeCloseTo(97, 1);
  });

  it('goes from a value to its z-score and back, with and without skewness', () => {
    for (const l of [-1.5, 0, 0.9]) {
      const lms = { l, m: 86.4, s: 0.04 };
      for (const z of [-3, -0.5, 0, 2]) expect(zScoreOf(valueAt(z, lms), lms)).toBeCloseTo(z, 9);
    }
    expect(percentileOf(1.959_964)).toBeCloseTo(97.5, 4);
    expect(percentileOf(-1.644_854)).toBeCloseTo(5, 4);
  });

  it('lies between two rows of the table at an age between them', () => {
    const at = (months: number) =>
      growthPlace('height', 87.2, { months, sex: 'male', span: 'child' })?.z ?? Number.NaN;
    expect(at(25)).toBeLessThan(at(24.5));
    expect(at(25)).toBeGreaterThan(at(25.5));
  });

  it('says nothing where the table does not reach', () => {
    const place = (measure: 'height' | 'head' | 'bodyMassIndex', months: number) =>
      growthPlace(measure, 50, { months, sex: 'female', span: spanAt(measure, months) });
    expect(place('height', 240)).not.toBeNull();
    expect(place('height', 240.1)).toBeNull();
    expect(place('height', -1)).toBeNull();
    expect(place('head', 36)).not.toBeNull();
    expect(place('head', 36.1)).toBeNull();
    expect(place('bodyMassIndex', 12)).toBeNull();
    expect(growthCurves('bodyMassIndex', 'infant', 'male')).toEqual([]);
  });

  it('has seven curves that never cross and end where the chart does', () => {
    const curves = growthCurves('weight', 'child', 'female');
    expect(curves.map(({ percentile }) => percentile)).toEqual([3, 10, 25, 50, 75, 90, 97]);
    expect(curves[0]?.points.at(-1)?.months).toBe(240);
    for (const [index, { points }] of curves.entries())
      points.forEach(({ value }, at) =>
        expect(value).toBeLessThan(curves[index + 1]?.points[at]?.value ?? Infinity),
      );
  });

  it('reckons ages in months by days, and words percentiles as they are said', () => {
    expect(ageInMonths('2024-03-01', '2026-03-01')).toBeCloseTo(23.984, 3);
    expect([0.4, 1, 2, 3, 11, 22, 50.4, 99.6].map(percentileWords)).toEqual([
      'below the 1st percentile',
      '1st percentile',
      '2nd percentile',
      '3rd percentile',
      '11th percentile',
      '22nd percentile',
      '50th percentile',
      'above the 99th percentile',
    ]);
  });
});
