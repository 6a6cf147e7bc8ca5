import { describe, expect, it } from 'vitest';
import { readingCodes } from '../../schema';
import { bandsOf, defaultBands, isOutside, sideOf } from './bands';
import { readingKindOf, readingKinds, type ReadingKind } from './kinds';
import { checkReading, digitsOf, fromKept, toKept, unitNamed, unitOf, writtenLimits } from './values';

const now = new Date('2026-11-27T09:00:00Z');
const takenAt = new Date('2026-11-27T08:00:00Z');
const kindOf = (code: string): ReadingKind => {
  const kind = readingKindOf(code);
  if (!kind) throw new Error(`No kind ${code}`);
  return kind;
};
const check = (kind: string, value: number, unit: string, at = takenAt) =>
  checkReading({ kind, value, unit, takenAt: at }, now);

describe('a reading', () => {
  it.each([
    // 1 mmol/L of glucose is 18.0156 mg/dL; 0 °F is -17.777…, 98.6 °F is 37 °C; a pound is 0.45359237 kg.
    ['15074-8', 5.6, 'mmol/L', '2339-0', 100.887],
    ['2339-0', 101, 'mg/dL', '2339-0', 101],
    ['8310-5', 98.6, '[degF]', '8310-5', 37],
    ['29463-7', 200, '[lb_av]', '29463-7', 90.71847],
    ['29463-7', 3_450, 'g', '29463-7', 3.45],
    ['8480-6', 16, 'kPa', '8480-6', 120.01],
    ['2708-6', 97, '%', '59408-5', 97],
  ])('%s of %d %s is kept as %s with %d', (code, value, unit, kept, expected) => {
    expect(check(code, value, unit)).toMatchObject({ kept: { kind: kept, value: expected } });
  });

  it('is kept in the unit that its code is listed with', () => {
    expect(readingCodes.map(({ unit }) => unit)).toEqual(readingKinds.map(({ units }) => units[0].label));
  });

  it('comes back in the unit that it came in, to the digit', () => {
    for (const kind of readingKinds)
      for (const unit of kind.units)
        for (const share of [0.1, 0.37, 0.9]) {
          const value = fromKept(
            kind.plausible.min + share * (kind.plausible.max - kind.plausible.min),
            unit,
            1,
          );
          expect(fromKept(toKept(kind, value, unit), unit, 1)).toBe(value);
        }
  });

  it('is refused with limits that can be typed: they are taken, one digit beyond them is not', () => {
    for (const kind of readingKinds)
      for (const unit of kind.units) {
        const { low, high } = writtenLimits(kind, unit);
        const step = (value: number) => 10 ** -digitsOf(unit, value).most;
        const digits = (value: number) => Number(value.toFixed(6));
        for (const [limit, beyond] of [
          [low, digits(low - step(low))],
          [high, digits(high + step(high))],
        ] as const) {
          expect(check(kind.code, limit, unit.code), `${limit} ${unit.label}`).toHaveProperty('kept');
          expect(check(kind.code, beyond, unit.code), `${beyond} ${unit.label}`).toHaveProperty('problem');
        }
      }
    expect(check('29463-7', 0.4, '[lb_av]')).toMatchObject({
      problem: { message: 'Body weight is between 0.45 and 1499.1 lb' },
    });
  });

  it('has as many digits in its own unit as its kind', () => {
    for (const { units, decimals } of readingKinds) expect(units[0].digits.most).toBe(decimals);
  });

  it('remembers how it came only where it came in another unit', () => {
    expect(check('15074-8', 5.6, 'mmol/L')).toMatchObject({
      kept: { given: { value: 5.6, unit: 'mmol/L' } },
    });
    expect(check('2339-0', 101, 'mg/dL')).not.toHaveProperty('kept.given');
  });

  it.each([
    ['an unknown code', check('718-7', 13, 'g/dL'), 'kind', 'Clinic Desk keeps no readings of this code'],
    ['a unit of something else', check('8867-4', 70, 'kg'), 'unit', 'Heart rate is given in /min'],
    [
      'glucose in mmol/L that was called mg/dL',
      check('2339-0', 4.9, 'mg/dL'),
      'value',
      'Blood glucose is between 5 and 3000 mg/dL',
    ],
    [
      'a temperature in °F that was called °C',
      check('8310-5', 98.6, 'Cel'),
      'value',
      'Body temperature is between 11 and 46 °C',
    ],
    [
      'more oxygen than there can be',
      check('59408-5', 101, '%'),
      'value',
      'Oxygen saturation is between 10 and 100 %',
    ],
    ['no number', check('8867-4', Number.NaN, '/min'), 'value', 'Heart rate is between 10 and 350 /min'],
    [
      'a clock that was never set',
      check('8867-4', 70, '/min', new Date(0)),
      'takenAt',
      'Nothing is dated before 1970',
    ],
    [
      'the future',
      check('8867-4', 70, '/min', new Date('2026-11-27T09:06:00Z')),
      'takenAt',
      'This is in the future',
    ],
    ['no instant', check('8867-4', 70, '/min', new Date('x')), 'takenAt', 'Nothing is dated before 1970'],
  ])('is refused for %s', (_why, result, at, message) => {
    expect(result).toEqual({ problem: { at, message } });
  });

  it('has a unit by each of its common spellings, and by no other', () => {
    expect(unitNamed(kindOf('8867-4'), 'BPM')?.code).toBe('/min');
    expect(unitNamed(kindOf('8310-5'), '° F')?.code).toBe('[degF]');
    expect(unitNamed(kindOf('29463-7'), 'lbs')?.code).toBe('[lb_av]');
    expect(unitNamed(kindOf('29463-7'), 'st')).toBeNull();
    expect(unitOf(kindOf('29463-7'), 'lbs')).toBeNull();
  });
});

