import { describe, expect, it } from 'vitest';
import { matchReasons, parsePatientQuery } from './patient-matches';

const tanmay = {
  firstname: 'Tanmay',
  lastname: 'Kulkarni',
  dateOfBirth: '1980-08-03',
  recordNumber: 'WF-003190',
  phone: '+44 7700 90 0412',
};

describe('patient matches', () => {
  it('says why a patient was found', () => {
    expect(matchReasons(parsePatientQuery('kulk 0412'), tanmay)).toEqual(['Name', 'Phone ends 0412']);
    expect(matchReasons(parsePatientQuery('003190'), tanmay)).toEqual(['Record number']);
    expect(matchReasons(parsePatientQuery('tanmay 1980'), tanmay)).toEqual(['Name', 'Born 1980']);
  });

  it.each(['1980-08-03', '3.8.1980', '03/08/1980'])('finds the date of birth in %s', (typed) => {
    const query = parsePatientQuery(`kulkarni ${typed}`);
    expect(query).toEqual({ text: 'kulkarni', dateOfBirth: '1980-08-03' });
    expect(matchReasons(query, tanmay)).toEqual(['Date of birth', 'Name']);
  });
});
