import mongoose from 'mongoose';
import { entities } from '../../../shared/entities';
import type { BenchClinic } from '../clinic';
import { interleaved, quantile, type Timings } from '../measure';
import { compared, plain, type Row } from '../report';
import { seedReadings } from '../readings';

const DAY_MS = 86_400_000;
const until = new Date('2026-11-01T00:00:00Z');
const kinds = ['8867-4', '2339-0', '59408-5'] as const;
const windows = { year: 365, month: 30, day: 1, hour: 1 / 24 };
/** What one curve of a year may take, in milliseconds, at the 95th percentile. */
const mostForAYear = 150;

/** 2,000 readings a day for a year of one patient: curves at every zoom, and what it costs to record some more. */
export async function readings({ desk, client, raw, seeded }: BenchClinic): Promise<Row[]> {
  const { user } = await client.session.state();
  const [id, roles] = [user?.userId ?? '', user?.roles ?? []];
  // Who runs the benchmarks is the administrator, who sees no readings.
  await client.accounts.setRoles({ id, roles: [...roles, 'doctor'] });
  try {
    const patient = await measuredPatient({ desk, raw, seeded });
    const began = performance.now();
    await client.readings.summary({ patient });
    const counted = performance.now() - began;
    const series = (days: number, some: readonly (typeof kinds)[number][]) =>
      client.readings.series({
        ...{ patient, kinds: [...some], points: 500 },
        ...{ from: new Date(until.getTime() - days * DAY_MS), to: until },
      });
    const curves = await interleaved(
      [
        { name: 'driver: a year of heart rate, grouped by day', run: () => grouped(raw, patient) },
        ...Object.entries(windows).map(([name, days]) => ({
          name: `a ${name} of heart rate`,
          run: () => series(days, ['8867-4']),
        })),
        { name: 'a year of all three kinds', run: () => series(365, kinds) },
        {
          name: 'a hundred days of the timeline',
          run: () => client.readings.days({ patient, from: '2026-07-24', to: '2026-10-31' }),
        },
      ],
      { rounds: 20 },
    );
    const other = seeded.patients[1] ?? '';
    const later = (round: number, index: number) =>
      new Date(until.getTime() + round * DAY_MS + index * 60_000);
    const records = await interleaved(
      [1, 1_000].flatMap((count) => [
        {
          name: `driver: insertMany ${count}`,
          run: (round: number) =>
            raw.collection('benchreadings').insertMany(
              Array.from({ length: count }, (_, index) => ({
                takenAt: later(round - 400, index),
                of: { patient: other, kind: '8867-4', source: 'bench' },
                value: 70,
              })),
            ),
        },
        {
          name: `record ${count}`,
          run: (round: number) =>
            client.readings.record({
              patient,
              readings: Array.from({ length: count }, (_, index) => ({
                ...{
                  kind: '8867-4',
                  value: 70 + (count % 7),
                  unit: '/min',
                  takenAt: later(round - 400, index),
                },
              })),
              device: `bench ${count}`,
            }),
        },
      ]),
      { rounds: 20 },
    );
    const year = percentile(curves, 'a year of heart rate');
    return [
      { what: 'first reading after 730,000 were seeded: all is counted once', ms: counted },
      plain(curves, 'driver: a year of heart rate, grouped by day'),
      ...[...Object.keys(windows).map((name) => `a ${name} of heart rate`), 'a year of all three kinds'].map(
        (way) =>
          compared(curves, {
            what: `${way}, p50`,
            way,
            against: 'driver: a year of heart rate, grouped by day',
          }),
      ),
      ...Object.keys(windows).map((name) => ({
        what: `a ${name} of heart rate, p95`,
        ms: percentile(curves, `a ${name} of heart rate`),
        ...(name === 'year' ? { limit: `≤ ${mostForAYear} ms`, isMet: year <= mostForAYear } : {}),
      })),
      { what: 'a year of all three kinds, p95', ms: percentile(curves, 'a year of all three kinds') },
      {
        what: 'a hundred days of the timeline, p95',
        ms: percentile(curves, 'a hundred days of the timeline'),
      },
      ...[1, 1_000].flatMap((count) => [
        plain(records, `driver: insertMany ${count}`),
        compared(records, {
          ...{ what: `record ${count}, audited and counted`, way: `record ${count}` },
          against: `driver: insertMany ${count}`,
        }),
      ]),
    ];
  } finally {
    await client.accounts.setRoles({ id, roles });
  }
}

const percentile = (timings: Timings, way: string) => quantile(timings.get(way) ?? [], 0.95);

async function measuredPatient({ desk, raw }: Pick<BenchClinic, 'desk' | 'raw' | 'seeded'>): Promise<string> {
  const { records } = desk.core.database;
  const [patient = ''] = await records.insertMany(
    entities.patients,
    [{ firstname: 'Tanmay', lastname: 'Measured', dateOfBirth: '1958-04-02' }],
    { at: new Date() },
  );
  await seedReadings(raw, patient, { until, say: () => undefined });
  return patient;
}

/** What a year costs without rollups. */
function grouped(raw: mongoose.mongo.Db, patient: string) {
  const of = { 'of.patient': new mongoose.mongo.ObjectId(patient), 'of.kind': '8867-4' };
  const takenAt = { $gte: new Date(until.getTime() - 365 * DAY_MS), $lt: until };
  return raw
    .collection('readings')
    .aggregate([
      { $match: { ...of, takenAt } },
      {
        $group: {
          _id: { $dateTrunc: { date: '$takenAt', unit: 'day' } },
          ...{ mean: { $avg: '$value' }, min: { $min: '$value' }, max: { $max: '$value' } },
        },
      },
    ])
    .toArray();
}
