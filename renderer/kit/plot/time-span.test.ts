import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askedSpan,
  day,
  lengthOf,
  moved,
  narrowest,
  presetOf,
  presetSpan,
  within,
  zoomed,
} from './time-span';

const whole = { from: 0, to: 1_000 * day };
const inside = fc
  .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.001, max: 1, noNaN: true }))
  .map(([start, share]) =>
    within({ from: start * whole.to, to: start * whole.to + share * whole.to }, whole),
  );

describe('the stretch of time that is shown', () => {
  it('never leaves the whole, nor gets shorter than five minutes, however it is zoomed and moved', () => {
    fc.assert(
      fc.property(
        inside,
        fc.double({ min: 0.0001, max: 10_000, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: -50, max: 50, noNaN: true }),
        (span, factor, share, by) => {
          const at = span.from + share * lengthOf(span);
          for (const next of [zoomed(span, factor, at, whole), moved(span, by, whole)]) {
            expect(next.from).toBeGreaterThanOrEqual(0);
            expect(next.to).toBeLessThanOrEqual(whole.to + 1e-3);
            expect(lengthOf(next)).toBeGreaterThanOrEqual(narrowest * 0.999_999);
          }
        },
      ),
    );
  });

  it('keeps what is pointed at where it is', () => {
    const span = { from: 100 * day, to: 200 * day };
    const next = zoomed(span, 0.5, 125 * day, whole);
    expect((125 * day - next.from) / lengthOf(next)).toBeCloseTo(0.25);
  });

  it('looks back from the end of what is shown, and from now where that is to come', () => {
    const now = 990 * day;
    const week = presetSpan('week', whole, whole, now);
    expect(presetOf(week, whole)).toBe('week');
    expect(week.to).toBeGreaterThan(now);
    expect(week.from).toBeLessThan(now - 6 * day);
    expect(presetSpan('day', { from: 10 * day, to: 20 * day }, whole, now)).toEqual({
      from: 19 * day,
      to: 20 * day,
    });
    expect(presetSpan('all', week, whole, now)).toEqual(whole);
  });

  it('asks for more than is shown, and for the same again after a small move', () => {
    const span = { from: 500 * day, to: 510 * day };
    const asked = askedSpan(span);
    expect(asked.from).toBeLessThanOrEqual(span.from - 5 * day);
    expect(asked.to).toBeGreaterThanOrEqual(span.to + 5 * day);
    const again = [0.001, 0.002, 0.003, 0.004].map((by) => askedSpan(moved(span, by, whole)));
    expect(new Set(again.map(({ from, to }) => `${from} ${to}`)).size).toBeLessThan(3);
  });
});
