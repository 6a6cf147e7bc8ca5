import { describe, expect, it } from 'vitest';
import { entities } from '../../../shared/entities';
import { bothOf, choiceWords, conflictFields, preselected, questionOf } from './conflict-choice';
import { differingPart } from './differing-part';

const { patients, prescriptions, healthlogs } = entities;

describe('the question when two people changed the same field', () => {
  it('names the field and the result of each answer', () => {
    expect(questionOf(patients.fields.phone)).toBe('Which phone is right?');
    expect(choiceWords(patients.fields.phone, 'Asha Rao').theirs).toBe('Use Asha’s phone');
    expect(choiceWords(patients.fields.phone, 'Dr Meera Joshi').theirs).toBe('Use Dr Joshi’s phone');
    expect(choiceWords(patients.fields.phone, undefined).theirs).toBe('Use the saved phone');
    expect(choiceWords(patients.fields.phone, 'Asha Rao').mine).toBe('Use my phone');
  });

  it('starts with the newest saved version', () => {
    expect(preselected(patients.fields.phone)).toBe('theirs');
  });

  it('never starts with an answer for alerts, medicine, dose or notes', () => {
    // Seen red with `preselected` answering 'theirs' for every field.
    expect(preselected(patients.fields.alerts)).toBeNull();
    expect(preselected(prescriptions.fields.prescriptionName)).toBeNull();
    expect(preselected(prescriptions.fields.amount)).toBeNull();
    expect(preselected(healthlogs.fields.notes)).toBeNull();
  });

  it('asks in the order of the form', () => {
    expect(conflictFields(patients, ['alerts', 'phone', 'firstname'])).toEqual([
      'firstname',
      'phone',
      'alerts',
    ]);
  });

  it('offers to keep both of two notes or two lists, and not of two phone numbers', () => {
    expect(bothOf(healthlogs.fields.notes, 'Mine.', 'Theirs.\n')).toBe('Theirs.\n\nMine.');
    expect(bothOf(patients.fields.doctors, ['a', 'b'], ['b', 'c'])).toEqual(['b', 'c', 'a']);
    expect(bothOf(patients.fields.phone, '1', '2')).toBeUndefined();
  });

  it('does not offer to keep both when together they are too long', () => {
    const long = 'x'.repeat(1_500);
    expect(bothOf(patients.fields.alerts, long, `${long}y`)).toBeUndefined();
  });
});

describe('the part that differs', () => {
  it('is marked in whole words', () => {
    const { mine, theirs } = differingPart('+44 7700 90 4471', '+44 7700 90 4417');
    expect(mine).toEqual({ before: '+44 7700 90 ', differs: '4471', after: '' });
    expect(theirs.differs).toBe('4417');
  });

  it('lies between what both share at the beginning and at the end', () => {
    const { mine, theirs } = differingPart('22 Chapel Lane', '22 Church Lane');
    expect(mine).toEqual({ before: '22 ', differs: 'Chapel', after: ' Lane' });
    expect(theirs).toEqual({ before: '22 ', differs: 'Church', after: ' Lane' });
  });

  it('is everything of a text that the other does not have', () => {
    expect(differingPart('Easton', '').mine).toEqual({ before: '', differs: 'Easton', after: '' });
    expect(differingPart('one one', 'one').mine.differs).toBe(' one');
  });

  it('loses no letter of either version', () => {
    const pairs = [
      ['a b c', 'a c'],
      ['', ''],
      ['x', 'x'],
      ['a-b', 'a b'],
      ['aa aa aa', 'aa aa'],
    ] as const;
    for (const [one, other] of pairs) {
      const parts = differingPart(one, other);
      expect(parts.mine.before + parts.mine.differs + parts.mine.after).toBe(one);
      expect(parts.theirs.before + parts.theirs.differs + parts.theirs.after).toBe(other);
    }
  });
});
