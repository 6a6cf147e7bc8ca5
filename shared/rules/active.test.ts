import { describe, expect, it } from 'vitest';
import { courseDays, endedOn, renewedUntil } from './active';

describe('the days of a prescription', () => {
  it('a course is as long as from its first day to its last, both counted', () => {
    expect(courseDays({ startsOn: '2026-03-28', endsOn: '2026-04-03' })).toBe(7);
    expect(courseDays({ dateprescribed: '2026-03-28', endsOn: '2026-03-28' })).toBe(1);
  });

  it('renewed, it lasts as long again', () => {
    expect(renewedUntil({ startsOn: '2026-03-28', endsOn: '2026-04-03' }, '2026-12-30')).toBe('2027-01-05');
  });

  // Seen red with the status not looked at.
  it('no length is known of what has no end, or was stopped', () => {
    expect(courseDays({ startsOn: '2026-03-28' })).toBeUndefined();
    expect(courseDays({ startsOn: '2026-03-28', endsOn: '2026-03-30', status: 'stopped' })).toBeUndefined();
  });

  // Seen red with the day of prescribing not looked at.
  it('what was yet to start is ended on the day it would have started', () => {
    expect(endedOn({ dateprescribed: '2026-12-01' }, '2026-11-28')).toBe('2026-12-01');
    expect(endedOn({ startsOn: '2026-11-01', dateprescribed: '2026-12-01' }, '2026-11-28')).toBe(
      '2026-11-28',
    );
  });
});
