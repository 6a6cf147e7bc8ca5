import { describe, expect, it } from 'vitest';
import { bookingWords } from './booking-words';

const clash = {
  id: '64af00000000000000000001',
  date: '2026-11-23',
  time: '10:00',
  minutes: 20,
  patientName: 'Tanmay Kulkarni',
  doctorName: 'Dr Joshi',
  room: 'Room 2',
};

describe('a time that is taken', () => {
  it('is told with who holds it, until when, and the next two free times', () => {
    expect(
      bookingWords({ kind: 'booking', holder: 'doctor', clash, freeTimes: ['10:40', '11:20', '11:40'] }),
    ).toBe('Dr Joshi already sees Tanmay Kulkarni 10:00–10:20 on 23 Nov 2026. Next free 10:40, 11:20.');
  });

  it('names the patient or the room that is taken', () => {
    expect(bookingWords({ kind: 'booking', holder: 'patient', clash, freeTimes: [] })).toBe(
      'Tanmay Kulkarni already has an appointment 10:00–10:20 with Dr Joshi. Nothing else is free that day.',
    );
    expect(bookingWords({ kind: 'booking', holder: 'room', clash, freeTimes: ['11:00'] })).toContain(
      'Room 2 is taken 10:00–10:20 by Dr Joshi.',
    );
  });

  it('names nobody when the asker may not see the other appointment', () => {
    expect(bookingWords({ kind: 'booking', holder: 'doctor', freeTimes: ['10:40'] })).toBe(
      'This doctor is taken at that time. Next free 10:40.',
    );
  });
});
