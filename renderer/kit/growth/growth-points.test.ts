import { describe, expect, it } from 'vitest';
import type { Visit } from '../../../shared/entities';
import { growthPoints, lastMeasuredAt, shownTo } from './growth-points';

const born = '2000-01-01';
const visit = (date: string, values: Partial<Visit>): Visit => ({
  id: date,
  revision: 1,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  date,
  ...values,
});
const atTwoAndAHalf = visit('2002-07-01', { heightIn: 36, vitals: { headCm: 49 } });
const atFive = visit('2005-01-01', { weightLb: 40 });
const grownUp = visit('2026-01-01', { weightLb: 160, heightIn: 70 });

describe('the measurements of a growth chart', () => {
  it('are those of its ages; between 2 and 3 years each of both charts has them, by its own table', () => {
    const child = { dateOfBirth: born, sex: 'female' } as const;
    const visits = [atTwoAndAHalf, atFive, grownUp];
    const [lying] = growthPoints(visits, 'height', child, 'infant');
    const [standing, ...others] = growthPoints(visits, 'height', child, 'child');
    expect(lying?.date).toBe('2002-07-01');
    expect(standing?.date).toBe('2002-07-01');
    expect(others).toEqual([]);
    // Who stands is a little shorter than who lies.
    expect(standing?.place?.z).toBeGreaterThan(lying?.place?.z ?? Infinity);
  });

  it('of a head are placed up to three years of age', () => {
    const child = { dateOfBirth: born, sex: 'male' } as const;
    expect(growthPoints([atTwoAndAHalf], 'head', child, 'infant')[0]?.place).not.toBeNull();
  });
});

describe('how old a child was when it was last measured', () => {
  it('does not count what was measured as an adult', () => {
    expect(lastMeasuredAt([grownUp, atFive, atTwoAndAHalf], born)).toBeCloseTo(60, 0);
    expect(lastMeasuredAt([grownUp], born)).toBeUndefined();
  });

  it('does not count a visit that measured nothing of growth', () => {
    const cough = visit('2004-01-01', { visitPurpose: 'Cough', vitals: { temperatureC: 38 } });
    expect(lastMeasuredAt([cough], born)).toBeUndefined();
  });
});

describe('the axis of a growth chart', () => {
  it.each([
    ['infant', 3, 12],
    ['infant', 20, 24],
    ['infant', 30, 36],
    ['child', 40, 60],
    ['child', 100, 144],
    ['child', 239, 240],
    ['child', 500, 240],
  ] as const)('%s of %i months: ends at %i months', (span, months, end) => {
    expect(shownTo(span, months)).toBe(end);
  });
});
