import { describe, expect, it } from 'vitest';
import { metricMeasures } from '../../shared/rules/measures';
import { entities } from '../../shared/entities';
import {
  ageAndSex,
  formatAge,
  formatAgo,
  formatDate,
  formatField,
  formatInstant,
  formatLongDate,
  formatNumber,
  personName,
} from './format';

const { patients, appointments, healthlogs, doctors, users } = entities;

describe('dates, numbers and names on screen', () => {
  it('writes dates as 23 Nov 2026, with months that never change their spelling', () => {
    expect(formatDate('2026-11-23')).toBe('23 Nov 2026');
    expect(formatDate('2024-09-02')).toBe('2 Sep 2024');
    expect(formatLongDate('2026-11-23')).toBe('Monday 23 November');
  });

  it('leaves what is no date as it was written', () => {
    expect(formatDate('about 1950')).toBe('about 1950');
  });

  it('writes a point in time in the time zone of the clinic', () => {
    const instant = new Date('2026-11-23T23:42:00Z');
    expect(formatInstant(instant, 'Asia/Kolkata')).toBe('24 Nov 2026 05:12');
  });

  it('gives the age in years, below two years in months, in the first month in days', () => {
    expect(formatAge('1972-03-12', '2026-11-23')).toBe('54');
    expect(formatAge('1972-11-24', '2026-11-23')).toBe('53');
    expect(formatAge('2025-09-23', '2026-11-23')).toBe('14 mo');
    expect(formatAge('2026-11-14', '2026-11-23')).toBe('9 d');
    expect(formatAge(undefined, '2026-11-23')).toBe('');
  });

  it('leaves out an age or sex that is not known', () => {
    expect(ageAndSex({ dateOfBirth: '1972-03-12', sex: 'female' }, '2026-11-23')).toBe('54 F');
    expect(ageAndSex({ sex: 'male' }, '2026-11-23')).toBe('M');
    expect(ageAndSex({ dateOfBirth: '1972-03-12', sex: 'unknown' }, '2026-11-23')).toBe('54');
  });

  it('says how long ago in the words of a desk', () => {
    const now = new Date('2026-11-23T09:42:00Z');
    expect(formatAgo(new Date('2026-11-23T09:41:40Z'), now)).toBe('20 s ago');
    expect(formatAgo(new Date('2026-11-23T09:36:00Z'), now)).toBe('6 min ago');
    expect(formatAgo(new Date('2026-11-21T09:36:00Z'), now, 'UTC')).toBe('21 Nov 2026 09:36');
  });

  it('puts the family name first', () => {
    expect(personName({ firstname: 'Fatima', lastname: 'Al-Sayed' })).toBe('Al-Sayed, Fatima');
    expect(personName({ firstname: 'Fatima' })).toBe('Fatima');
    expect(personName({})).toBe('Without a name');
  });

  it('groups thousands', () => {
    expect(formatNumber(12480)).toBe('12,480');
  });
});

describe('any value of a record as text', () => {
  it('shows the words of a choice, and a value of an older system as it is', () => {
    expect(formatField(appointments.fields.status, 'noShow')).toBe('Did not come');
    expect(formatField(appointments.fields.status, 'postponed')).toBe('postponed');
    expect(formatField(users.fields.roles, ['doctor', 'admin'])).toBe('Doctor, Administrator');
  });

  it('shows the name behind a reference, and tells one that is not available from an empty field', () => {
    const names = { '64af00000000000000000001': 'Dr Meera Joshi' };
    expect(formatField(appointments.fields.doctor, '64af00000000000000000001', names)).toBe('Dr Meera Joshi');
    expect(formatField(appointments.fields.doctor, '64af00000000000000000002', names)).toBe('Not available');
    expect(formatField(appointments.fields.doctor, undefined, names)).toBe('');
  });

  it('writes the date in a title as everywhere else', () => {
    const names = { '64af00000000000000000001': 'Cough, 2026-11-28' };
    expect(formatField(healthlogs.fields.amends, '64af00000000000000000001', names)).toBe(
      'Cough, 28 Nov 2026',
    );
  });

  it('shows measures in the unit of the clinic, and in the other one beside', () => {
    expect(formatField(healthlogs.fields.heightIn, 67)).toBe('67 in (170.2 cm)');
    expect(formatField(healthlogs.fields.weightLb, 175.5)).toBe('175.5 lb (79.6 kg)');
    const metric = { measures: metricMeasures };
    expect(formatField(healthlogs.fields.heightIn, 67, {}, metric)).toBe('170.2 cm (67 in)');
    expect(formatField(healthlogs.fields.vitals, { temperatureC: 37 }, {}, metric)).toBe(
      'Temperature 37 °C (98.6 °F)',
    );
  });

  it('shows the parts of a group and of working hours in one line', () => {
    expect(formatField(patients.fields.emergencyContact, { name: 'Yusuf', relation: 'Son' })).toBe(
      'Contact name Yusuf, Relation Son',
    );
    expect(formatField(doctors.fields.workingHours, [{ weekday: 'mon', from: '09:00', to: '17:00' }])).toBe(
      'Monday 09:00 17:00',
    );
  });

  it('never shows a password', () => {
    expect(formatField(users.fields.password, 'correct horse')).not.toContain('correct');
  });
});
