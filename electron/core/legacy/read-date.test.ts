import { describe, expect, it } from 'vitest';
import { plainOf } from './raw-value';
import { calendarDateOf, clockTimeOfPlain, instantOfPlain } from './read-date';

const date = (iso: string) => ({ $date: iso });
const inIndia = 'Asia/Kolkata';

describe('a calendar date of old', () => {
  it.each([
    ['2023-10-18', '2023-10-18'],
    [' 2023-10-18 ', '2023-10-18'],
    ['2023-1-5', '2023-01-05'],
    ['2023/10/18', '2023-10-18'],
    ['2023.10.18', '2023-10-18'],
    ['20231027', '2023-10-27'],
    [20_231_027, '2023-10-27'],
    [{ $numberInt: '20231027' }, '2023-10-27'],
    ['20231027T00:00:00Z', '2023-10-27'],
    ['2023-10-27T00:00:00.000Z', '2023-10-27'],
    ['2023-10-27T00:00:00+05:30', '2023-10-27'],
    ['2023-10-27 15:30:00', '2023-10-27'],
    ['2023-10-27T15:30', '2023-10-27'],
    ['27/10/2023', '2023-10-27'],
    ['10/27/2023', '2023-10-27'],
    ['27.10.2023', '2023-10-27'],
    ['10-10-2023', '2023-10-10'],
    ['10 Oct 2023', '2023-10-10'],
    ['10th October 2023', '2023-10-10'],
    ['October 10, 2023', '2023-10-10'],
    ['Sept 1 2023', '2023-09-01'],
    [1_698_364_800_000, '2023-10-27'],
    [1_698_364_800, '2023-10-27'],
    [{ $numberLong: '1698364800000' }, '2023-10-27'],
    [date('2023-10-18T00:00:00Z'), '2023-10-18'],
    [{ $date: { $numberLong: '1697587200000' } }, '2023-10-18'],
    // Midnight of the clinic's wall clock, as a program in India keeps it.
    [date('2023-10-17T18:30:00Z'), '2023-10-18'],
    ['2023-10-17T18:30:00.000Z', '2023-10-18'],
    // Noon is the same day on both clocks.
    [date('2023-10-18T06:30:00Z'), '2023-10-18'],
  ])('%j is read as %s', (raw, expected) => {
    expect(calendarDateOf(plainOf(raw), inIndia)).toBe(expected);
  });

  it.each([
    ['03/04/2023'],
    ['0000-00-00'],
    ['2023-10'],
    ['2023-02-30'],
    ['31/31/2023'],
    ['27/10/23'],
    ['2023-10-18 or 19'],
    ['27 Okt 2023'],
    ['soon'],
    [''],
    [45_226],
    [0],
    [-5],
    [{ $numberDouble: 'NaN' }],
    [{ $numberDouble: 'Infinity' }],
    [{ $timestamp: { t: 1_698_364_800, i: 1 } }],
    [date('0001-01-01T00:00:00Z')],
    [{ $date: { $numberLong: 'NaN' } }],
    // The evening in London is the next morning in India: nobody knows which day was meant.
    [date('2023-10-18T20:00:00Z')],
    ['2023-10-18T20:00:00Z'],
    [['2023-10-18']],
    [true],
    [null],
  ])('%j is left for a person', (raw) => {
    expect(calendarDateOf(plainOf(raw), inIndia)).toBeNull();
  });
});

describe('a point in time of old', () => {
  it.each([
    [date('2023-10-31T13:50:00Z'), '2023-10-31T13:50:00.000Z'],
    ['20231027T00:00:00Z', '2023-10-27T00:00:00.000Z'],
    ['20231027T153000+0530', '2023-10-27T10:00:00.000Z'],
    ['2023-10-27T15:30:00.250Z', '2023-10-27T15:30:00.250Z'],
    ['2023-10-27T15:30', '2023-10-27T15:30:00.000Z'],
    ['2023-10-27', '2023-10-27T00:00:00.000Z'],
    [20_231_027, '2023-10-27T00:00:00.000Z'],
    [1_698_364_800_000, '2023-10-27T00:00:00.000Z'],
    [1_698_364_800, '2023-10-27T00:00:00.000Z'],
  ])('%j is read as %s', (raw, expected) => {
    expect(instantOfPlain(plainOf(raw), 'UTC')?.toISOString()).toBe(expected);
  });

  it.each([
    ['2023-02-30T00:00:00Z'],
    ['2023-10-27T25:00:00Z'],
    ['yesterday'],
    ['05/06/2023'],
    [5],
    [date('1850-01-01T00:00:00Z')],
    [date('9999-01-01T00:00:00Z')],
    [{}],
  ])('%j is left for a person', (raw) => {
    expect(instantOfPlain(plainOf(raw), 'UTC')).toBeNull();
  });
});

describe('a clock time of old', () => {
  it.each([
    ['15:30', '15:30'],
    ['9:05', '09:05'],
    ['15.30', '15:30'],
    ['1530', '15:30'],
    [1530, '15:30'],
    [905, '09:05'],
    ['15h30', '15:30'],
    ['15:30:59', '15:30'],
    ['3:30 PM', '15:30'],
    ['3:30pm', '15:30'],
    ['3:30 p.m.', '15:30'],
    ['12 AM', '00:00'],
    ['12:15 pm', '12:15'],
    [date('1970-01-01T15:30:00Z'), '15:30'],
    [date('1899-12-30T09:00:00Z'), '09:00'],
  ])('%j is read as %s', (raw, expected) => {
    expect(clockTimeOfPlain(plainOf(raw))).toBe(expected);
  });

  it.each([
    ['9'],
    [9],
    [15.3],
    ['25:00'],
    ['9:75'],
    ['13:00 PM'],
    ['0 AM'],
    ['noon'],
    [''],
    ['9m'],
    ['9:30m'],
    [null],
    [true],
    [date('2023-10-18T15:30:00Z')],
  ])('%j is left for a person', (raw) => {
    expect(clockTimeOfPlain(plainOf(raw))).toBeNull();
  });
});
