import type { DraftNamed } from '../../../shared/entities';

/** Groups of patients that a clinic follows. */
export const demoCohorts: readonly DraftNamed<'cohorts'>[] = [
  {
    name: 'Diabetes on metformin',
    description: 'For the yearly review of everyone with type 2 diabetes who takes metformin.',
    match: 'all',
    diagnoses: [{ code: 'E11', where: 'either', state: 'ever' }],
    medications: [{ name: 'Metformin', state: 'current' }],
  },
  {
    name: 'High blood pressure, over 60',
    match: 'all',
    ages: [{ from: 60 }],
    diagnoses: [{ code: 'I10' }],
  },
  {
    name: 'Not seen for a year',
    description: 'Whom the desk may call.',
    visits: [{ times: 1, months: 12, isNot: true }],
  },
];
