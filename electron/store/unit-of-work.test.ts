import mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { entities } from '../../shared/entities';
import { slotsOf } from '../../shared/rules/slots';
import { testDatabase } from '../../tests/support/database';
import { type AuditDraft, DuplicateKey, type UnitOfWork } from '../core/ports/records';
import { type MongoStore, openStore } from './open-store';

const at = new Date('2026-11-23T09:00:00Z');
const later = new Date('2026-11-23T10:00:00Z');
const user = 'c'.repeat(24);
const { appointments, auditentries, patients } = entities;

describe('A unit of work', () => {
  let store: MongoStore;
  beforeAll(async () => {
    store = await openStore(entities)(testDatabase(), () => undefined);
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    for (const name of ['patients', 'appointments', 'auditentries'])
      await store.database.collection(name).deleteMany({});
  });

  const change = <T>(work: (unit: UnitOfWork) => Promise<T>) => store.records.change(work);
  const newPatient = (values: Record<string, unknown> = {}) =>
    change((unit) => unit.insert(patients, { firstname: 'Ann', lastname: 'Lee', ...values }, { at, user }));
  const entry = (record: string): AuditDraft => ({
    at,
    user,
    action: 'update',
    entity: 'patients',
    record,
    outcome: 'done',
  });
  const stored = async () => ({
    patients: await store.database.collection('patients').countDocuments(),
    entries: await store.database.collection('auditentries').countDocuments(),
  });

  it('stores a change together with its audit entry', async () => {
    await change(async (unit) => {
      const { id } = await unit.insert(patients, { firstname: 'Ann', lastname: 'Lee' }, { at, user });
      await unit.audit(entry(id));
    });
    expect(await stored()).toEqual({ patients: 1, entries: 1 });
    const [found] = await store.records.find(auditentries, { limit: 5 });
    expect(found).toMatchObject({ action: 'update', user, at, outcome: 'done', createdBy: user });
  });

  // Seen red with `insertOne` outside the session: the new record then stayed.
  it('stores neither the change nor its audit entry when something fails after the write', async () => {
    const { id } = await newPatient();
    await expect(
      change(async (unit) => {
        await unit.set(patients, { id, revision: 1 }, { lastname: 'Changed' }, { at, user });
        await unit.insert(patients, { firstname: 'Bob', lastname: 'New' }, { at, user });
        await unit.audit(entry(id));
        throw new Error('planted');
      }),
    ).rejects.toThrow('planted');
    expect(await stored()).toEqual({ patients: 1, entries: 0 });
    expect(await store.records.get(patients, id)).toMatchObject({ lastname: 'Lee', revision: 1 });
  });

  it('stores nothing when the audit entry itself cannot be stored', async () => {
    await expect(
      change(async (unit) => {
        await unit.insert(patients, { firstname: 'Ann', lastname: 'Lee' }, { at, user });
        await unit.audit({ ...entry('x'), outcome: { $gt: '' } as never });
      }),
    ).rejects.toThrow(TypeError);
    expect(await stored()).toEqual({ patients: 0, entries: 0 });
  });

  it('sets only the fields it is told, empties those without a value, and raises the revision', async () => {
    const { id } = await newPatient({ phone: '555 0142', city: 'Oslo' });
    const values = { city: null, email: 'a@b.org' };
    const changed = await change((unit) =>
      unit.set(patients, { id, revision: 1 }, values, { at: later, user }),
    );
    expect(changed).toMatchObject({
      revision: 2,
      phone: '555 0142',
      email: 'a@b.org',
      createdAt: at,
      updatedAt: later,
    });
    expect(changed).not.toHaveProperty('city');
    expect(await store.records.get(patients, id)).toEqual(changed);
  });

  it('refuses to change a record that is no longer at the revision it was read at', async () => {
    const { id } = await newPatient();
    await change((unit) => unit.set(patients, { id, revision: 1 }, { city: 'Oslo' }, { at, user }));
    const lost = [{ city: 'Rome' }, { firstname: 'Found by words' }];
    for (const values of lost) {
      expect(
        await change((unit) => unit.set(patients, { id, revision: 1 }, values, { at, user })),
      ).toBeNull();
    }
    expect(
      await change((unit) => unit.setRemoved(patients, { id, revision: 1 }, true, {}, { at })),
    ).toBeNull();
    expect(await store.records.get(patients, id)).toMatchObject({
      city: 'Oslo',
      firstname: 'Ann',
      revision: 2,
    });
    const nobody = { id: 'd'.repeat(24), revision: 1 };
    expect(await change((unit) => unit.set(patients, nobody, { city: 'Rome' }, { at }))).toBeNull();
  });

  // Seen red without `revision` in the filter of the update: all twenty then won.
  it('lets exactly one of many simultaneous changes of the same revision through', async () => {
    const { id } = await newPatient();
    const attempts = Array.from({ length: 20 }, (_, n) =>
      change((unit) => unit.set(patients, { id, revision: 1 }, { city: `City ${n}` }, { at, user })),
    );
    const winners = (await Promise.all(attempts)).filter((result) => result !== null);
    expect(winners).toHaveLength(1);
    expect(await store.records.get(patients, id)).toEqual(winners[0]);
  });

  it('knows which fields changed after a revision', async () => {
    const { id } = await newPatient();
    await change((unit) => unit.set(patients, { id, revision: 1 }, { city: 'Oslo', phone: '555' }, { at }));
    await change((unit) => unit.set(patients, { id, revision: 2 }, { phone: null }, { at }));
    expect(await change((unit) => unit.changedSince(patients, id, 1))).toEqual(['city', 'phone']);
    expect(await change((unit) => unit.changedSince(patients, id, 2))).toEqual(['phone']);
    expect(await change((unit) => unit.changedSince(patients, id, 3))).toEqual([]);
  });

  it('finds a changed record by its new words and no longer by its old ones', async () => {
    const { id } = await newPatient({ phone: '555 0142' });
    await change((unit) => unit.set(patients, { id, revision: 1 }, { lastname: 'Zimmer' }, { at }));
    expect(await store.records.count(patients, { text: 'zim 0142 ann' })).toBe(1);
    expect(await store.records.count(patients, { text: 'lee' })).toBe(0);
  });

  it('hides a removed record from lists and brings it back', async () => {
    const { id } = await newPatient();
    const removed = await change((unit) =>
      unit.setRemoved(patients, { id, revision: 1 }, true, {}, { at: later, user }),
    );
    expect(removed).toMatchObject({ deletedAt: later, revision: 2 });
    expect(await store.records.count(patients, {})).toBe(0);
    expect(await store.records.get(patients, id)).toEqual(removed);
    const restored = await change((unit) =>
      unit.setRemoved(patients, { id, revision: 2 }, false, { city: 'Oslo' }, { at }),
    );
    expect(restored).toMatchObject({ city: 'Oslo', revision: 3 });
    expect(restored).not.toHaveProperty('deletedAt');
    expect(await store.records.count(patients, {})).toBe(1);
  });

  it('says which unique index refused, without telling the value', async () => {
    await newPatient({ recordNumber: 'MRN-1' });
    const refused = await newPatient({ recordNumber: 'MRN-1' }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DuplicateKey);
    expect(refused).toMatchObject({ entity: 'patients', index: 'recordNumber' });
    const told = refused instanceof Error ? [refused.message, refused.stack, refused.cause].join() : '';
    expect(told).not.toContain('MRN-1');
    expect(await stored()).toMatchObject({ patients: 1 });
  });

  it('passes on what its work makes of a refusal, and stores nothing even when the work swallows it', async () => {
    await newPatient({ recordNumber: 'MRN-1' });
    const doubled = { firstname: 'Bob', lastname: 'Ray', recordNumber: 'MRN-1' };
    const inOwnWords = change((unit) =>
      unit.insert(patients, doubled, { at }).catch(() => {
        throw new Error('in other words');
      }),
    );
    await expect(inOwnWords).rejects.toThrow('in other words');
    const swallowing = change(async (unit) => {
      await unit.insert(patients, doubled, { at }).catch(() => undefined);
      await unit.insert(patients, { firstname: 'Cid', lastname: 'Ray' }, { at }).catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow(DuplicateKey);
    expect(await stored()).toMatchObject({ patients: 1 });
  });

  it('does one thing after the other when its work asks for several at once', async () => {
    const made = await change((unit) =>
      Promise.all(
        ['Ann', 'Bob', 'Cid'].map((firstname) =>
          unit.insert(patients, { firstname, lastname: 'Lee' }, { at }),
        ),
      ),
    );
    expect(await store.records.getMany(patients, made.map((record) => record.id).toReversed())).toEqual(
      made.toReversed(),
    );
  });

  it('gives every unit its own number, also to many at once, and the same again to one that is repeated', async () => {
    const counter = 'numbers of this test';
    const { id } = await newPatient();
    const drawn = await Promise.all(
      Array.from({ length: 12 }, () =>
        change(async (unit) => {
          const number = await unit.nextNumber(counter);
          const record = await unit.get(patients, id);
          // All write the same record, so that most units are repeated.
          await unit.set(
            patients,
            { id, revision: record?.revision ?? 0 },
            { city: `City ${number}` },
            { at },
          );
          return number;
        }),
      ),
    );
    expect(drawn.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(await store.records.get(patients, id)).toMatchObject({ revision: 13 });
  });

  it('changes many at once as it changes one, and leaves what is no longer at its revision', async () => {
    const ids = await Promise.all(
      ['09:00', '10:00', '11:00'].map((time) =>
        change((unit) => unit.insert(appointments, { date: '2026-11-24', time, holds: true }, { at, user })),
      ),
    );
    const [first, second, third] = ids.map(({ id }) => id);
    const values = { start: later, holds: null };
    const changes = [first, second, third].map((id = '') => ({ id, revision: id === third ? 7 : 1, values }));
    await change((unit) => unit.setMany(appointments, changes, { at: later, user }));
    const [one, , last] = await store.records.getMany(
      appointments,
      ids.map(({ id }) => id),
    );
    expect(one).toMatchObject({
      start: later,
      time: '09:00',
      revision: 2,
      updatedAt: later,
      updatedBy: user,
    });
    expect(one?.holds).toBeUndefined();
    expect(last).toMatchObject({ revision: 1, holds: true });
    const changed = await change((unit) => unit.changedSince(appointments, first ?? '', 1));
    expect(changed.toSorted()).toEqual(['holds', 'start']);
    const named = [{ id: first ?? '', revision: 2, values: { room: 'Room 1' } }];
    await expect(change((unit) => unit.setMany(appointments, named, { at }))).rejects.toThrow(TypeError);
  });

  // Seen red with a `takeTurn` that does nothing: each of the ten then saw no other.
  it('lets units that take turns see what the one before them stored', async () => {
    const units = Array.from({ length: 10 }, () =>
      change(async (unit) => {
        await unit.takeTurn('the only patient');
        if ((await unit.find(patients, { limit: 1 })).length > 0) return false;
        await unit.insert(patients, { firstname: 'Only', lastname: 'One' }, { at });
        return true;
      }),
    );
    expect((await Promise.all(units)).filter(Boolean)).toEqual([true]);
  });

  const book = (room: string | null, doctor: string, patient: string) =>
    change((unit) =>
      unit.insert(
        appointments,
        {
          date: '2026-11-24',
          time: '09:00',
          minutes: 15,
          doctor,
          patient,
          room,
          clinic: 'e'.repeat(24),
          status: 'booked',
          slots: slotsOf('09:00', 15),
          holds: true,
        },
        { at, user },
      ),
    );
  const idOf = (n: number) => n.toString(16).padStart(24, '0');

  // Seen red by dropping the index "doctor holds slot" before booking: all 200 were then stored.
  it('lets exactly one of 200 simultaneous bookings of the same doctor and time through', async () => {
    const doctor = idOf(1);
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, (_, n) => book(null, doctor, idOf(1_000 + n))),
    );
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(refused).toHaveLength(199);
    for (const reason of refused)
      expect(reason).toMatchObject({ name: 'DuplicateKey', index: 'doctor holds slot' });
    expect(await store.records.count(appointments, {})).toBe(1);
  });

  it('keeps patients and rooms from being booked twice as well, and lets a cancelled time be taken', async () => {
    const first = await book('Room 1', idOf(1), idOf(10));
    await expect(book('Room 2', idOf(2), idOf(10))).rejects.toMatchObject({ index: 'patient holds slot' });
    await expect(book('Room 1', idOf(2), idOf(11))).rejects.toMatchObject({ index: 'room holds slot' });
    const cancelled = { status: 'cancelled', holds: false };
    await change((unit) => unit.set(appointments, first, cancelled, { at, user }));
    await book('Room 1', idOf(1), idOf(10));
    const uncancelled = { status: 'booked', holds: true };
    const again = change((unit) =>
      unit.set(appointments, { id: first.id, revision: 2 }, uncancelled, { at, user }),
    );
    await expect(again).rejects.toThrow(DuplicateKey);
  });

  it('keeps many records at once with one audit entry for all', async () => {
    const many = Array.from({ length: 12_000 }, (_, n) => ({ firstname: `First ${n}`, lastname: 'Import' }));
    const ids = await store.records.insertMany(patients, many, { at, user });
    expect(await stored()).toEqual({ patients: 12_000, entries: 1 });
    expect(await store.records.count(patients, { text: 'import 11999' })).toBe(1);
    expect(await store.records.get(patients, ids[11_999] ?? '')).toMatchObject({
      firstname: 'First 11999',
      userCreated: at,
    });
    const [found] = await store.records.find(auditentries, { limit: 1 });
    expect(found).toMatchObject({
      action: 'import',
      entity: 'patients',
      reason: '12000 records',
      outcome: 'done',
    });
  });

  it('refuses many records of which two exclude each other, and says which index', async () => {
    const many = [1, 2, 2].map((n) => ({ firstname: 'Ann', lastname: 'Lee', recordNumber: `MRN-${n}` }));
    await expect(store.records.insertMany(patients, many, { at, user })).rejects.toMatchObject({
      name: 'DuplicateKey',
      entity: 'patients',
      index: 'recordNumber',
    });
    expect(await stored()).toEqual({ patients: 0, entries: 0 });
  });

  it('writes audit entries that accompany no change', async () => {
    await store.records.appendAudit([entry('x'), { ...entry('y'), outcome: 'refused' }]);
    await store.records.appendAudit([]);
    expect(await store.records.countBy(auditentries, {}, ['outcome'])).toHaveLength(2);
  });

  // Seen red with an id of its own for each: all were there twice.
  it('keeps an audit entry once that is handed over again, and those that are new beside it', async () => {
    const entries = ['x', 'y'].map((reason, index) => ({
      ...entry(reason),
      id: `${index}`.padStart(24, 'a'),
    }));
    await store.records.appendAudit(entries);
    await store.records.appendAudit([...entries, { ...entry('z'), id: 'b'.repeat(24) }]);
    expect(await stored()).toMatchObject({ entries: 3 });
  });

  it('counts again after its own writes and after those of other programs', async () => {
    expect(await store.records.count(patients, {})).toBe(0);
    const { id } = await newPatient();
    expect(await store.records.count(patients, {})).toBe(1);
    const _id = new mongoose.mongo.ObjectId(id);
    await store.database.collection('patients').updateOne({ _id }, { $set: { removed: true } });
    await vi.waitFor(async () => expect(await store.records.count(patients, {})).toBe(0), {
      timeout: 15_000,
    });
  });
});
