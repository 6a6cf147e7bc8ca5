import { describe, expect, it } from 'vitest';
import { bloodPressureMark, bodyMassIndexMark } from './vital-marks';

const pressure = (systolic: number, diastolic: number, age: number | null = 54) =>
  bloodPressureMark({ systolic, diastolic }, age);

describe('a body mass index', () => {
  it('is named as the WHO does for adults, at each limit', () => {
    const words = [15.9, 16, 18.4, 18.5, 24.9, 25, 29.9, 30, 35, 40].map((value) => {
      const mark = bodyMassIndexMark(value, 54);
      return `${mark?.tone} ${mark?.text}`;
    });
    expect(words).toEqual([
      'danger severely underweight',
      'warn underweight',
      'warn underweight',
      'plain normal',
      'plain normal',
      'plain overweight',
      'plain overweight',
      'warn obesity class I',
      'warn obesity class II',
      'danger obesity class III',
    ]);
  });

  it('is named after the number that is shown', () => {
    expect(bodyMassIndexMark(24.96, 54)?.text).toBe('overweight');
  });

  it('says nothing of children and of people whose age is not known', () => {
    for (const age of [19, null, undefined]) expect(bodyMassIndexMark(27, age)).toBeUndefined();
  });
});

describe('a blood pressure', () => {
  it('is graded by the higher of its two values, amber from 140/90 and red from 180/110', () => {
    expect(pressure(129, 84)).toEqual({ tone: 'plain', text: 'normal' });
    expect(pressure(130, 70)).toEqual({ tone: 'plain', text: 'high normal' });
    expect(pressure(140, 70)).toEqual({ tone: 'warn', text: 'grade 1 hypertension' });
    expect(pressure(120, 90)).toEqual({ tone: 'warn', text: 'grade 1 hypertension' });
    expect(pressure(159, 100)).toEqual({ tone: 'warn', text: 'grade 2 hypertension' });
    expect(pressure(180, 80)).toEqual({ tone: 'danger', text: 'grade 3 hypertension' });
    expect(pressure(150, 110)).toEqual({ tone: 'danger', text: 'grade 3 hypertension' });
  });

  it('is called low at 90 and below, unless the other value is high', () => {
    expect(pressure(90, 60)).toEqual({ tone: 'warn', text: 'low' });
    expect(pressure(91, 60)?.text).toBe('normal');
    expect(pressure(90, 89)?.text).toBe('low');
  });

  it('tells at any age that two values were mixed up', () => {
    expect(pressure(80, 120, 5)?.tone).toBe('danger');
    expect(pressure(80, 80, null)?.tone).toBe('danger');
  });

  it('says nothing of one value alone, of children and of people whose age is not known', () => {
    expect(bloodPressureMark({ systolic: 190 }, 54)).toBeUndefined();
    expect(pressure(150, 95, 17)).toBeUndefined();
    expect(pressure(150, 95, null)).toBeUndefined();
  });
});
