import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entities } from '../entities';
import type { Field, MeasureUnit } from '../schema';
import {
  chosenMeasures,
  converted,
  otherUnit,
  shownMeasure,
  shownRange,
  storedFromPair,
  storedFromSpelling,
  storedMeasure,
  storedMeasures,
  typedDecimals,
  usualMeasures,
} from './measures';

const { heightIn, weightLb, vitals } = entities.healthlogs.fields;
const measured = [heightIn, weightLb, vitals.fields?.temperatureC, vitals.fields?.headCm].filter(
  (field): field is Field => field !== undefined,
);
const cases = measured.flatMap((field) => {
  const stored = field.unit as MeasureUnit;
  return [stored, otherUnit(stored)].map((unit) => ({ field, stored, unit }));
});

describe('measures', () => {
  it.each(cases)(
    'shows $field.label typed in $unit and stored in $stored exactly as it was typed',
    (each) => {
      const { field, stored, unit } = each;
      const range = field.range ?? { min: 0, max: 0, step: 1 };
      const { min, max } = shownRange(range, stored, unit);
      const tens = 10 ** typedDecimals(unit);
      const typed = fc
        .integer({ min: Math.round(min * tens), max: Math.round(max * tens) })
        .map((whole) => whole / tens);
      fc.assert(
        fc.property(typed, (value) => {
          const kept = storedMeasure(value, unit, stored);
          expect(field.input.safeParse(kept).success, `${value} ${unit} is within the limits`).toBe(true);
          expect(shownMeasure(kept ?? Number.NaN, stored, unit)).toBe(value);
          // Through the database and JSON it stays the same number.
          expect(shownMeasure(JSON.parse(JSON.stringify(kept)), stored, unit)).toBe(value);
        }),
        { numRuns: 2_000 },
      );
    },
  );

  it('converts exactly, and never between different quantities', () => {
    expect(converted(110, 'in', 'cm')).toBe(279.4);
    expect(converted(279.4, 'cm', 'in')).toBe(110);
    expect(converted(1, 'lb', 'kg')).toBe(0.453_592_37);
    expect(converted(98.6, '°F', '°C')).toBe(37);
    expect(converted(-40, '°C', '°F')).toBe(-40);
    expect(() => converted(1, 'cm', 'kg')).toThrow();
  });

  it('rounds in the other unit what was typed in the stored one', () => {
    expect(shownMeasure(67, 'in', 'cm')).toBe(170.2);
    expect(shownMeasure(175.5, 'lb', 'kg')).toBe(79.6);
    expect(shownMeasure(7.5, 'lb', 'kg')).toBe(3.4);
    expect(shownMeasure(37, '°C', '°F')).toBe(98.6);
    expect(shownMeasure(converted(180, 'cm', 'in'), 'in', 'in')).toBe(70.9);
  });

  it('refuses more decimals than it would show again', () => {
    expect(storedMeasure(170.25, 'cm', 'in')).toBeNull();
    expect(storedMeasure(3.2545, 'kg', 'lb')).toBeNull();
    expect(storedMeasure(3.254, 'kg', 'lb')).not.toBeNull();
  });

  it('states limits in the unit that is typed, inside of what is allowed', () => {
    expect(shownRange({ min: 5, max: 110, step: 0.1 }, 'in', 'cm')).toMatchObject({ min: 12.7, max: 279.4 });
    expect(shownRange({ min: 0.5, max: 1_500, step: 0.1 }, 'lb', 'kg')).toMatchObject({
      min: 0.227,
      max: 680.388,
    });
    expect(shownRange({ min: 20, max: 46, step: 0.1 }, '°C', '°F')).toMatchObject({ min: 68, max: 114.8 });
  });

  it('understands the other units by name, feet with inches and pounds with ounces', () => {
    expect(storedFromSpelling(1.8, 'm', 'in')).toBe(converted(180, 'cm', 'in'));
    expect(storedFromSpelling(3250, 'g', 'lb')).toBe(converted(3.25, 'kg', 'lb'));
    expect(storedFromSpelling(98.6, '°F', '°C')).toBe(37);
    expect(storedFromSpelling(170, 'cm', 'lb')).toBeNull();
    expect(storedFromSpelling(170, 'furlongs', 'in')).toBeNull();
    expect(storedFromPair('5\'11"', 'in')).toBe(71);
    expect(storedFromPair('5 ft 7,5', 'cm')).toBe(171.45);
    expect(storedFromPair('7 lb 8 oz', 'lb')).toBe(7.5);
    expect(storedFromPair('5 ft 12', 'in')).toBeNull();
    expect(storedFromPair('5 ft 7', 'lb')).toBeNull();
  });

  it('takes what a clinic chose, what the published system has where it never did, and metric for new ones', () => {
    expect(chosenMeasures(undefined)).toEqual(storedMeasures);
    expect(chosenMeasures({ weight: 'kg' })).toEqual({ height: 'in', weight: 'kg', temperature: '°C' });
    expect(chosenMeasures({ weight: 'stone', height: 'kg' })).toEqual(storedMeasures);
    expect(usualMeasures('Europe/London')).toEqual({ height: 'cm', weight: 'kg', temperature: '°C' });
    expect(usualMeasures('America/Chicago')).toEqual({ height: 'in', weight: 'lb', temperature: '°F' });
    expect(usualMeasures('America/Toronto').temperature).toBe('°C');
  });
});
