import { describe, expect, it } from 'vitest';
import { metricMeasures, storedMeasures } from '../../../shared/rules/measures';
import {
  fieldNotation,
  readDate,
  readNumber,
  readPartialDate,
  readTime,
  writesMonthFirst,
} from './notations';

const today = '2026-11-23';
const date = (text: string, monthFirst = false) => readDate(text, today, monthFirst);

describe('a date of which only the year or the month is known', () => {
  it.each([
    ['2014', '2014'],
    ['2014-03', '2014-03'],
    ['Mar 2014', '2014-03'],
    ['march 2014', '2014-03'],
    ['3.2014', '2014-03'],
    ['3/2014', '2014-03'],
    ['12.3.2014', '2014-03-12'],
    ['today', today],
    ['13.2014', null],
    ['1492', null],
    ['last summer', null],
  ])('%s', (typed, read) => {
    expect(readPartialDate(typed, today, false)).toBe(read);
  });
});

describe('a date may be typed the way people write it', () => {
  it('reads day, month and year with dots, slashes, dashes, words or nothing between', () => {
    for (const text of [
      '1972-03-12',
      '12 Mar 1972',
      '12 march 1972',
      'Mar 12, 1972',
      '12.3.1972',
      '12/03/1972',
      '12-3-1972',
      '12031972',
    ]) {
      expect(date(text), text).toBe('1972-03-12');
    }
  });

  it('reads 3/12/1972 as 12 March where the language of this computer writes the month first', () => {
    expect(date('3/12/1972', true)).toBe('1972-03-12');
    expect(date('12.3.1972', true)).toBe('1972-03-12');
    expect(writesMonthFirst('en-US')).toBe(true);
    expect(writesMonthFirst('en-GB')).toBe(false);
    expect(writesMonthFirst('de')).toBe(false);
  });

  // Seen red with this computer's order alone.
  it('reads a day above 12 wherever it stands, for it is no month', () => {
    for (const text of ['22/11/2026', '11/22/2026', '22-11-26', '22112026', '22/11']) {
      expect(date(text, true), text).toBe('2026-11-22');
      expect(date(text, false), text).toBe('2026-11-22');
    }
    for (const text of ['30/2/2026', '2/30/2026', '11.22.2026']) {
      expect(date(text, true), text).toBeNull();
      expect(date(text, false), text).toBeNull();
    }
  });

  it('takes two digits of a year as the nearest one that makes sense', () => {
    expect(date('12.3.72')).toBe('1972-03-12');
    expect(date('1.2.27')).toBe('2027-02-01');
  });

  it('takes this year when none is typed, and today as a word', () => {
    expect(date('24 Dec')).toBe('2026-12-24');
    expect(date('today')).toBe('2026-11-23');
  });

  it('makes nothing of a day that does not exist or of other words', () => {
    for (const text of ['31.2.2026', '30 Feb 2026', '2023-02-30', 'soon', '12', '1/2/3/4', '13/13/2026']) {
      expect(date(text), text).toBeNull();
    }
  });
});

describe('a time may be typed the way people write it', () => {
  it('reads hours and minutes with or without a colon, and half days', () => {
    expect(readTime('9')).toBe('09:00');
    expect(readTime('930')).toBe('09:30');
    expect(readTime('9.30')).toBe('09:30');
    expect(readTime('14h05')).toBe('14:05');
    expect(readTime('9:30 pm')).toBe('21:30');
    expect(readTime('12 am')).toBe('00:00');
  });

  it('makes nothing of a time that does not exist', () => {
    for (const text of ['24:00', '9:75', '13 pm', 'noon', '9:3']) expect(readTime(text), text).toBeNull();
  });
});

describe('a number may be typed the way people write it', () => {
  it('reads a decimal comma and commas between thousands', () => {
    expect(readNumber('79,6')).toBe(79.6);
    expect(readNumber('79.6')).toBe(79.6);
    expect(readNumber('1,204')).toBe(1204);
    expect(readNumber('-3')).toBe(-3);
  });

  it('reads other units of the same measure by their names, and the unit of the clinic without one', () => {
    const inches = fieldNotation({ unit: 'in' }, storedMeasures);
    expect(inches.read('67')).toBe(67);
    expect(inches.read('67 in')).toBe(67);
    expect(inches.write(inches.read('170 cm') ?? 0)).toBe('66.9');
    expect(inches.read(`5'7"`)).toBe(67);
    expect(fieldNotation({ unit: '°C' }, storedMeasures).read('98.6 F')).toBe(37);
    const centimetres = fieldNotation({ unit: 'in' }, metricMeasures);
    expect(centimetres.unit).toBe('cm');
    expect(centimetres.write(centimetres.read('170,2') ?? 0)).toBe('170.2');
    expect(centimetres.read('67 in')).toBe(67);
    expect(centimetres.read('170.25')).toBeNull();
    expect(centimetres.read('60 kg')).toBeNull();
  });

  it('makes nothing of a unit that does not fit or of words', () => {
    expect(readNumber('170 cm', 'lb')).toBeNull();
    expect(readNumber('twelve')).toBeNull();
    expect(readNumber('1.2.3')).toBeNull();
  });
});
