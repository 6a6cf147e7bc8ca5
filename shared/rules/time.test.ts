import { describe, expect, it, vi } from 'vitest';
import { addDays, ageOn, instantOf, isTimeZone, wallClockOf } from './time';

describe('time', () => {
  it('finds the instant of a wall-clock time in winter and summer', () => {
    expect(instantOf('2026-01-15', '09:30', 'Europe/Berlin').toISOString()).toBe('2026-01-15T08:30:00.000Z');
    expect(instantOf('2026-07-15', '09:30', 'Europe/Berlin').toISOString()).toBe('2026-07-15T07:30:00.000Z');
    expect(instantOf('2026-11-23', '09:30', 'Asia/Kolkata').toISOString()).toBe('2026-11-23T04:00:00.000Z');
  });

  it('takes a time that the spring change skips for the one an hour later', () => {
    expect(instantOf('2026-03-29', '02:30', 'Europe/Berlin').toISOString()).toBe('2026-03-29T01:30:00.000Z');
  });

  it('takes a time that comes twice in autumn for the first', () => {
    expect(instantOf('2026-10-25', '02:30', 'Europe/Berlin').toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  it('tells what people read on the clock', () => {
    expect(wallClockOf(new Date('2026-11-22T23:30:00Z'), 'Asia/Kolkata')).toEqual({
      date: '2026-11-23',
      time: '05:00',
    });
    expect(wallClockOf(new Date('2026-11-23T02:00:00Z'), 'America/New_York')).toEqual({
      date: '2026-11-22',
      time: '21:00',
    });
  });

  // Seen red with offsets kept for 60 days: Egypt set its clocks back for a Ramadan only.
  it.each(['Africa/Casablanca', 'Africa/Cairo', 'Asia/Gaza', 'Australia/Lord_Howe', 'America/New_York'])(
    'tells every hour around a change of the clocks in %s',
    (timeZone) => {
      const told = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
      for (const year of [2010, 2014, 2026]) {
        for (let hour = 0; hour < 8_760; hour += 5) {
          const instant = new Date(Date.UTC(year, 0, 1, hour, 30));
          const { date, time } = wallClockOf(instant, timeZone);
          expect(`${date} ${time}`).toBe(told.format(instant));
        }
      }
    },
  );

  it('knows which time zones exist', () => {
    expect(isTimeZone('Europe/London')).toBe(true);
    expect(isTimeZone('Europe/Atlantis')).toBe(false);
  });

  it('counts days across months and leap years', () => {
    expect(addDays('2026-11-30', 1)).toBe('2026-12-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
  });

  it('counts completed years', () => {
    expect(ageOn('1972-03-12', '2026-03-11')).toBe(53);
    expect(ageOn('1972-03-12', '2026-03-12')).toBe(54);
    expect(ageOn('2026-11-23', '2026-11-23')).toBe(0);
    expect(ageOn('2027-01-01', '2026-11-23')).toBeNull();
  });

  // Seen red with only the proper name kept: Asia/Calcutta is another name of Asia/Kolkata, and was made anew each time.
  it('makes what it needs for a zone once, by whichever of its names it is called', () => {
    const made = vi.spyOn(Intl, 'DateTimeFormat');
    for (let time = 0; time < 3; time += 1)
      for (const name of ['Asia/Calcutta', 'Asia/Kolkata'])
        expect(instantOf('2026-11-23', '09:30', name).toISOString()).toBe('2026-11-23T04:00:00.000Z');
    const { length } = made.mock.calls;
    made.mockRestore();
    expect(length).toBeLessThanOrEqual(2);
  });

  // Seen red with no bound: who may send the name of a zone could then fill the memory.
  it('keeps a bounded number of names, however many a zone is called by', () => {
    const kept = vi.spyOn(Map.prototype, 'set');
    const letters = [...'pacific/auckland'];
    for (let casing = 0; casing < 3_000; casing += 1)
      isTimeZone(letters.map((each, at) => ((casing >> at) & 1 ? each.toUpperCase() : each)).join(''));
    const index = kept.mock.calls.findIndex(([key]) => /auckland/i.test(String(key)));
    const formats = kept.mock.contexts[index];
    kept.mockRestore();
    expect(formats).toBeInstanceOf(Map);
    expect((formats as Map<string, unknown>).size).toBe(1_000);
  });
});
