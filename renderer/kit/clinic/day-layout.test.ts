import { describe, expect, it } from 'vitest';
import type { ClinicDay } from '../../../shared/contract';
import type { Appointment, AppointmentStatus } from '../../../shared/entities';
import { layoutOf, minutesBehind, progressOf } from './day-layout';

const date = '2026-11-23';
const at = (time: string) => new Date(`${date}T${time}:00Z`);
const joshi = 'd1';
const okafor = 'd2';

function booked(
  id: string,
  doctor: string,
  time: string,
  status: AppointmentStatus = 'confirmed',
): Appointment {
  const stamps = { createdAt: at('08:00'), updatedAt: at('08:00'), revision: 1 };
  return { id, doctor, date, time, minutes: 20, status, patient: `p${id}`, ...stamps };
}

const doctors = [
  { id: joshi, name: 'Dr Meera Joshi', room: 'Room 2' },
  { id: okafor, name: 'Dr Samuel Okafor' },
];
const dayOf = (...appointments: Appointment[]): ClinicDay => ({ date, appointments, patients: [], doctors });
const now = { date, time: '09:42' };

describe('the day by doctor', () => {
  it('folds people seen into the head and what is more than an hour ahead into one line', () => {
    const [group] = layoutOf(
      dayOf(
        booked('seen', joshi, '08:30', 'done'),
        booked('inside', joshi, '09:20', 'inRoom'),
        booked('waiting', joshi, '09:50', 'arrived'),
        booked('next', joshi, '10:20'),
        booked('noon', joshi, '12:00'),
        booked('one', joshi, '13:00'),
      ),
      { now },
    );
    expect(group?.seen).toEqual(['seen']);
    expect(group?.shown).toEqual(['inside', 'waiting', 'next']);
    expect(group?.later).toEqual(['noon', 'one']);
  });

  it('shows the next three people of a doctor however far ahead they are', () => {
    const [group] = layoutOf(
      dayOf(...['13:00', '14:00', '15:00', '16:00', '17:00'].map((time) => booked(time, joshi, time))),
      { now },
    );
    expect(group?.shown).toEqual(['13:00', '14:00', '15:00']);
    expect(group?.later).toEqual(['16:00', '17:00']);
  });

  it('shows every row of another day, and cancelled ones only when asked for', () => {
    const day = dayOf(booked('a', joshi, '16:00', 'done'), booked('b', joshi, '17:00', 'cancelled'));
    expect(layoutOf(day, {})[0]?.shown).toEqual(['a']);
    expect(layoutOf(day, { onlyStatuses: ['cancelled'] })[0]?.shown).toEqual(['b']);
  });

  it('puts the own column first, then goes by name', () => {
    const day = dayOf(booked('a', joshi, '10:00'), booked('b', okafor, '10:00'));
    expect(layoutOf(day, {}).map((group) => group.name)).toEqual(['Dr Meera Joshi', 'Dr Samuel Okafor']);
    expect(layoutOf(day, { ownDoctor: okafor })[0]?.name).toBe('Dr Samuel Okafor');
  });

  it('keeps appointments of older systems that only name a doctor', () => {
    const written: Appointment = { ...booked('a', '', '10:00'), doctor: undefined, doctorName: 'Sharma' };
    expect(layoutOf(dayOf(written), {})).toMatchObject([{ name: 'Sharma', shown: ['a'] }]);
  });
});

describe('how a doctor is doing', () => {
  it('counts who was seen and who is still to go, without cancelled and missed ones', () => {
    const day = [
      booked('a', joshi, '08:30', 'done'),
      booked('b', joshi, '09:00', 'noShow'),
      booked('c', joshi, '09:20', 'inRoom'),
      booked('d', joshi, '10:00', 'cancelled'),
      booked('e', joshi, '10:20', 'booked'),
    ];
    expect(progressOf(day)).toEqual({ seen: 1, toGo: 2 });
  });

  it('is behind by how late the person inside went in', () => {
    const inside = {
      ...booked('a', joshi, '09:20', 'inRoom'),
      minutes: 30,
      statusTimes: [{ status: 'inRoom' as const, at: at('09:32') }],
    };
    expect(minutesBehind([inside], at('09:42'), 'UTC')).toBe(12);
  });

  it('is behind by how far the time of the person inside has run over', () => {
    const inside = {
      ...booked('a', joshi, '09:00', 'inRoom'),
      statusTimes: [{ status: 'inRoom' as const, at: at('09:00') }],
    };
    expect(minutesBehind([inside], at('09:42'), 'UTC')).toBe(22);
  });

  it('is not behind while fewer than five minutes are lost', () => {
    expect(minutesBehind([booked('a', joshi, '09:39', 'arrived')], at('09:42'), 'UTC')).toBe(0);
    expect(minutesBehind([booked('a', joshi, '09:30', 'arrived')], at('09:42'), 'UTC')).toBe(12);
  });
});
