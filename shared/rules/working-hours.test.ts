import { describe, expect, it } from 'vitest';
import { hoursOn } from './working-hours';

const monday = '2026-11-23';
const sunday = '2026-11-29';
const own = [
  { weekday: 'mon', from: '14:00', to: '17:00' },
  { weekday: 'mon', from: '09:00', to: '13:00' },
];
const open = [{ weekday: 'mon', from: '08:00', to: '18:00' }];

describe('when a doctor can be booked', () => {
  it('is in their own hours, in the order of the day', () => {
    expect(hoursOn(monday, { doctor: own, clinic: open })).toEqual({
      spans: [
        { from: '09:00', to: '13:00' },
        { from: '14:00', to: '17:00' },
      ],
      stated: 'doctor',
    });
  });

  it('is never on a day that they leave out', () => {
    expect(hoursOn(sunday, { doctor: own, clinic: open })).toEqual({ spans: [], stated: 'doctor' });
  });

  it('is while the clinic is open where they state none, and from 08:00 to 18:00 where nobody does', () => {
    expect(hoursOn(monday, { doctor: [], clinic: open })).toMatchObject({ stated: 'clinic' });
    expect(hoursOn(sunday, { doctor: undefined, clinic: [] })).toEqual({
      spans: [{ from: '08:00', to: '18:00' }],
      stated: 'nobody',
    });
  });
});
