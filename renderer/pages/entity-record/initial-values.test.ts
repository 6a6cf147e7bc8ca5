import { describe, expect, it } from 'vitest';
import { entities } from '../../../shared/entities';
import { initialValues, type Maker } from './initial-values';

const patient = '64b000000000000000000001';
const doctor = '64b000000000000000000002';
const maker: Maker = { person: { roles: ['doctor'] }, doctor, today: '2026-11-23', time: '09:42' };
const from = (entity: keyof typeof entities, link: string, who = maker) =>
  initialValues(entities[entity], new URLSearchParams(link), who);

describe('a new record', () => {
  it('starts an appointment today, for twenty minutes, with the doctor who makes it', () => {
    expect(from('appointments', '')).toEqual({ date: '2026-11-23', minutes: 20, doctor, status: 'booked' });
  });

  it('takes patient, doctor and date from the link', () => {
    const other = '64b000000000000000000003';
    expect(
      from('appointments', `patient=${patient}&doctor=${other}&date=2026-12-01&time=10:40`),
    ).toMatchObject({
      patient,
      doctor: other,
      date: '2026-12-01',
      time: '10:40',
    });
    expect(from('prescriptions', 'date=2026-12-01')).toMatchObject({
      dateprescribed: '2026-12-01',
      status: 'active',
    });
  });

  it('leaves out what a spoilt link brings', () => {
    const values = from('appointments', 'patient=me&date=2026-02-30&minutes=700&slots=1&doctorName=Sharma');
    expect(values).toEqual({ date: '2026-11-23', minutes: 20, doctor, status: 'booked' });
  });

  it('never starts with a field that the maker may not write', () => {
    const desk: Maker = { person: { roles: ['frontdesk'] }, today: '2026-11-23', time: '09:42' };
    expect(from('patients', 'alerts=Falls&lastname=Abebe', { ...desk, doctor })).toEqual({
      lastname: 'Abebe',
    });
  });

  it('shows what is saved where nothing else is said: a device in use, an allergy that counts, a vaccine given', () => {
    const admin: Maker = { person: { roles: ['admin'] }, today: '2026-11-23', time: '09:42' };
    expect(from('devices', '', admin)).toEqual({ active: true });
    expect(from('allergies', '')).toMatchObject({ status: 'active' });
    expect(from('immunizations', '')).toMatchObject({ status: 'completed' });
  });

  it('has no date of birth of today', () => {
    expect(from('patients', '')).toEqual({});
  });
});
