import { describe, expect, it } from 'vitest';
import type { Person } from '../../../shared/rules/permissions';
import { subjectOf } from './subject-of';

const admin: Person = { roles: ['admin'] };
const doctorToo: Person = { roles: ['admin', 'doctor'] };
const id = '64af00000000000000000009';
const report = (record: string, reason: string) => ({ entity: 'reports', record, reason });

describe('what a line of the audit opens', () => {
  it('is the record that it is about, where the person may read it', () => {
    expect(subjectOf(admin, { entity: 'users', record: id })).toBe(`/users/${id}`);
    expect(subjectOf(admin, { entity: 'healthlogs', record: id })).toBeUndefined();
    expect(subjectOf(admin, { entity: 'users' })).toBeUndefined();
  });

  // Seen red with reports taken for no records.
  it('is the report as it was asked for, where the person may run it', () => {
    const noShows = report('noShows', '2026-01-01 to 2026-01-31, by hour, figure "Did not come": 3 records');
    expect(subjectOf(admin, noShows)).toBe('/reports/noShows?from=2026-01-01&to=2026-01-31&by=hour');
    const ages = report('ageAndSex', '2026-06-30 to 2026-06-30: 900 records');
    expect(subjectOf(admin, ages)).toBe('/reports/ageAndSex?on=2026-06-30');
    const visits = report('visits', '2026-01-01 to 2026-01-31, by doctor: 3 records');
    expect(subjectOf(admin, visits)).toBeUndefined();
    expect(subjectOf(doctorToo, visits)).toBe('/reports/visits?from=2026-01-01&to=2026-01-31&by=doctor');
  });

  it('is a cohort that was saved, for those who may read cohorts', () => {
    const saved = report('cohort', `cohort "Sugar" (${id}), 2026-06-30: 2 patients, Diagnosis E11`);
    expect(subjectOf(admin, saved)).toBeUndefined();
    expect(subjectOf(doctorToo, saved)).toBe(`/cohorts/${id}`);
    const other = report('cohort', 'cohort, 2026-06-30: 2 patients, Diagnosis E11');
    expect(subjectOf(doctorToo, other)).toBeUndefined();
  });
});
