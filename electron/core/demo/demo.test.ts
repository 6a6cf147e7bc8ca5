import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '../../../tests/support/clinic';
import { entities } from '../../../shared/entities';
import { draftSchema, isSettable } from '../../../shared/schema';
import { wallClockOf } from '../../../shared/rules/time';
import { argon2Hasher } from '../../machine/argon2-hasher';
import { fillDemo, runningTimeZone } from './demo';
import type { DemoSignIn } from './staff';

const now = new Date('2026-11-23T02:30:00Z');

describe('the demo clinic', () => {
  let clinic: TestClinic;
  let signIns: readonly DemoSignIn[];
  const dependencies = () => ({
    records: clinic.core.database.records,
    hasher: argon2Hasher,
    clock: () => now,
  });

  beforeAll(async () => {
    clinic = await openTestClinic({ clock: () => now });
    signIns = await fillDemo(dependencies(), () => undefined);
  });
  afterAll(() => clinic?.close());

  it('is as large as a small real one', async () => {
    const { records } = clinic.core.database;
    expect(await records.count(entities.doctors, {})).toBe(8);
    expect(await records.count(entities.patients, {})).toBe(500);
    expect(await records.count(entities.appointments, {})).toBeGreaterThan(2_000);
    expect(await records.count(entities.healthlogs, {})).toBeGreaterThan(1_000);
    expect(await records.count(entities.prescriptions, {})).toBeGreaterThan(300);
    expect(await records.count(entities.symptomjournals, {})).toBeGreaterThan(100);
  });

  it('holds only records that a person could have entered', async () => {
    const { records } = clinic.core.database;
    for (const entity of Object.values(entities)) {
      if (entity.category === 'audit' || entity.category === 'accounts') continue;
      const found = await records.find(entity, { limit: 5_000 });
      expect(found.length, entity.name).toBeGreaterThan(0);
      const schema = draftSchema(entity);
      for (const record of found) {
        const settable = Object.entries(record).filter(
          ([name]) => entity.fields[name as never] && isSettable(entity.fields[name as never]),
        );
        const parsed = schema.safeParse(Object.fromEntries(settable));
        expect(parsed.error?.issues ?? [], `${entity.name} ${record.id}`).toEqual([]);
      }
    }
  });

  it('refers to nothing that is not there', async () => {
    const { records } = clinic.core.database;
    const patientIds = new Set(
      (await records.find(entities.patients, { limit: 1_000, fields: [] })).map((each) => each.id),
    );
    for (const entity of [
      entities.appointments,
      entities.healthlogs,
      entities.prescriptions,
      entities.symptomjournals,
    ]) {
      const found = await records.find(entity, { limit: 5_000, fields: ['patient'] });
      expect(found.filter((record) => !patientIds.has(String(record.patient)))).toEqual([]);
    }
  });

  it('shows a day that is running, at whatever hour it is filled in', async () => {
    const { date } = wallClockOf(now, runningTimeZone(now));
    const today = await clinic.core.database.records.find(entities.appointments, {
      filter: { date: { is: date } },
      limit: 500,
    });
    const statuses = new Set(today.map((record) => record.status));
    for (const status of ['done', 'inRoom', 'arrived', 'confirmed', 'booked'])
      expect(statuses).toContain(status);
  });

  it('can be signed in to, and is not filled in twice', async () => {
    const [first] = signIns;
    const { records } = clinic.core.database;
    const [account] = await records.find(entities.users, {
      filter: { username: { is: first?.username } },
      limit: 1,
    });
    expect(await argon2Hasher.verify(String(account?.passwordHash), first?.password ?? '')).toBe(true);
    expect(await fillDemo(dependencies(), () => undefined)).toEqual(signIns);
    expect(await records.count(entities.patients, {})).toBe(500);
  });
});

describe('a database that is not empty', () => {
  it('is left as it is', async () => {
    const clinic = await openTestClinic();
    const { records } = clinic.core.database;
    await records.insertMany(entities.clinics, [{ clinicname: 'A real clinic' }], { at: now });
    const filling = fillDemo({ records, hasher: argon2Hasher, clock: () => now }, () => undefined);
    await expect(filling).rejects.toThrow('holds records already');
    expect(await records.count(entities.patients, {})).toBe(0);
    await clinic.close();
  });

  it('is not taken for a whole demo clinic when an earlier start was cut off half-way', async () => {
    const clinic = await openTestClinic();
    const { records } = clinic.core.database;
    const insertMany: typeof records.insertMany = (entity, ...rest) =>
      entity.name === 'doctors' ? Promise.reject(new Error('cut off')) : records.insertMany(entity, ...rest);
    const given = { hasher: argon2Hasher, clock: () => now };
    await expect(
      fillDemo({ ...given, records: { ...records, insertMany } }, () => undefined),
    ).rejects.toThrow('cut off');
    await expect(fillDemo({ ...given, records }, () => undefined)).rejects.toThrow('holds records already');
    await clinic.close();
  });
});

describe('runningTimeZone', () => {
  it('stays at home during working hours', () => {
    expect(runningTimeZone(new Date('2026-11-23T10:00:00Z'), 'Europe/London')).toBe('Europe/London');
  });

  it.each([0, 3, 6, 9, 12, 15, 18, 21])('finds a morning somewhere at %i:00 UTC', (hour) => {
    const at = new Date(Date.UTC(2026, 10, 23, hour));
    const { time } = wallClockOf(at, runningTimeZone(at, 'Europe/London'));
    expect(time >= '08:45' && time <= '16:00').toBe(true);
  });
});
