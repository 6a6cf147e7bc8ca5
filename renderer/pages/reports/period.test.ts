import { describe, expect, it } from 'vitest';
import { daysOf, type PresetName, periodWords, presetNames, wrongDays } from './period';

const on = (today: string) => (preset: PresetName) => {
  const { from, to } = daysOf({ preset }, today);
  return `${from} ${to}`;
};

describe('the periods of a report', () => {
  it('are whole weeks from Monday to Sunday, months, quarters and years', () => {
    const day = on('2026-11-23');
    expect(day('thisWeek')).toBe('2026-11-23 2026-11-29');
    expect(day('lastWeek')).toBe('2026-11-16 2026-11-22');
    expect(day('thisMonth')).toBe('2026-11-01 2026-11-30');
    expect(day('lastMonth')).toBe('2026-10-01 2026-10-31');
    expect(day('thisQuarter')).toBe('2026-10-01 2026-12-31');
    expect(day('lastQuarter')).toBe('2026-07-01 2026-09-30');
    expect(day('thisYear')).toBe('2026-01-01 2026-12-31');
    expect(day('lastYear')).toBe('2025-01-01 2025-12-31');
    expect(day('last12Weeks')).toBe('2026-09-07 2026-11-23');
    expect(day('last12Months')).toBe('2025-11-24 2026-11-23');
  });

  it('reach over the turn of the year, and know short and leap months', () => {
    expect(on('2027-01-01')('thisWeek')).toBe('2026-12-28 2027-01-03');
    expect(on('2027-01-31')('lastMonth')).toBe('2026-12-01 2026-12-31');
    expect(on('2028-03-31')('lastMonth')).toBe('2028-02-01 2028-02-29');
    expect(on('2027-02-10')('lastQuarter')).toBe('2026-10-01 2026-12-31');
    expect(on('2028-02-29')('last12Months')).toBe('2027-03-01 2028-02-29');
  });

  it.each(presetNames)('never end before they begin: %s', (preset) => {
    for (const today of ['2024-02-29', '2026-01-01', '2026-12-31', '2027-05-31']) {
      expect(wrongDays(...(on(today)(preset).split(' ') as [string, string]))).toBeNull();
    }
  });

  it('are refused at the field that is wrong', () => {
    expect(wrongDays('2026-11-02', '2026-11-01')).toEqual({ to: 'Not before the first day' });
    expect(wrongDays('2026-02-30', '2026-11-01')).toEqual({ from: 'A date that exists, like 23 Nov 2026' });
    expect(wrongDays('2026-11-01', undefined)).toEqual({ to: 'A date that exists, like 23 Nov 2026' });
    expect(wrongDays('2026-11-01', '2026-11-01')).toBeNull();
  });

  it('are written as people say them', () => {
    expect(periodWords({ from: '2026-10-01', to: '2026-10-31' })).toBe('1 Oct 2026 to 31 Oct 2026');
    expect(periodWords({ from: '2026-10-01', to: '2026-10-01' })).toBe('1 Oct 2026');
  });
});
