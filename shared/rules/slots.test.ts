import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockTimeOf, holdsTime, minuteOfDay, slotsOf } from './slots';

describe('slots', () => {
  it('holds every five minutes that an appointment touches', () => {
    expect(slotsOf('09:20', 20)).toEqual([112, 113, 114, 115]);
    expect(slotsOf('17:03', 10)).toEqual([204, 205, 206]);
    expect(slotsOf('00:00', 5)).toEqual([0]);
  });

  it('lets an appointment end at midnight and not after', () => {
    expect(slotsOf('23:40', 20)?.at(-1)).toBe(287);
    expect(slotsOf('23:40', 25)).toBeNull();
  });

  it('shares a slot exactly when two appointments on the five-minute grid overlap', () => {
    const span = fc.record({
      tick: fc.integer({ min: 0, max: 250 }),
      ticks: fc.integer({ min: 1, max: 30 }),
    });
    fc.assert(
      fc.property(span, span, (a, b) => {
        const overlap = a.tick < b.tick + b.ticks && b.tick < a.tick + a.ticks;
        const first = slotsOf(clockTimeOf(a.tick * 5), a.ticks * 5) ?? [];
        const second = new Set(slotsOf(clockTimeOf(b.tick * 5), b.ticks * 5) ?? []);
        expect(first.some((slot) => second.has(slot))).toBe(overlap);
      }),
    );
  });

  it('turns minutes of the day into clock times and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), (minute) => minuteOfDay(clockTimeOf(minute)) === minute),
    );
  });

  it('keeps others out only while the appointment is live and not an overbooking', () => {
    expect(holdsTime({ status: 'booked' })).toBe(true);
    expect(holdsTime({ status: 'done' })).toBe(true);
    expect(holdsTime({ status: 'cancelled' })).toBe(false);
    expect(holdsTime({ status: 'noShow' })).toBe(false);
    expect(holdsTime({ status: 'booked', isOverbooked: true })).toBe(false);
    expect(holdsTime({ status: 'booked', removed: true })).toBe(false);
  });
});
