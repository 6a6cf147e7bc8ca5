import { describe, expect, it } from 'vitest';
import { readingKindOf } from '../../../../shared/rules/readings/kinds';
import { unitOf } from '../../../../shared/rules/readings/values';
import { writeIn, writeWholly } from './reading-units';

const unit = (kind: string, code: string) => {
  const found = readingKindOf(kind);
  const of = found && unitOf(found, code);
  if (!of) throw new Error(`${kind} is not given in ${code}`);
  return of;
};

describe('a reading is written', () => {
  it.each([
    ['2339-0', 'mmol/L', 6, '6.0'],
    ['2339-0', 'mmol/L', 5.5507, '5.6'],
    ['2339-0', 'mg/dL', 100.887, '101'],
    ['8480-6', 'kPa', 16, '16.0'],
    ['8480-6', 'mm[Hg]', 120.01, '120'],
    ['8310-5', 'Cel', 37, '37.0'],
    ['8310-5', '[degF]', 98.6, '98.6'],
    ['29463-7', 'kg', 72, '72'],
    ['29463-7', 'kg', 3.456, '3.46'],
    ['29463-7', '[lb_av]', 158.7328, '158.7'],
    ['29463-7', '[lb_av]', 7.25, '7.25'],
    ['29463-7', 'g', 3_450, '3,450'],
    ['41950-7', '/d', 12_480, '12,480'],
  ])('%s in %s: %d as %s', (kind, code, value, text) => {
    expect(writeIn(unit(kind, code), value)).toBe(text);
  });

  it('with all its digits where it stands as somebody gave it', () => {
    expect(writeWholly(unit('29463-7', '[lb_av]'), 160.25)).toBe('160.25');
    expect(writeWholly(unit('8310-5', 'Cel'), 35)).toBe('35.0');
  });
});
