import { describe, expect, it } from 'vitest';
import { at, codeOf, issuesOf, pulse, readingClinic } from '../../../tests/support/reading-clinic';

const saturation = (time: string, value: number, date: string) => ({
  ...{ kind: '59408-5', value, unit: '%' },
  takenAt: at(time, date),
});
const beat = (time: string, value: number, date: string) => ({
  ...pulse(time, value),
  takenAt: at(time, date),
});

describe('Days with readings', () => {
  const { people, newPatient } = readingClinic();

  it('are those of the clinic, newest first, each kind drawn together, without what was withdrawn', async () => {
    const patient = await newPatient();
    const { readings } = people().doctor.client;
    await readings.record({
      patient,
      readings: [
        // London is an hour ahead of UTC until 25 October 2026.
        ...[
          beat('22:59', 70, '2026-10-23'),
          beat('23:00', 140, '2026-10-23'),
          beat('22:59', 62, '2026-10-24'),
        ],
        // The longest day of the year: from 23:00 to 24:00 of the next in UTC.
        ...[
          beat('23:00', 64, '2026-10-24'),
          beat('23:59', 66, '2026-10-25'),
          beat('00:00', 71, '2026-10-26'),
        ],
        saturation('09:00', 97, '2026-10-24'),
      ],
    });
    const asked = { patient, from: '2026-10-24', to: '2026-10-26' };
    const pulseOf = { kind: '8867-4', outside: 0 };
    const { days, beingCounted } = await readings.days(asked);
    expect(beingCounted).toEqual([]);
    expect(days).toEqual([
      { ...pulseOf, date: '2026-10-26', count: 1, min: 71, max: 71, sum: 71 },
      { ...pulseOf, date: '2026-10-25', count: 2, min: 64, max: 66, sum: 130 },
      { ...pulseOf, date: '2026-10-24', count: 2, min: 62, max: 140, sum: 202, outside: 1 },
      { kind: '59408-5', date: '2026-10-24', count: 1, min: 97, max: 97, sum: 97, outside: 0 },
    ]);

    const { rows } = await readings.list({
      ...{ patient, kind: '8867-4', page: { offset: 0, limit: 10 } },
    });
    const high = rows.find(({ value }) => value === 140);
    if (!high) throw new Error('The reading of 140 is not listed');
    await readings.withdraw({
      ...{ patient, kind: '8867-4', id: high.id, takenAt: high.takenAt, reason: 'Moved the cuff' },
    });
    expect((await readings.days({ ...asked, to: '2026-10-24' })).days[0]).toEqual({
      ...{ ...pulseOf, date: '2026-10-24', count: 1, min: 62, max: 62, sum: 62 },
    });
  });

  it('are asked for a hundred at a time, in order, and told to who may read them', async () => {
    const patient = await newPatient();
    const { doctor, frontdesk, patient: other } = people();
    const days = (of: typeof doctor, from: string, to: string) =>
      of.client.readings.days({ patient, from, to });
    expect(await days(doctor, '2026-08-20', '2026-11-27')).toEqual({ days: [], beingCounted: [] });
    expect(await issuesOf(days(doctor, '2026-08-19', '2026-11-27'))).toEqual([
      { path: ['to'], message: 'At most 100 days at once.' },
    ]);
    expect(await issuesOf(days(doctor, '2026-11-27', '2026-11-26'))).toEqual([
      { path: ['to'], message: 'The last day is before the first.' },
    ]);
    expect(await codeOf(days(doctor, '2026-02-30', '2026-03-01'))).toBe('INVALID');
    expect(await codeOf(days(frontdesk, '2026-11-26', '2026-11-27'))).toBe('FORBIDDEN');
    expect(await codeOf(days(other, '2026-11-26', '2026-11-27'))).toBe('NOT_FOUND');
  });
});
