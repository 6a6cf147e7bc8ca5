import { describe, expect, it } from 'vitest';
import { RecordNumbers } from './record-numbers';

describe('record numbers of patients made of old users', () => {
  it('go on after the last one that was given, and step over those that somebody has', () => {
    const numbers = new RecordNumbers('WF', 12);
    numbers.note('pat', 'WF-000013');
    expect(['a', 'b', 'pat', 'a'].map((patient) => numbers.of(patient))).toEqual([
      'WF-000012',
      'WF-000014',
      'WF-000013',
      'WF-000012',
    ]);
    expect(numbers.highest).toBe(14);
  });

  it('are the same when an adoption goes on in which some patients were made already', () => {
    const first = new RecordNumbers('P', 1);
    const wanted = ['a', 'b', 'c', 'd'].map((patient) => first.of(patient));
    const second = new RecordNumbers('P', 1);
    second.note('b', wanted[1] ?? '');
    second.note('d', wanted[3] ?? '');
    expect(['a', 'b', 'c', 'd'].map((patient) => second.of(patient))).toEqual(wanted);
  });

  it('give way to a patient who was registered under the same number meanwhile', () => {
    const numbers = new RecordNumbers('P', 1);
    expect(numbers.of('a')).toBe('P-000001');
    expect(numbers.another('a')).toBe('P-000002');
    expect(numbers.of('a')).toBe('P-000002');
    expect(numbers.of('b')).toBe('P-000003');
  });
});
