import { describe, expect, it } from 'vitest';
import { wallClockOf } from '../../../shared/rules/time';
import { runningTimeZone } from './demo';

describe('runningTimeZone', () => {
  it('stays at home during working hours', () => {
    expect(runningTimeZone(new Date('2026-11-23T10:00:00Z'), 'Europe/London')).toBe('Europe/London');
  });

  it.each([0, 3, 6, 9, 12, 15, 18, 21])('finds a morning somewhere at %i:00 UTC', (hour) => {
    const at = new Date(Date.UTC(2026, 10, 23, hour));
    const { time } = wallClockOf(at, runningTimeZone(at, 'Europe/London'));
    expect(time >= '08:45' && time <= '16:00').toBe(true);
  });
});