describe('the table', () => {
  it('says of nothing by two names, so that a file is read in one way only', () => {
    for (const names of [
      readingKinds.flatMap(({ code, alsoCoded }) => [code, ...alsoCoded]),
      readingKinds.flatMap(({ alsoNamed }) => alsoNamed),
      ...readingKinds.map(({ units }) => units.flatMap(({ alsoWritten }) => alsoWritten)),
    ])
      expect(new Set(names).size).toBe(names.length);
  });

  it('has default bands inside what is plausible, youngest first', () => {
    for (const kind of readingKinds)
      for (const [index, { fromMonths, low, high }] of (defaultBands[kind.code] ?? []).entries()) {
        expect(fromMonths).toBeGreaterThan(defaultBands[kind.code]?.[index - 1]?.fromMonths ?? -1);
        expect(low ?? kind.plausible.min).toBeGreaterThanOrEqual(kind.plausible.min);
        expect(high ?? kind.plausible.max).toBeLessThanOrEqual(kind.plausible.max);
      }
  });
});

describe('bands of a patient', () => {
  it('follow the age that they had when it was measured', () => {
    const bands = bandsOf('8867-4', '2016-11-27');
    expect(isOutside(bands, 130, new Date('2026-11-26T23:59:59Z'))).toBe(false);
    expect(isOutside(bands, 130, new Date('2026-11-27T00:00:00Z'))).toBe(true);
    expect(isOutside(bandsOf('8480-6', '2016-11-27'), 170, now)).toBe(false);
  });

  it('hold both their ends', () => {
    const bands = bandsOf('8480-6', '1960-01-01');
    expect([89, 90, 139, 140].map((value) => isOutside(bands, value, now))).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it.each([
    ['8480-6', 'kPa', [12, 18.6], [11.9, 18.7]],
    ['8480-6', 'mm[Hg]', [90, 139], [89, 140]],
    ['8462-4', 'kPa', [8, 11.9], [7.9, 12]],
    ['8310-5', 'Cel', [35, 37.9], [34.9, 38]],
    ['8310-5', '[degF]', [95, 100.3], [94.9, 100.4]],
    ['2339-0', 'mmol/L', [3.9, 10], [3.8, 10.1]],
    ['2339-0', 'mg/dL', [70, 180], [69, 181]],
  ] as const)('of %s end in %s where their source says', (code, written, within, beyond) => {
    const kind = kindOf(code);
    const bands = bandsOf(kind.code, '1960-01-01');
    const unit = unitNamed(kind, written);
    if (!unit) throw new Error(`No unit ${written}`);
    const side = (value: number) => sideOf(bands, toKept(kind, value, unit), now);
    expect(within.map(side)).toEqual([undefined, undefined]);
    expect(beyond.map(side)).toEqual(['below', 'above']);
  });

  it('are those of adults without a date of birth, and none for what has no default', () => {
    expect(isOutside(bandsOf('8480-6', undefined), 150, now)).toBe(true);
    expect(bandsOf('29463-7', '1960-01-01')).toEqual([]);
    expect(isOutside([], 400, now)).toBe(false);
  });

  it('give way to limits of their own, at one end or both', () => {
    const bands = bandsOf('2339-0', '1960-01-01', { high: 250 });
    expect(bands).toEqual([{ high: 250, over: 251, origin: 'patient' }]);
    expect([20, 250, 251].map((value) => isOutside(bands, value, now))).toEqual([false, false, true]);
  });
});
