import { describe, expect, it } from 'vitest';
import { bookingOf, errorAt, errorsIn, offeredTimes, usableIn } from './draft';
import { initialOf } from './request';

const patient = 'a'.repeat(24);
const doctor = 'b'.repeat(24);
const whole = { patient, doctor, date: '2026-11-23', time: '10:40', minutes: 20 };

describe('a booking in the making', () => {
  it('names what is still missing at its field', () => {
    expect(errorsIn({ date: '2026-11-23', minutes: 20 })).toEqual({
      patient: 'Choose who is booked',
      doctor: 'Choose a doctor',
      time: 'Choose a time',
    });
    expect(errorsIn(whole)).toEqual({});
  });

  it('refuses a half-typed name, date or time and does not ask for free times with them', () => {
    const typed = { ...whole, patient: 'Fat', time: '10:7' };
    expect(Object.keys(errorsIn(typed))).toEqual(['patient', 'time']);
    expect(usableIn(typed)).toEqual({ doctor, date: '2026-11-23', minutes: 20 });
  });

  it('says at the length why it cannot be that', () => {
    expect(errorAt('minutes', 3)).toBe('At least 5');
    expect(errorAt('minutes', 500)).toBe('At most 480');
    expect(errorAt('minutes', 20)).toBeUndefined();
    expect(errorAt('minutes', undefined)).toBeUndefined();
  });

  it('books a walk-in as waiting and anyone else as not confirmed', () => {
    expect(bookingOf(whole, true)).toMatchObject({ status: 'arrived' });
    expect(bookingOf(whole, false)).not.toHaveProperty('status');
    expect(bookingOf({ ...whole, time: undefined }, false)).toBeUndefined();
  });
});

describe('what a booking starts with', () => {
  const own = 'c'.repeat(24);
  const today = '2026-11-23';

  it('is the signed-in doctor, unless another is given', () => {
    expect(
      initialOf({ kind: 'new', initial: { date: '2026-11-25', doctor: undefined } }, today, own),
    ).toEqual({
      date: '2026-11-25',
      minutes: 20,
      doctor: own,
    });
    expect(initialOf({ kind: 'new', initial: { doctor } }, today, own)).toMatchObject({ doctor });
    expect(initialOf({ kind: 'walkIn' }, today, own)).toMatchObject({ doctor: own });
    expect(initialOf({ kind: 'walkIn' }, today)).not.toHaveProperty('doctor');
  });

  it('is left to the patient who asks', () => {
    expect(initialOf({ kind: 'ask', patient }, today, own)).toEqual({ patient, date: today, minutes: 20 });
  });
});

describe('free times to offer', () => {
  const everyTen = (from: number, to: number) =>
    Array.from({ length: (to - from) / 10 }, (_, index) => {
      const minute = from + index * 10;
      return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    });

  it('stand side by side for the length asked for', () => {
    expect(offeredTimes(everyTen(540, 600), 20)).toEqual(['09:00', '09:20', '09:40']);
  });

  it('begin anew after each booking', () => {
    // 09:20 to 09:30 is taken: starts from 09:00, and again from 09:30.
    expect(offeredTimes(['09:00', '09:30', '09:40', '09:50', '10:00'], 20)).toEqual([
      '09:00',
      '09:30',
      '09:50',
    ]);
  });

  it('leave out what is past', () => {
    expect(offeredTimes(['09:00', '09:20', '09:40', '10:00'], 20, '09:42')).toEqual(['10:00']);
  });
});
