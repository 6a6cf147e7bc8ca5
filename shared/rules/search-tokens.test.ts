import { describe, expect, it } from 'vitest';
import { patients } from '../entities/patients';
import { matchesText, textQueryOf, tokensOf } from './search-tokens';

const tokens = tokensOf(patients, {
  firstname: 'Łucja Day',
  lastname: "O'Brien-Özil",
  phone: '+44 7700 90 0412 x33',
  email: 'Lucja.Ozil@Example.org',
  dateOfBirth: '1984-03-12',
  recordNumber: 'MRN-000123',
  city: 'Saint-Étienne',
  alerts: 'confidential',
});
const finds = (text: string) => matchesText(textQueryOf(text), tokens);

describe('A patient is found', () => {
  it.each([
    ['the beginning of a name', 'luc'],
    ['beginnings of several names in any order', 'ozi luc'],
    ['a name with its accents', 'Łucja ÖZIL'],
    ['a name with and without its apostrophe', "o'brien"],
    ['a name without its apostrophe', 'obrien'],
    ['both parts of a double name', 'OBrien-Ozil'],
    ['the phone number as digits', '447700900412'],
    ['the phone number with its spaces', '+44 7700 90 0412'],
    ['the beginning of the phone number with spaces', '4477 00 90'],
    ['the phone number in brackets and dashes', '(44) 7700-90-0412'],
    ['the last four digits', '0412'],
    ['three of the last four digits', '041'],
    ['a name and the last four digits', 'luc 0412'],
    ['the date of birth', '1984-03-12'],
    ['the year and month of birth', '1984-03'],
    ['the year of birth', '1984'],
    ['a date as written with dots', '12.3.1984'],
    ['a date as written with slashes', '12/03/1984'],
    ['a date as written in the United States', '3/12/1984'],
    ['a birthday', '12.3.'],
    ['a birthday with a dash', '03-12'],
    ['the email address', 'lucja.ozil@exa'],
    ['a part of the email address', 'example'],
    ['the record number', 'mrn-000123'],
    ['the number in the record number', '000123'],
    ['the city', 'saint etienne'],
    ['nothing but spaces', '  '],
  ])('by %s', (_how, text) => {
    expect(finds(text)).toBe(true);
  });

  it.each([
    ['a word that begins nothing', 'luc smith'],
    ['the middle of a name', 'zil'],
    ['the middle of the phone number', '9004'],
    ['two of the last four digits', '04'],
    ['the extension of the phone number', '33'],
    ['another day', '13.3.1984'],
    ['another birthday', '3.13.'],
    ['a date that does not exist', '31.2.1984'],
    ['the names of our own tokens', 'ends'],
    ['a field that is not searched', 'confidential'],
  ])('not by %s', (_how, text) => {
    expect(finds(text)).toBe(false);
  });
});

it('a search by "day" finds people of that name, not everyone with a birthday', () => {
  expect(finds('day')).toBe(true);
  expect(matchesText(textQueryOf('day'), tokensOf(patients, { dateOfBirth: '1984-03-12' }))).toBe(false);
});

it('a note of any length gives a bounded number of tokens of bounded length', () => {
  const lastname = `${'x'.repeat(500)} ${Array.from({ length: 5_000 }, (_, n) => `w${n}`).join(' ')}`;
  const many = tokensOf(patients, { lastname });
  expect(many.length).toBe(1_000);
  expect(Math.max(...many.map((token) => token.length))).toBe(64);
  expect(matchesText(textQueryOf('x'.repeat(500)), many)).toBe(true);
});
