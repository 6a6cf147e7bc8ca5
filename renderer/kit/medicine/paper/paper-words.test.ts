import { expect, it } from 'vitest';
import type { Allergy, Patient } from '../../../../shared/entities';
import { allergyWords, linesAbove } from './paper-words';

const clinic = {
  clinicname: 'Wellness First Clinic',
  ...{ address: '4 Market Square', city: 'Norbridge', zip: 'NB1 2QT', phone: '+44 1632 960100' },
};

it('a paper begins with the name of the clinic, where it is and how to reach it', () => {
  expect(linesAbove(clinic)).toEqual([
    'Wellness First Clinic',
    '4 Market Square, Norbridge, NB1 2QT',
    '+44 1632 960100',
  ]);
});

it('what the letterhead says already is not said twice', () => {
  const letterhead = 'Wellness First Clinic\n4 Market Square, Norbridge NB1 2QT';
  expect(linesAbove({ ...clinic, letterhead })).toEqual([
    'Wellness First Clinic',
    '4 Market Square, Norbridge NB1 2QT',
    '+44 1632 960100',
  ]);
  expect(linesAbove({ ...clinic, letterhead: 'Registered 12345\nTel. +44 1632 960 100' })).toEqual([
    'Wellness First Clinic',
    'Registered 12345',
    'Tel. +44 1632 960 100',
    '4 Market Square, Norbridge, NB1 2QT',
  ]);
});

const system = { revision: 1, createdAt: new Date(0), updatedAt: new Date(0) };
const patient: Patient = { ...system, id: 'p' };
const allergy = (more: Partial<Allergy>): Allergy => ({ ...system, id: 'a', patient: 'p', ...more });

it('the allergies that count stand on a paper, also those that only an alert tells of', () => {
  const penicillin = allergy({ substance: 'Penicillin', reaction: 'anaphylaxis' });
  const refuted = allergy({ substance: 'Latex', verification: 'refuted' });
  expect(allergyWords(patient, [penicillin, refuted])).toBe('Penicillin (anaphylaxis)');
  // Seen red with the alerts left out: it read "None on record".
  expect(allergyWords({ ...patient, alerts: 'Uses a wheelchair\nAllergic to aspirin' }, [])).toBe(
    'Allergic to aspirin',
  );
});

it('that nobody asked for allergies does not read as if there were none', () => {
  expect(allergyWords(patient, [])).toBe('None on record');
  expect(allergyWords({ ...patient, noKnownAllergies: true }, [])).toBe('None known');
});
