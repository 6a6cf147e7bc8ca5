import { describe, expect, it } from 'vitest';
import type { Appointment } from '../../../shared/entities';
import { minutesWaiting, nextStep, statusLabel, statusSince, waitingTone } from './status';

const at = (time: string) => new Date(`2026-11-23T${time}:00Z`);
const now = { date: '2026-11-23', time: '09:42' };

function appointment(fields: Partial<Appointment>): Appointment {
  const stamps = { createdAt: at('08:00'), updatedAt: at('08:00'), revision: 1 };
  return { id: 'a', date: '2026-11-23', time: '10:00', minutes: 20, status: 'booked', ...stamps, ...fields };
}

describe('the next step of an appointment', () => {
  it('runs from confirming over checking in and sending in to checking out', () => {
    const labels = (['booked', 'confirmed', 'arrived', 'inRoom', 'done'] as const).map(
      (status) => nextStep(appointment({ status }), now)?.label,
    );
    expect(labels).toEqual(['Confirm', 'Check in', 'Send in', 'Check out', undefined]);
  });

  it('is booking again for who was cancelled or did not come', () => {
    expect(nextStep(appointment({ status: 'cancelled' }), now)).toMatchObject({ label: 'Rebook' });
    expect(nextStep(appointment({ status: 'noShow' }), now)).toMatchObject({ label: 'Rebook' });
  });

  it('presses for who waits, is due within 20 minutes for who comes soon, and has time otherwise', () => {
    expect(nextStep(appointment({ status: 'arrived' }), now)?.urgency).toBe('now');
    expect(nextStep(appointment({ status: 'confirmed', time: '10:02' }), now)?.urgency).toBe('soon');
    expect(nextStep(appointment({ status: 'confirmed', time: '10:03' }), now)?.urgency).toBe('later');
  });

  it('offers no check-in before the day itself', () => {
    expect(nextStep(appointment({ status: 'confirmed', date: '2026-11-24' }), now)).toBeUndefined();
    expect(nextStep(appointment({ status: 'booked', date: '2026-11-24' }), now)?.label).toBe('Confirm');
  });

  it('closes what was left open on a past day', () => {
    expect(nextStep(appointment({ status: 'confirmed', date: '2026-11-20' }), now)?.to).toBe('noShow');
    expect(nextStep(appointment({ status: 'inRoom', date: '2026-11-20' }), now)?.to).toBe('done');
  });
});

describe('the words of a status', () => {
  it('say where someone is rather than with whom: nurses have appointments too', () => {
    expect(statusLabel('inRoom')).toBe('In the room');
  });
});

describe('waiting', () => {
  it('counts whole minutes since the last check-in', () => {
    const waiting = appointment({
      status: 'arrived',
      statusTimes: [
        { status: 'arrived', at: at('09:00') },
        { status: 'confirmed', at: at('09:05') },
        { status: 'arrived', at: at('09:30') },
      ],
    });
    expect(statusSince(waiting)).toEqual(at('09:30'));
    expect(minutesWaiting(waiting, at('09:42'))).toBe(12);
    expect(minutesWaiting(appointment({ status: 'confirmed' }), at('09:42'))).toBeUndefined();
  });

  it('goes on from the arrival when someone was sent in by mistake and put back', () => {
    const putBack = appointment({
      status: 'arrived',
      statusTimes: [
        { status: 'confirmed', at: at('08:00') },
        { status: 'arrived', at: at('09:00') },
        { status: 'inRoom', at: at('09:40') },
        { status: 'arrived', at: at('09:41') },
      ],
    });
    expect(minutesWaiting(putBack, at('09:42'))).toBe(42);
  });

  it('is amber from 16 minutes and red from 31', () => {
    expect([15, 16, 30, 31].map(waitingTone)).toEqual(['plain', 'warn', 'warn', 'danger']);
  });
});
