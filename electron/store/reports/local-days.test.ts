import { describe, expect, it } from 'vitest';
import { countsOfDays } from './local-days';

const [quarter, twoHours, day] = [900_000, 7_200_000, 86_400_000];

describe('the counts that days of a time zone consist of', () => {
  it('are whole days where those begin as in UTC', () => {
    const at = { $gte: new Date('2026-01-01T00:00Z'), $lt: new Date('2026-02-01T00:00Z') };
    expect(countsOfDays({ from: '2026-01-01', to: '2026-01-31', timeZone: 'UTC' })).toEqual({
      every: day,
      at,
    });
    // The winter of London is UTC.
    expect(countsOfDays({ from: '2026-01-01', to: '2026-01-31', timeZone: 'Europe/London' })).toEqual({
      every: day,
      at,
    });
  });

  it('are of two hours where days begin at such', () => {
    const asked = { from: '2026-01-01', to: '2026-01-01', timeZone: 'Europe/Helsinki' };
    expect(countsOfDays(asked)).toMatchObject({
      every: twoHours,
      at: { $gte: new Date('2025-12-31T22:00Z'), $lt: new Date('2026-01-01T22:00Z') },
    });
  });

  // Seen red with the quarters of all two hours taken beside them: those readings counted twice.
  it('are of a quarter of an hour within the two hours in which days begin, and only there', () => {
    const asked = { from: '2026-01-01', to: '2026-01-02', timeZone: 'Asia/Kathmandu' };
    const { $or = [] } = countsOfDays(asked) as { $or: { every: number; at: { $in: Date[] } }[] };
    expect($or.map(({ every }) => every)).toEqual([twoHours, quarter]);
    expect($or[0]).toMatchObject({ $expr: { $not: [{ $in: [expect.anything(), [18 * 3_600_000]] }] } });
    // A day begins at 18:15 in UTC; the second one ends there.
    expect($or[1]?.at.$in.map((each) => each.toISOString().slice(8, 16))).toEqual([
      ...['31T18:15', '31T18:30', '31T18:45', '31T19:00', '31T19:15', '31T19:30', '31T19:45'],
      ...['01T18:00', '01T18:15', '01T18:30', '01T18:45', '01T19:00', '01T19:15', '01T19:30', '01T19:45'],
      '02T18:00',
    ]);
  });
});
