import { describe, expect, it } from 'vitest';
import { entities } from '../entities';
import { bodyProblem, pressureProblem } from './plausible';
import { readingKindOf } from './readings/kinds';
import { pressureProblems } from './readings/values';

const lb = (kg: number) => kg / 0.453_592_37;
const inches = (cm: number) => cm / 2.54;

describe('what a clinic meets', () => {
  it.each([
    ['a child of 24 weeks', 24, 0.212],
    ['a child of 27 weeks', 35, 0.95],
    ['a newborn of 5.9 kg', 58, 5.9],
    ['somebody starved', 170, 20],
    ['the heaviest person who was ever weighed', 173, 610],
    ['a short and very heavy person', 120, 250],
  ])('height and weight of %s are taken', (_who, cm, kg) => {
    expect(bodyProblem(inches(cm), lb(kg))).toBeUndefined();
    const { heightIn, weightLb } = entities.healthlogs.fields;
    expect(heightIn.input.safeParse(inches(cm)).success).toBe(true);
    expect(weightLb.input.safeParse(lb(kg)).success).toBe(true);
  });

  it.each([
    [30, 15],
    [160, 0],
    [120, 119],
    [undefined, 80],
    [120, undefined],
  ])('a blood pressure of %s over %s is taken', (systolic, diastolic) => {
    expect(pressureProblem(systolic, diastolic)).toBeUndefined();
  });

  it('is within the same limits at a visit and as a reading', () => {
    const { fields = {} } = entities.healthlogs.fields.vitals;
    const pairs = {
      ...{ systolic: '8480-6', diastolic: '8462-4', pulse: '8867-4', temperatureC: '8310-5' },
      ...{ spo2: '59408-5', respiratoryRate: '9279-1' },
    };
    for (const [name, code] of Object.entries(pairs)) {
      const { min, max } = fields[name]?.range ?? {};
      expect({ name, min, max }).toEqual({ name, ...readingKindOf(code)?.plausible });
    }
  });
});

describe('what cannot be', () => {
  it.each([
    ['centimetres as inches', 100 * 2.54, 16, '2.5'],
    ['a slipped digit of the weight', 150, 700, '311'],
    ['a slipped digit of the height', 17, 70, '2422'],
  ])('a height and weight of %s are refused with the BMI that they make', (_why, cm, kg, index) => {
    expect(bodyProblem(inches(cm), lb(kg))).toBe(
      `Height and weight make a BMI of ${index}. Look at both again, and at their units`,
    );
  });

  it('a diastolic pressure that is not below the systolic one is refused', () => {
    const message = 'Diastolic is not below systolic: these may be the wrong way round';
    expect(pressureProblem(80, 120)).toBe(message);
    expect(pressureProblem(120, 120)).toBe(message);
  });

  it('a pressure is looked at beside the systolic one of its own instant and patient', () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 10, 26, 8, minute));
    const part = (kind: string, value: number, minute: number, of?: string) => ({
      ...{ kind, value, takenAt: at(minute) },
      ...(of && { of }),
    });
    const wrong = part('8462-4', 130, 0);
    expect(
      pressureProblems([
        ...[part('8480-6', 120, 0), wrong, part('8462-4', 130, 1), part('8480-6', 140, 1)],
        ...[part('8462-4', 100, 2, 'P-1'), part('8480-6', 90, 2, 'P-2')],
      ]).map((each) => each.part),
    ).toEqual([wrong]);
  });
});
