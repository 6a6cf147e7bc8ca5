import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { entities } from '../../../shared/entities';
import type { EntityDefinition } from '../../../shared/schema';
import { fieldErrors, placedIssues, recordErrors, saveFailureOf, wrongFields } from './form-errors';

const { patients, appointments, doctors } = entities;

describe('what a form says at a field', () => {
  it('asks for a required field in the same words wherever it is empty', () => {
    expect(fieldErrors(patients, { firstname: '  ' }, ['firstname', 'lastname'])).toEqual({
      firstname: 'Fill this in',
      lastname: 'Fill this in',
    });
  });

  it('says nothing about fields that are not asked for', () => {
    expect(fieldErrors(patients, {}, ['city'])).toEqual({});
  });

  it('refuses half-typed dates, numbers and names not chosen, in words', () => {
    const values = { date: '31 Feb', time: 'noon', minutes: 'ten', doctor: 'Josh' };
    expect(fieldErrors(appointments, values, Object.keys(values))).toEqual({
      date: 'A date that exists, like 23 Nov 2026',
      time: 'A time like 09:30',
      minutes: 'A number',
      doctor: 'Choose one from the list',
    });
  });

  it('says which years there are for a date that exists and lies in another', () => {
    const born = (dateOfBirth: string) => fieldErrors(patients, { dateOfBirth }, ['dateOfBirth']).dateOfBirth;
    for (const typed of ['1.1.3000', '1.1.0001', '1 Jan 1799', '2201-01-01']) {
      expect(born(typed)).toBe('A date from 1800 to 2200');
    }
    expect(born('31 Feb 2020')).toBe('A date that exists, like 23 Nov 2026');
    expect(born('1972-03-12')).toBeUndefined();
  });

  it('names the part of a group or the row of a list', () => {
    const values = {
      emergencyContact: { phone: 'call me' },
    };
    expect(fieldErrors(patients, values, ['emergencyContact'])).toEqual({
      'emergencyContact.phone': 'Digits, spaces and + ( ) - only',
    });
    const hours = {
      workingHours: [
        { weekday: 'mon', from: '09:00', to: '17:00' },
        { weekday: 'tue', from: '9' },
      ],
    };
    expect(fieldErrors(doctors, hours, ['workingHours'])).toEqual({
      'workingHours.1.from': 'A time like 09:30',
      'workingHours.1.to': 'Fill this in',
    });
  });
});

describe('what the core refused', () => {
  it('lands at its field, also from inside the changes of an update', () => {
    const issues = [
      { path: ['changes', 'phone'], message: 'Digits only' },
      { path: ['recordNumber'], message: 'WF-1 is in use' },
      { path: [], message: 'Change at least one field' },
    ];
    expect(placedIssues(issues, ['phone', 'recordNumber'])).toEqual({
      errors: { phone: 'Digits only', recordNumber: 'WF-1 is in use' },
      other: ['Change at least one field'],
    });
  });

  it('is a clash of bookings, a change elsewhere, a duplicate or an absent database, each told apart', () => {
    const booking = { kind: 'booking', holder: 'doctor', freeTimes: ['10:40'] };
    expect(saveFailureOf(new ORPCError('CONFLICT', { data: booking })).kind).toBe('booking');
    const changed = { kind: 'changed', current: {}, yours: {}, fields: ['phone'] };
    expect(saveFailureOf(new ORPCError('CONFLICT', { data: changed })).kind).toBe('changed');
    const duplicate = { kind: 'duplicate', issues: [{ path: ['email'], message: 'In use' }] };
    expect(saveFailureOf(new ORPCError('CONFLICT', { data: duplicate }))).toEqual({
      kind: 'invalid',
      issues: duplicate.issues,
    });
    expect(saveFailureOf(new ORPCError('UNAVAILABLE')).kind).toBe('away');
    expect(saveFailureOf(new TypeError('Failed to fetch')).kind).toBe('away');
    expect(saveFailureOf(new ORPCError('FORBIDDEN')).kind).toBe('other');
  });
});

