import { describe, expect, it } from 'vitest';
import type { OfferedReport } from '../../../shared/contract';
import { usualPeriodOf } from './period';
import {
  figureQuestionOf,
  questionOf,
  readingsOfDay,
  readReportAddress,
  type ReportAddress,
  writeReportAddress,
} from './report-address';

const doctor = '1'.repeat(24);
const usual = usualPeriodOf('visits');
const read = (text: string) => readReportAddress(new URLSearchParams(text), usual);
const write = (asked: ReportAddress) => writeReportAddress(asked, usual);
const visits: OfferedReport = {
  id: 'visits',
  title: 'Visits per week',
  description: '',
  parameters: ['period', 'doctor', 'by'],
  by: [{ value: 'purpose', label: 'Purpose' }],
  chart: 'stacked',
};

describe('the address of a report', () => {
  it.each<ReportAddress>([
    { period: { preset: 'lastMonth' }, doctor, by: 'purpose' },
    {
      period: { from: '2026-10-01', to: '2026-10-31' },
      figure: { row: 'Knee & back=1', column: 'all' },
      page: 3,
    },
    { period: { preset: 'last12Weeks' }, cohort: doctor, figure: {} },
  ])('comes back as it was written: %j', (asked) => {
    expect(read(write(asked))).toMatchObject(asked);
  });

  it('is empty for the usual period, and keeps a named one by its name', () => {
    expect(write({ period: { preset: 'last12Weeks' } })).toBe('');
    expect(write({ period: { preset: 'lastWeek' } })).toBe('period=lastWeek');
  });

  // Seen red with the same twelve weeks for each report: seasons of which nothing was in them.
  it('is of a whole year where the report is about seasons', () => {
    const ofSeasons = usualPeriodOf('symptoms');
    expect(readReportAddress(new URLSearchParams(''), ofSeasons).period).toEqual({ preset: 'last12Months' });
    expect(writeReportAddress({ period: { preset: 'last12Months' } }, ofSeasons)).toBe('');
    expect(writeReportAddress({ period: { preset: 'last12Weeks' } }, ofSeasons)).toBe('period=last12Weeks');
  });

  it('leaves out what is no day, no id, no period, and days that end before they begin', () => {
    const asked = read('from=2026-11-02&to=2026-11-01&doctor=rosa&on=2026-02-30&period=always&page=0');
    expect(asked).toEqual({ period: { preset: 'last12Weeks' } });
  });

  it('asks for no more than the report takes', () => {
    const asked = read(`period=lastMonth&clinic=${doctor}&doctor=${doctor}&by=no-such&on=2026-11-01`);
    expect(questionOf(asked, visits, '2026-11-23')).toEqual({
      report: 'visits',
      from: '2026-10-01',
      to: '2026-10-31',
      doctor,
    });
  });

  it('asks for a day where the report is about one', () => {
    const ofOneDay: OfferedReport = { ...visits, id: 'ageAndSex', parameters: ['on'], by: [] };
    expect(questionOf(read('on=2026-11-01'), ofOneDay, '2026-11-23')).toEqual({
      report: 'ageAndSex',
      to: '2026-11-01',
    });
    expect(questionOf(read(''), ofOneDay, '2026-11-23')).toEqual({ report: 'ageAndSex' });
  });

  it('asks for the records of a figure in pages, and for none without a figure', () => {
    const asked = read('records=1&row=a&column=b&page=2');
    const question = questionOf(asked, visits, '2026-11-23');
    expect(figureQuestionOf(asked, question)).toMatchObject({
      row: 'a',
      column: 'b',
      page: { offset: 25, limit: 25 },
    });
    expect(figureQuestionOf(read(''), question)).toBeNull();
  });
});

describe('a day with readings', () => {
  // Not yet seen red; against the page of the patient, where nobody finds the day again.
  it('leads to the readings of that kind and day', () => {
    expect(readingsOfDay({ patient: 'ann', kind: '2339-0', date: '2026-03-01' }, 'Asia/Kolkata')).toMatch(
      /^\/patients\/ann\/readings\?show=2339-0&from=1772303400000&to=1772389800000$/,
    );
    const diastolic = { patient: 'ann', kind: '8462-4', date: '2026-03-01', isOutside: true };
    expect(readingsOfDay(diastolic, 'UTC')).toMatch(/\?show=bp&kind=8462-4&only=outside&from=1772323200000&/);
    expect(readingsOfDay({ patient: 'ann' }, 'UTC')).toBe('/patients/ann/readings?');
  });
});
