import { describe, expect, it } from 'vitest';
import { entities } from '../../../shared/entities';
import { slotsOf } from '../../../shared/rules/slots';
import { DuplicateKey, NeedsReplicaSet, type UnitOfWork } from '../../core/ports/records';
import { type MongoStore } from '../open-store';
import { at, user, ann, entry, twoDesks } from './testing/two-desks';

const later = new Date('2026-11-23T10:00:00Z');
const { appointments, auditentries, doctors, patients } = entities;
const desks = twoDesks();
const { change, count, newPatient, stored, writer } = desks;

describe('A unit of work on a server that stands alone', () => {
  it('stores one record with its audit entries', async () => {
    expect(desks.store.standsAlone).toBe(true);
    const made = await change(async (unit) => {
      const record = await unit.insert(patients, { ...ann, phone: '555 0142' }, { at, user });
      await unit.audit({ ...entry, record: record.id });
      await unit.audit({ ...entry, action: 'note', record: record.id });
      return record;
    });
    expect(await desks.store.records.get(patients, made.id)).toEqual(made);
    const entries = await desks.store.records.find(auditentries, { limit: 5 });
    expect(entries.map(({ action, record }) => [action, record]).toSorted()).toEqual([
      ['note', made.id],
      ['update', made.id],
    ]);
    const words = await desks.store.records.find(patients, { text: 'lee', limit: 5 });
    expect(words.map(({ id }) => id)).toEqual([made.id]);
  });

  it('gives what it changed as it is stored, and empties what has no value', async () => {
    const { id } = await newPatient({ phone: '555 0142', city: 'Oslo' });
    const values = { city: null, lastname: 'Moss' };
    const changed = await change((unit) =>
      unit.set(patients, { id, revision: 1 }, values, { at: later, user }),
    );
    expect(changed).toMatchObject({ lastname: 'Moss', phone: '555 0142', revision: 2, updatedAt: later });
    expect(changed).not.toHaveProperty('city');
    expect(await desks.store.records.get(patients, id)).toEqual(changed);
    expect(
      (await desks.store.records.find(patients, { text: 'moss', limit: 5 })).map((each) => each.id),
    ).toEqual([id]);
    expect((await change((unit) => unit.changedSince(patients, id, 1))).toSorted()).toEqual([
      'city',
      'lastname',
    ]);
    const removed = await change((unit) =>
      unit.setRemoved(patients, { id, revision: 2 }, true, {}, { at: later }),
    );
    expect(removed).toMatchObject({ deletedAt: later, revision: 3 });
    expect(await desks.store.records.get(patients, id)).toEqual(removed);
  });

  it('gives null for a record that is no longer at its revision', async () => {
    const { id } = await newPatient();
    const stale = { id, revision: 7 };
    expect(await change((unit) => unit.set(patients, stale, { city: 'Oslo' }, { at }))).toBeNull();
    expect(await desks.store.records.get(patients, id)).toMatchObject({ revision: 1 });
  });

  it('reads what it wrote itself, and does not search beside it', async () => {
    const { id } = await newPatient();
    const [one, many] = await change(async (unit) => {
      await unit.set(patients, { id, revision: 1 }, { city: 'Oslo' }, { at });
      return [await unit.get(patients, id), await unit.getMany(patients, [id])] as const;
    });
    expect(one).toMatchObject({ city: 'Oslo', revision: 2 });
    expect(many).toEqual([one]);
    const seen = await change(async (unit) => {
      const made = await unit.insert(patients, ann, { at });
      return [made, ...(await unit.getMany(patients, [made.id, 'a'.repeat(24), id]))];
    });
    expect(seen).toEqual([seen[0], seen[0], one]);
    await expect(
      change(async (unit) => {
        await unit.set(patients, { id, revision: 2 }, { city: 'Bergen' }, { at });
        await unit.find(patients, { limit: 5 });
      }),
    ).rejects.toThrow(NeedsReplicaSet);
    expect(await desks.store.records.get(patients, id)).toMatchObject({ city: 'Oslo' });
  });

  const several: Record<string, (unit: UnitOfWork, id: string) => Promise<unknown>> = {
    'two new records': async (unit) => {
      await unit.insert(patients, ann, { at });
      await unit.insert(doctors, { lastname: 'Joshi' }, { at });
    },
    'a change beside a new record, though its failure is swallowed': async (unit, id) => {
      await unit.insert(doctors, { lastname: 'Joshi' }, { at });
      await unit.set(patients, { id, revision: 1 }, { city: 'Oslo' }, { at }).catch(() => null);
    },
    'many changes': (unit, id) =>
      unit.setMany(patients, [{ id, revision: 1, values: { noKnownAllergies: true } }], { at }),
    'a file': (unit) =>
      unit.keepFile({
        ...{ upload: 'a'.repeat(24), filename: 'x.png', contentType: 'image/png', size: 1 },
        ...{ sha256: '', at },
      }),
  };
  // Seen red with units that keep the last of several records.
  it.each(Object.entries(several))('refuses %s, and stores nothing of it', async (_what, work) => {
    const { id } = await newPatient();
    const before = await stored();
    const refused = change(async (unit) => {
      await unit.audit(entry);
      await work(unit, id);
    });
    await expect(refused).rejects.toThrow(NeedsReplicaSet);
    expect(await stored()).toEqual(before);
    expect(await count('doctors')).toBe(0);
    expect(await writer()).not.toHaveProperty('journal');
    expect(await desks.store.records.get(patients, id)).toMatchObject({ revision: 1 });
  });

  // Seen red with a turn that is waited for within itself.
  it('lets work within it read, and refuses to store with it', async () => {
    const { id } = await newPatient();
    const seen = await change(async (unit) => {
      await unit.set(patients, { id, revision: 1 }, { city: 'Oslo' }, { at });
      return desks.store.records.change((inner) => inner.get(patients, id));
    });
    expect(seen).toMatchObject({ id, revision: 1 });
    const two = change(async (unit) => {
      await unit.set(patients, { id, revision: 2 }, { city: 'Bergen' }, { at });
      await desks.store.records.change((inner) => inner.insert(doctors, { lastname: 'Joshi' }, { at }));
    });
    await expect(two).rejects.toThrow(NeedsReplicaSet);
    expect(await count('doctors')).toBe(0);
    expect(await desks.store.records.get(patients, id)).toMatchObject({ city: 'Oslo', revision: 2 });
  });

  it('refuses imports, readings and files before anything is stored', async () => {
    await expect(desks.store.records.insertMany(patients, [ann, ann], { at })).rejects.toThrow(
      NeedsReplicaSet,
    );
    const upload = { id: 'a'.repeat(24), by: user, about: 'x', at };
    await expect(desks.store.files.begin(upload)).rejects.toThrow(NeedsReplicaSet);
    const { id } = await newPatient();
    const reading = { kind: '8867-4' as const, value: 72, takenAt: at };
    const batch = {
      ...{ patient: id, readings: [reading], from: { origin: 'entered' as const }, at },
      audit: () => entry,
    };
    await expect(desks.store.readings.record([batch])).rejects.toThrow(NeedsReplicaSet);
    for (const name of ['documentuploads', 'readingpackets', 'readinglocks', 'readings'])
      expect([name, await count(name)]).toEqual([name, 0]);
    expect(await stored()).toEqual({ patients: 1, entries: 0 });
  });

  const booking = (minute = '09:00') => ({
    ...{ date: '2026-11-24', time: minute, minutes: 15, doctor: 'd'.repeat(24), holds: true },
    slots: slotsOf(minute, 15),
  });

  it('is refused by a unique index as anywhere, and leaves nothing in the way', async () => {
    await change((unit) => unit.insert(appointments, booking(), { at }));
    const before = await stored();
    const second = change(async (unit) => {
      await unit.insert(appointments, booking(), { at });
      await unit.audit(entry);
    });
    await expect(second).rejects.toBeInstanceOf(DuplicateKey);
    await expect(second).rejects.toMatchObject({ entity: 'appointments' });
    expect(await stored()).toEqual(before);
    expect(await writer()).not.toHaveProperty('journal');
    await desks.other.records.change((unit) => unit.insert(appointments, booking('10:00'), { at }));
    expect(await count('appointments')).toBe(2);
  });

  it('gives one time to one of two hundred who ask at once at two desks', async () => {
    const asked = Array.from({ length: 200 }, (_, index) =>
      (index % 2 ? desks.store : desks.other).records.change(async (unit) => {
        await unit.insert(appointments, booking(), { at });
        await unit.audit(entry);
      }),
    );
    const ends = await Promise.allSettled(asked);
    const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
    expect(refused.filter((reason) => !(reason instanceof DuplicateKey))).toEqual([]);
    expect(refused).toHaveLength(199);
    expect(await count('appointments')).toBe(1);
    expect(await count('auditentries')).toBe(1);
  }, 60_000);

  // Seen red with a lease that everybody gets.
  it('loses no change of two desks that write at once, and doubles no entry', async () => {
    const { id } = await newPatient({ city: '0' });
    const add = (desk: MongoStore) =>
      desk.records.change(async (unit) => {
        const before = await unit.get(patients, id);
        if (!before) throw new Error('It is gone');
        const values = { city: String(Number(before.city) + 1) };
        const after = await unit.set(patients, { id, revision: before.revision }, values, { at });
        if (!after) throw new Error('Somebody else wrote meanwhile');
        await unit.audit(entry);
      });
    await Promise.all(Array.from({ length: 60 }, (_, index) => add(index % 2 ? desks.store : desks.other)));
    expect(await desks.store.records.get(patients, id)).toMatchObject({ city: '60', revision: 61 });
    expect(await count('auditentries')).toBe(60);
  }, 60_000);

  it('lets units that read first see what the one before them stored', async () => {
    const units = Array.from({ length: 10 }, (_, index) =>
      (index % 2 ? desks.store : desks.other).records.change(async (unit) => {
        await unit.takeTurn('the only patient');
        if ((await unit.find(patients, { limit: 1 })).length > 0) return false;
        await unit.insert(patients, { firstname: 'Only', lastname: 'One' }, { at });
        return true;
      }),
    );
    expect((await Promise.all(units)).filter(Boolean)).toHaveLength(1);
  });
});
