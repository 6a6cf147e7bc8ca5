import { describe, expect, it } from 'vitest';
import type { Appointment, Visit } from '../../../../shared/entities';
import { visitSpan } from './patient-lanes';

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
