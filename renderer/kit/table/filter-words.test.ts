import { describe, expect, it } from 'vitest';
import { entities } from '../../../shared/entities';
import { filterWords, filtersInWords } from './filter-words';

const { sex, dateOfBirth, city } = entities.patients.fields;
const { minutes } = entities.appointments.fields;
const asIs = (value: string) => value;

describe('the words on a filter', () => {
  it('says a range, an open end and a single day as people do', () => {
    expect(filterWords(dateOfBirth, { kind: 'range', from: '1970-01-01', to: '1980-01-01' }, asIs)).toBe(
      '1970-01-01 to 1980-01-01',
    );
    expect(filterWords(dateOfBirth, { kind: 'range', to: '1980-01-01' }, asIs)).toBe('until 1980-01-01');
    expect(filterWords(dateOfBirth, { kind: 'range', from: '1980-01-01', to: '1980-01-01' }, asIs)).toBe(
      'on 1980-01-01',
    );
    expect(filterWords(minutes, { kind: 'range', from: '20' }, asIs)).toBe('at least 20 min');
  });

  it('names two choices and counts more', () => {
    expect(filterWords(sex, { kind: 'any', values: ['female', 'male'] }, asIs)).toBe('female or male');
    expect(filterWords(sex, { kind: 'any', values: ['female', 'male', 'other'] }, asIs)).toBe('any of 3');
  });

  it('says whether a field is filled in', () => {
    expect(filterWords(city, { kind: 'isSet', isSet: false }, asIs)).toBe('empty');
  });

  it('names the filters that hide everything in one line', () => {
    expect(
      filtersInWords([
        { label: 'City', words: 'empty' },
        { label: 'Sex', words: 'female' },
      ]),
    ).toBe('city empty, sex female');
  });
});
