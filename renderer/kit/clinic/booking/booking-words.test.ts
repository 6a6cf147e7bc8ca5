import { describe, expect, it } from 'vitest';
import { assumedWords, closedWords, pastWords } from './booking-words';

const now = { date: '2026-11-23', time: '10:42' };
const sunday = '2026-11-29';
const spans = [{ from: '09:00', to: '12:00' }];

describe('what is said beside the times of a booking', () => {
  it('says why there is none on a day: the doctor does not work, or the clinic is closed', () => {
    expect(closedWords({ spans: [], stated: 'doctor' }, sunday, 'Dr Meera Joshi')).toBe(
      'Dr Meera Joshi does not work on Sundays.',
    );
    expect(closedWords({ spans: [], stated: 'clinic' }, sunday, 'Dr Meera Joshi')).toBe(
      'The clinic is closed on Sundays.',
    );
    expect(closedWords({ spans, stated: 'doctor' }, sunday, undefined)).toBeUndefined();
  });

  it('says which hours are taken when the doctor has none', () => {
    expect(assumedWords({ spans, stated: 'nobody' }, 'Dr Meera Joshi')).toBe(
      'No working hours are entered for Dr Meera Joshi; these times are from 08:00 to 18:00.',
    );
    expect(assumedWords({ spans, stated: 'clinic' }, undefined)).toContain('opening hours of the clinic');
    expect(assumedWords({ spans, stated: 'doctor' }, undefined)).toBeUndefined();
  });

  it('says that a day or a time is past, and nothing of one to come', () => {
    expect(pastWords({ date: '2026-11-20', time: '16:00' }, now)).toMatch(/^Friday 20 November is past\./);
    expect(pastWords({ date: now.date, time: '10:40' }, now)).toMatch(/^10:40 has passed\./);
    expect(pastWords({ date: now.date, time: '10:42' }, now)).toBeUndefined();
    expect(pastWords({ date: now.date }, now)).toBeUndefined();
    expect(pastWords({ date: '2026-11-24', time: '08:00' }, now)).toBeUndefined();
  });
});
