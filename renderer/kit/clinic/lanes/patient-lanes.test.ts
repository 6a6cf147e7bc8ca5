import { describe, expect, it } from 'vitest';
import type { Appointment, Visit } from '../../../../shared/entities';
import { visitSpan, wholeOf } from './patient-lanes';

const visit = { id: 'v', date: '2026-07-01', doctor: 'd1' } as Visit;
const seen = (of: Partial<Appointment>) =>
  ({ date: '2026-07-01', doctor: 'd1', status: 'done', time: '09:30', ...of }) as Appointment;
const wholeDay = { from: Date.UTC(2026, 5, 30, 23), to: Date.UTC(2026, 6, 1, 23) };
const at = (hour: number, minute: number) => {
  const instant = Date.UTC(2026, 6, 1, hour, minute);
  return { from: instant, to: instant };
};
const spanOf = (appointments: readonly Appointment[], of: Visit = visit) =>
  visitSpan(of, appointments, 'Europe/London');

describe('when a visit took place', () => {
  it('is when its doctor saw the patient on that day, the first time', () => {
    expect(spanOf([seen({ time: '08:00', status: 'noShow' }), seen({}), seen({ time: '11:00' })])).toEqual(
      at(8, 30),
    );
  });

  it('is some time on its day without such an appointment, or where it has no time', () => {
    for (const none of [
      [],
      [seen({ doctor: 'd2' })],
      [seen({ date: '2026-07-02' })],
      [seen({ time: undefined })],
    ])
      expect(spanOf(none)).toEqual(wholeDay);
    expect(spanOf([seen({ doctor: undefined })], { ...visit, doctor: undefined })).toEqual(wholeDay);
  });

  it('is unknown without a date', () => {
    expect(spanOf([seen({})], { ...visit, date: undefined })).toBeUndefined();
  });
});

// Seen red while the last of all times was the end: curves of today were a corner of a plot to 2030.
describe('what there is to look at', () => {
  it('ends about now, whatever an older system has of years to come', () => {
    const now = Date.UTC(2026, 6, 1, 9);
    const past = [Date.UTC(2026, 0, 1), Date.UTC(2026, 5, 1)];
    expect(wholeOf([...past, Date.UTC(2030, 0, 5)], now)).toEqual(wholeOf(past, now));
  });

  it('takes in what stands at noon of today, before noon', () => {
    const now = Date.UTC(2026, 6, 1, 9);
    expect(wholeOf([Date.UTC(2026, 6, 1, 12)], now).to).toBeGreaterThan(Date.UTC(2026, 6, 1, 12));
  });
});
