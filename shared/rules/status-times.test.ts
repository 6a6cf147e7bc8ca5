import { describe, expect, it } from 'vitest';
import type { AppointmentStatus } from '../entities';
import { reachedAt } from './status-times';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 9, minute));
const course = (...steps: [AppointmentStatus, number][]) =>
  steps.map(([status, minute]) => ({ status, at: at(minute) }));

describe('reachedAt', () => {
  it('counts waiting from the check-in, also after someone was sent in by mistake and put back', () => {
    const times = course(['booked', 0], ['arrived', 5], ['inRoom', 10], ['arrived', 11], ['inRoom', 20]);
    expect(reachedAt(times, 'arrived')).toEqual(at(5));
    expect(reachedAt(times, 'inRoom')).toEqual(at(20));
  });

  it('forgets a check-in that was taken back', () => {
    const times = course(['confirmed', 0], ['arrived', 5], ['confirmed', 6], ['arrived', 15]);
    expect(reachedAt(times, 'arrived')).toEqual(at(15));
  });

  it('knows nothing of a step that was not reached', () => {
    expect(reachedAt(course(['booked', 0]), 'arrived')).toBeUndefined();
    expect(reachedAt(undefined, 'arrived')).toBeUndefined();
  });
});
