import { describe, expect, it } from 'vitest';
import { queryKeys } from './query-keys';
import { touches } from './touches';

const fatima = '1'.repeat(24);
const emre = '2'.repeat(24);
const visit = { entity: 'healthlogs', id: '9'.repeat(24), patient: fatima };

describe('what is read again after a change', () => {
  it('is the list of that entity and the record itself, not other records', () => {
    expect(touches(queryKeys.list('healthlogs', {}), visit)).toBe(true);
    expect(touches(queryKeys.record('healthlogs', visit.id), visit)).toBe(true);
    expect(touches(queryKeys.record('healthlogs', '8'.repeat(24)), visit)).toBe(false);
    expect(touches(queryKeys.list('prescriptions', {}), visit)).toBe(false);
    expect(touches(queryKeys.kept('healthlogs', visit.id), visit)).toBe(true);
    expect(touches(queryKeys.kept('healthlogs', '8'.repeat(24)), visit)).toBe(false);
    expect(touches(queryKeys.kept('prescriptions', visit.id), visit)).toBe(false);
  });

  it('is every list that shows the name of what changed', () => {
    const renamed = { entity: 'doctors', id: '7'.repeat(24) };
    expect(touches(queryKeys.list('appointments', {}), renamed)).toBe(true);
    expect(touches(queryKeys.record('patients', fatima), renamed)).toBe(true);
    expect(touches(queryKeys.list('auditentries', {}), renamed)).toBe(false);
  });

  it('is the chart of that patient and of no other', () => {
    expect(touches(queryKeys.chart(fatima), visit)).toBe(true);
    expect(touches(queryKeys.chart(emre), visit)).toBe(false);
    expect(touches(queryKeys.chart(fatima), { entity: 'patients', id: fatima })).toBe(true);
  });

  it('is also the chart that a record was moved away from', () => {
    expect(touches(queryKeys.chart(emre), visit, { healthlogs: [{ id: visit.id }] })).toBe(true);
  });

  it('is the day when an appointment changed, not when a prescription did', () => {
    expect(touches(queryKeys.day('2026-11-23'), { entity: 'appointments', id: fatima })).toBe(true);
    expect(touches(queryKeys.day('2026-11-23'), { entity: 'prescriptions', id: fatima })).toBe(false);
  });

  it('is no figure of a report, unless the cohort that it is of became another one', () => {
    const report = { report: 'visits', cohort: emre } as const;
    expect(touches(queryKeys.report(report), visit)).toBe(false);
    expect(touches(queryKeys.report(report), { entity: 'cohorts', id: fatima })).toBe(false);
    expect(touches(queryKeys.report(report), { entity: 'cohorts', id: emre })).toBe(true);
    expect(touches(queryKeys.cohortPeople({ cohort: emre }), { entity: 'cohorts', id: emre })).toBe(true);
  });
});
