import { describe, expect, it } from 'vitest';
import { completeCriteria, criterionKey, reasonsAt } from './criteria';

describe('criteria that are being typed', () => {
  it('are counted as far as they are complete, and the others are told', () => {
    const { criteria, unfinished } = completeCriteria({
      name: 'Diabetes',
      match: 'any',
      ages: [{ from: 40 }, {}, { from: 60, to: 50 }],
      diagnoses: [{ code: 'E11' }, { code: 'diabetes mellitus' }],
      readings: [{ kind: '8867-4', comparison: 'over' }],
      sexes: ['female'],
      doctors: [],
      notClinics: true,
    });
    expect(criteria).toEqual({
      match: 'any',
      ages: [{ from: 40 }],
      diagnoses: [{ code: 'E11' }],
      sexes: ['female'],
    });
    expect(unfinished).toBe(4);
  });

  it('are everyone when there are none', () => {
    expect(completeCriteria({ name: 'All' })).toEqual({ criteria: {}, unfinished: 0 });
  });

  it('keep their count by what they say, not by where they stand', () => {
    const typed = { ages: [{ to: 3, from: 1, isNot: false }, { from: 1, to: 3 }, { from: 1 }] };
    const key = (index: number) => criterionKey(typed, ['ages', index]);
    expect(key(0)).toBe(key(1));
    expect(key(1)).not.toBe(key(2));
    const doctors = { doctors: ['a'] };
    expect(criterionKey(doctors, ['doctors'])).not.toBe(
      criterionKey({ ...doctors, notDoctors: true }, ['doctors']),
    );
  });

  // Not yet seen red; against looking at all entries together, where one that is not complete hides the others.
  it('say at which part they contradict themselves, and nothing of what is not filled yet', () => {
    expect(reasonsAt('ages', [{ from: 90, to: 40 }, { from: 40, to: 90 }, {}, { isNot: true }])).toEqual({
      '0.to': 'The upper age is below the lower.',
    });
    expect(reasonsAt('visits', [{ from: '2026' }, { from: '2026-02-01', to: '2026-01-01' }])).toEqual({
      '1.to': 'The end is before the beginning.',
    });
  });
});