// Seen red with each found only once the one before was mended.
describe('what is wrong in a form', () => {
  const { prescriptions, readinglimits, healthlogs, problems } = entities;
  const latest = { day: '2026-11-23', moment: '2026-11-23T10:42' };
  const all = (entity: EntityDefinition, values: Record<string, unknown>) => {
    const known = Object.keys(entity.fields);
    return recordErrors(entity, values, { checked: Object.keys(values), given: 'all', latest, known });
  };

  /** Every part is wrong by itself but for the blood pressure, which is the wrong way round. */
  const vitals = {
    systolic: 80,
    diastolic: 120,
    pulse: 5,
    temperatureC: 'warm',
    spo2: 200,
    respiratoryRate: 0,
  };

  it('is all said at once: of one field, and of fields that disagree', () => {
    const dates = { dateprescribed: '2026-11-28', endsOn: '2026-11-01' };
    expect(all(prescriptions, { ...dates, refills: 100 })).toEqual({
      refills: 'At most 99',
      endsOn: expect.stringMatching(/^The last day is before/),
    });
    const measured = { heightIn: 70, weightLb: 5, vitals: { systolic: 80, diastolic: 120 } };
    expect(Object.keys(all(healthlogs, measured)).toSorted()).toEqual(['vitals.diastolic', 'weightLb']);
  });

  // Seen red with "a BMI of NaN", and with an end that was before a day that is none.
  it('is not said against what makes no sense, also where only one field is looked at', () => {
    const left = (entity: EntityDefinition, values: Readonly<Record<string, unknown>>, name: string) =>
      recordErrors(entity, values, { checked: [name], given: 'all', latest, known: Object.keys(values) });
    expect(left(healthlogs, { heightIn: 'abc', weightLb: 150 }, 'weightLb')).toEqual({});
    const dates = { dateprescribed: 'tomorow', endsOn: '2026-12-24' };
    expect(left(prescriptions, dates, 'endsOn')).toEqual({});
  });

  // Seen red with a group of which nothing is known while one part of it is wrong.
  it('is said of two parts of a group that disagree beside others that are wrong by themselves', () => {
    const found = all(healthlogs, { vitals });
    expect(found['vitals.diastolic']).toMatch(/the wrong way round/);
    expect(Object.keys(found)).toHaveLength(5);
    // One that is wrong by itself says that alone.
    expect(Object.keys(all(healthlogs, { vitals: { systolic: 5, diastolic: 120 } }))).toEqual([
      'vitals.systolic',
    ]);
  });

  // Seen red with the parts of a group in whatever order they were found.
  it('is listed in the order of the form, within a group too', () => {
    const found = all(healthlogs, { heightIn: 1, vitals, notes: 7 });
    const listed = wrongFields(healthlogs, ['heightIn', 'vitals', 'notes'], found);
    expect(listed.map(({ label }) => label)).toEqual([
      'Height',
      'Diastolic',
      'Pulse',
      'Temperature',
      'SpO₂',
      'Breaths',
      'Notes',
    ]);
  });

  // Seen red with days alone: 23:30 of a day that has begun was taken.
  it('is a time to come of a day that has begun, said at the time whichever of the two is written', () => {
    const { symptomjournals } = entities;
    const of = (symptomDate: string, symptomTime?: string) =>
      all(symptomjournals, { symptomDate, symptomTime });
    const ahead = 'This is in the future.';
    expect(of('2026-11-23', '23:30')).toEqual({ symptomTime: ahead });
    expect(of('2026-11-23', '10:42')).toEqual({});
    expect(of('2026-11-22', '23:30')).toEqual({});
    expect(of('2026-11-24', '09:00')).toEqual({ symptomDate: ahead });
    expect(of('2026-11-23')).toEqual({});
    const written = (...given: string[]) =>
      recordErrors(
        symptomjournals,
        { symptomDate: '2026-11-23', symptomTime: '23:30' },
        { checked: [], given, known: [], latest },
      );
    expect(written('symptomDate')).toEqual({ symptomTime: ahead });
    expect(written('symptomTime')).toEqual({ symptomTime: ahead });
    expect(written('severity')).toEqual({});
  });

  // Seen red without `daysToCome`: only the core said it, once the form was sent.
  it('is a day to come where something has happened, and none where a month of it has begun', () => {
    expect(all(healthlogs, { date: '2026-11-24' })).toEqual({ date: 'This is in the future.' });
    expect(all(healthlogs, { date: '2026-11-23' })).toEqual({});
    expect(all(problems, { onset: '2026-11' })).toEqual({});
    expect(all(problems, { onset: '2026-12' })).toEqual({ onset: 'This is in the future.' });
    const left = (given: string[]) =>
      recordErrors(
        healthlogs,
        { date: '2030-01-05', notes: 'Cough' },
        { checked: [], given, known: [], latest },
      );
    // An older system may have dated it so: what is not written now is not asked about.
    expect([left(['notes']), Object.keys(left(['date']))]).toEqual([{}, ['date']]);
  });

  it('is nothing of fields that are no value yet, or that the form does not know', () => {
    expect(all(readinglimits, { low: 'much' })).toEqual({ low: 'A number' });
    const low = { checked: ['low'], given: ['low'], known: ['low'], latest };
    expect(recordErrors(readinglimits, { low: undefined }, low)).toEqual({});
    expect(recordErrors(readinglimits, {}, { ...low, known: ['low', 'high'] })).toEqual({
      low: 'Give the lowest or the highest value.',
    });
  });
});
