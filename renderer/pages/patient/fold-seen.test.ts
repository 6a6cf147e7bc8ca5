import { describe, expect, it } from 'vitest';
import type { Chart } from '../../../shared/contract';
import { timelineOf } from '../../kit/clinic/timeline';
import { foldSeen } from './fold-seen';

const stamps = { revision: 1, createdAt: new Date(0), updatedAt: new Date(0) };
const doctor = 'd'.repeat(24);
const appointment = (id: string, given: object) => ({ id, ...stamps, doctor, time: '10:00', ...given });

describe('the timeline of a patient', () => {
  it('shows a visit once: the appointment that led to it is folded into it, all others stay', () => {
    const chart = {
      patient: { id: 'p', ...stamps, lastname: 'Al-Sayed' },
      names: {},
      hasAlerts: false,
      problems: [],
      allergies: [],
      immunizations: [],
      attachments: [],
      readings: [],
      checks: {},
      prescriptions: [],
      symptomjournals: [],
      healthlogs: [{ id: 'v', ...stamps, doctor, date: '2026-11-20', visitPurpose: 'Cough' }],
      appointments: [
        appointment('seen', { date: '2026-11-20', status: 'done', reason: 'Cough' }),
        appointment('same day, cancelled', { date: '2026-11-20', status: 'cancelled' }),
        appointment('seen by another', { date: '2026-11-20', status: 'done', doctor: 'e'.repeat(24) }),
        appointment('seen, nothing written', { date: '2026-11-18', status: 'done' }),
        appointment('ahead', { date: '2026-11-30', status: 'booked' }),
      ],
    } as Chart;
    expect(foldSeen(timelineOf(chart)).map(({ record }) => record.id)).toEqual([
      'ahead',
      'v',
      'seen by another',
      'same day, cancelled',
      'seen, nothing written',
    ]);
  });
});
