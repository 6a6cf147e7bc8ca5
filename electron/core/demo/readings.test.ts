import { expect, it } from 'vitest';
import { converted } from '../../../shared/rules/measures';
import { seededChance } from './chance';
import { demoPatients } from './people';
import { demoReadings } from './readings';

// Seen red with 88.4 kg for whoever it was: the visits of a man of 72 kg and his scale were those of two people.
it('what a patient weighs at home is what their visits say, within a few in a hundred', () => {
  const today = '2026-11-23';
  const patients = demoPatients(seededChance(7), 300, today).map((patient, index) => ({
    ...patient,
    id: String(index),
  }));
  // Whoever of them it is: each is the first with a scale once.
  const diabetic = patients.filter(({ lasting }) => lasting.includes('Diabetes review'));
  expect(diabetic.length).toBeGreaterThan(5);
  for (const patient of diabetic) {
    const around = { today, timeZone: 'Europe/London', at: new Date('2026-11-23T09:00:00Z') };
    const weighed = demoReadings(seededChance(3), [patient], around)
      .flatMap(({ readings }) => readings)
      .filter(({ kind }) => kind === '29463-7');
    const usual = converted(patient.weightLb, 'lb', 'kg');
    expect(weighed.length).toBeGreaterThan(10);
    expect(weighed.filter(({ value }) => Math.abs(value / usual - 1) > 0.03)).toEqual([]);
  }
});
