import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { entities } from '../../../shared/entities';
import { slotsOf } from '../../../shared/rules/slots';
import { startTestMongod, type TestMongod } from '../../../tests/support/mongod';
import {
  type AuditDraft,
  DuplicateKey,
  NeedsReplicaSet,
  Unavailable,
  type UnitOfWork,
} from '../../core/ports/records';
import type { ChangeListener } from '../../core/ports/store';
import { bundledForNode, startOther } from '../../machine/testing/other-process';
import { type MongoStore, openStore } from '../open-store';
import { RING, type WriterDocument, writersOf } from './writer-document';

const at = new Date('2026-11-23T09:00:00Z');
const later = new Date('2026-11-23T10:00:00Z');
const user = 'c'.repeat(24);
const { appointments, auditentries, doctors, patients } = entities;
const ann = { firstname: 'Ann', lastname: 'Lee' };
const entry: AuditDraft = { at, user, action: 'update', entity: 'patients', outcome: 'done' };
/** An error that says nothing of the server itself. */
const EXCEEDED_TIME_LIMIT = 262;
const until = <T>(check: () => T) => vi.waitFor(check, { timeout: 15_000, interval: 20 });

let mongod: TestMongod;
/** Two desks on one database. */
let store: MongoStore;
let other: MongoStore;
beforeAll(async () => {
  mongod = await startTestMongod({ replicaSet: false });
  const open = () => openStore(entities)(mongod.uri('alone'), () => undefined);
  store = await open();
  other = await open();
}, 60_000);
beforeEach(async () => {
  for (const name of ['patients', 'doctors', 'appointments', 'auditentries'])
    await store.database.collection(name).deleteMany({});
  // A test that failed leaves nothing to the next one.
  await writersOf(store.database).updateOne(
    { _id: 'writer' },
    { $set: { until: new Date(0) }, $unset: { journal: true } },
  );
});
afterAll(async () => {
  await Promise.all([store?.close(), other?.close()]);
  await mongod?.dispose();
});

const change = <T>(work: (unit: UnitOfWork) => Promise<T>) => store.records.change(work);
const newPatient = (values: Record<string, unknown> = {}) =>
  change((unit) => unit.insert(patients, { ...ann, ...values }, { at, user }));
const count = (name: string) => store.database.collection(name).countDocuments();
const stored = async () => ({ patients: await count('patients'), entries: await count('auditentries') });
const writer = () => writersOf(store.database).findOne({ _id: 'writer' }, { projection: { ring: 0 } });
/** As if the time of whoever has the lease were over. */
const letTheLeaseRunOut = () =>
  writersOf(store.database).updateOne({ _id: 'writer' }, { $set: { until: new Date(0) } });

/** Holds the statement that stores the next new record back in the server. */
async function holdNextInsertBack(ms: number): Promise<void> {
  await store.database.admin().command({
    configureFailPoint: 'failCommand',
    mode: { times: 1 },
    data: { failCommands: ['aggregate'], blockConnection: true, blockTimeMS: ms },
  });
}

describe('A unit of work on a server that stands alone', () => {
  it('stores one record with its audit entries', async () => {
    expect(store.standsAlone).toBe(true);
    const made = await change(async (unit) => {
      const record = await unit.insert(patients, { ...ann, phone: '555 0142' }, { at, user });
      await unit.audit({ ...entry, record: record.id });
      await unit.audit({ ...entry, action: 'note', record: record.id });
      return record;
    });
    expect(await store.records.get(patients, made.id)).toEqual(made);
    const entries = await store.records.find(auditentries, { limit: 5 });
    expect(entries.map(({ action, record }) => [action, record]).toSorted()).toEqual([
      ['note', made.id],
      ['update', made.id],
    ]);
    const words = await store.records.find(patients, { text: 'lee', limit: 5 });
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
    expect(await store.records.get(patients, id)).toEqual(changed);
    expect((await store.records.find(patients, { text: 'moss', limit: 5 })).map((each) => each.id)).toEqual([
      id,
    ]);
    expect((await change((unit) => unit.changedSince(patients, id, 1))).toSorted()).toEqual([
      'city',
      'lastname',
    ]);
    const removed = await change((unit) =>
      unit.setRemoved(patients, { id, revision: 2 }, true, {}, { at: later }),
    );
    expect(removed).toMatchObject({ deletedAt: later, revision: 3 });
    expect(await store.records.get(patients, id)).toEqual(removed);
  });

  it('gives null for a record that is no longer at its revision', async () => {
    const { id } = await newPatient();
    const stale = { id, revision: 7 };
    expect(await change((unit) => unit.set(patients, stale, { city: 'Oslo' }, { at }))).toBeNull();
    expect(await store.records.get(patients, id)).toMatchObject({ revision: 1 });
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
    expect(await store.records.get(patients, id)).toMatchObject({ city: 'Oslo' });
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
    expect(await store.records.get(patients, id)).toMatchObject({ revision: 1 });
  });

  // Seen red with a turn that is waited for within itself.
  it('lets work within it read, and refuses to store with it', async () => {
    const { id } = await newPatient();
    const seen = await change(async (unit) => {
      await unit.set(patients, { id, revision: 1 }, { city: 'Oslo' }, { at });
      return store.records.change((inner) => inner.get(patients, id));
    });
    expect(seen).toMatchObject({ id, revision: 1 });
    const two = change(async (unit) => {
      await unit.set(patients, { id, revision: 2 }, { city: 'Bergen' }, { at });
      await store.records.change((inner) => inner.insert(doctors, { lastname: 'Joshi' }, { at }));
    });
    await expect(two).rejects.toThrow(NeedsReplicaSet);
    expect(await count('doctors')).toBe(0);
    expect(await store.records.get(patients, id)).toMatchObject({ city: 'Oslo', revision: 2 });
  });

  it('refuses imports, readings and files before anything is stored', async () => {
    await expect(store.records.insertMany(patients, [ann, ann], { at })).rejects.toThrow(NeedsReplicaSet);
    const upload = { id: 'a'.repeat(24), by: user, about: 'x', at };
    await expect(store.files.begin(upload)).rejects.toThrow(NeedsReplicaSet);
    const { id } = await newPatient();
    const reading = { kind: '8867-4' as const, value: 72, takenAt: at };
    const batch = {
      ...{ patient: id, readings: [reading], from: { origin: 'entered' as const }, at },
      audit: () => entry,
    };
    await expect(store.readings.record([batch])).rejects.toThrow(NeedsReplicaSet);
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
    await other.records.change((unit) => unit.insert(appointments, booking('10:00'), { at }));
    expect(await count('appointments')).toBe(2);
  });

  it('gives one time to one of two hundred who ask at once at two desks', async () => {
    const asked = Array.from({ length: 200 }, (_, index) =>
      (index % 2 ? store : other).records.change(async (unit) => {
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
    await Promise.all(Array.from({ length: 60 }, (_, index) => add(index % 2 ? store : other)));
    expect(await store.records.get(patients, id)).toMatchObject({ city: '60', revision: 61 });
    expect(await count('auditentries')).toBe(60);
  }, 60_000);

  it('lets units that read first see what the one before them stored', async () => {
    const units = Array.from({ length: 10 }, (_, index) =>
      (index % 2 ? store : other).records.change(async (unit) => {
        await unit.takeTurn('the only patient');
        if ((await unit.find(patients, { limit: 1 })).length > 0) return false;
        await unit.insert(patients, { firstname: 'Only', lastname: 'One' }, { at });
        return true;
      }),
    );
    expect((await Promise.all(units)).filter(Boolean)).toHaveLength(1);
  });
});

describe('A writer that breaks off', () => {
  const id = 'e'.repeat(24);
  const program = join(import.meta.dirname, 'testing/one-patient.ts');

  // Seen red with a taker that clears what is left.
  it('killed after it has decided, is carried out once by whoever writes next', async () => {
    await holdNextInsertBack(3_000);
    const child = startOther(await bundledForNode(program), [mongod.uri('alone'), id]);
    onTestFinished(() => void child.kill('SIGKILL'));
    await until(async () => expect(await writer()).toHaveProperty('journal'));
    child.kill('SIGKILL');
    expect(await stored()).toEqual({ patients: 0, entries: 0 });
    await letTheLeaseRunOut();
    await change((unit) => unit.insert(doctors, { lastname: 'Joshi' }, { at }));
    expect(await store.records.get(patients, id)).toMatchObject({ lastname: 'Lee', revision: 1 });
    expect(await stored()).toEqual({ patients: 1, entries: 1 });
    expect(await writer()).not.toHaveProperty('journal');
    await until(async () => expect(await blocked()).toBe(0));
    expect(await stored()).toEqual({ patients: 1, entries: 1 });
  }, 60_000);

  it('having stored the record and not the entries, is carried out once too', async () => {
    const { id: patient } = await newPatient();
    await mongod.failNext('insert', { errorCode: EXCEEDED_TIME_LIMIT });
    const broken = change(async (unit) => {
      await unit.set(patients, { id: patient, revision: 1 }, { city: 'Oslo' }, { at });
      await unit.audit(entry);
    });
    await expect(broken).rejects.toThrow(Unavailable);
    expect(await store.records.get(patients, patient)).toMatchObject({ city: 'Oslo', revision: 2 });
    expect(await count('auditentries')).toBe(0);
    await letTheLeaseRunOut();
    await other.records.change((unit) => unit.get(patients, patient));
    expect(await store.records.get(patients, patient)).toMatchObject({ city: 'Oslo', revision: 2 });
    expect(await count('auditentries')).toBe(1);
  });

  // Seen red with entries that get new ids when they are carried out.
  it('having stored all and not said so, is carried out once too', async () => {
    await mongod.failNext('update', { errorCode: EXCEEDED_TIME_LIMIT });
    const broken = change(async (unit) => {
      await unit.insert(patients, ann, { at });
      await unit.audit(entry);
    });
    await expect(broken).rejects.toThrow(Unavailable);
    expect(await stored()).toEqual({ patients: 1, entries: 1 });
    expect(await writer()).toHaveProperty('journal');
    await letTheLeaseRunOut();
    await other.records.change((unit) => unit.find(patients, { limit: 1 }));
    expect(await stored()).toEqual({ patients: 1, entries: 1 });
    expect(await writer()).not.toHaveProperty('journal');
  });

  const taken = {
    ...{ date: '2026-11-24', time: '09:00', minutes: 15, doctor: 'd'.repeat(24), holds: true },
    slots: slotsOf('09:00', 15),
  };

  // Seen red with an insert that does not ask whose turn it is: it then came after it had been refused.
  it('and whose statement arrives late, stores nothing once another has decided otherwise', async () => {
    await holdNextInsertBack(4_000);
    const late = change(async (unit) => {
      await unit.insert(appointments, taken, { at }, id);
      await unit.audit(entry);
    }).catch((error: unknown) => error);
    await until(async () => expect(await writer()).toHaveProperty('journal'));
    await letTheLeaseRunOut();
    // Another program has the time at the moment at which the next writer wants to carry it out.
    const elsewhere = store.database.collection('appointments');
    const { insertedId } = await elsewhere.insertOne({
      ...taken,
      doctor: new mongoose.mongo.ObjectId(taken.doctor),
      removed: false,
    });
    await other.records.change((unit) => unit.insert(doctors, { lastname: 'Joshi' }, { at }));
    await elsewhere.deleteOne({ _id: insertedId });
    expect(await late).toBeInstanceOf(Unavailable);
    expect(await count('appointments')).toBe(0);
    expect(await count('auditentries')).toBe(0);
  }, 60_000);

  // Seen red with a decision that does not ask whose turn it is.
  it('by taking too long, decides nothing once another had the turn', async () => {
    const slow = change(async (unit) => {
      await unit.insert(patients, ann, { at });
      await letTheLeaseRunOut();
      await other.records.change((inner) => inner.insert(doctors, { lastname: 'Joshi' }, { at }));
    });
    await expect(slow).rejects.toThrow(Unavailable);
    expect(await stored()).toEqual({ patients: 0, entries: 0 });
    await newPatient();
    expect(await count('patients')).toBe(1);
  });

  async function blocked(): Promise<number> {
    const { inprog } = await store.database
      .admin()
      .command({ currentOp: 1, 'command.aggregate': { $exists: true } });
    return inprog.length;
  }
});

describe('Changes on a server that stands alone', () => {
  type Told = Parameters<ChangeListener>[0];
  const heardBy = (desk: MongoStore) => {
    const told: Told[] = [];
    onTestFinished(desk.onChange((event) => told.push(event)));
    return told;
  };

  // Seen red with units that tell nothing.
  it('are heard by the other desk and by the own, each once', async () => {
    const [own, others] = [heardBy(store), heardBy(other)];
    const { id } = await newPatient();
    await change(async (unit) => {
      await unit.set(patients, { id, revision: 1 }, { city: 'Oslo' }, { at });
      await unit.audit(entry);
    });
    const [audited] = await store.records.find(auditentries, { limit: 1 });
    const expected = [
      { entity: 'patients', id, revision: 1, patient: id },
      { entity: 'patients', id, revision: 2, patient: id },
      { entity: 'auditentries', id: audited?.id },
    ].map((each) => ({ type: 'changed', change: each }));
    // What tests before this one made may be told only now.
    const here = (told: readonly Told[]) =>
      told.filter((event) => event.type === 'gap' || [id, audited?.id].includes(event.change.id));
    await until(() => expect(here(own)).toEqual(expected));
    await until(() => expect(here(others)).toEqual(expected));
  });

  // Seen red with a feed that takes what the ring still has for everything.
  it('are told as a gap to who did not ask for longer than the ring reaches, and where the database is an older one', async () => {
    const told = heardBy(other);
    const { n: last = 0 } = (await writer()) ?? {};
    const many = Array.from({ length: RING + 1 }, (_, index) => ({
      entity: 'patients',
      id: 'f'.repeat(24),
      n: index + 1,
    }));
    const writers = store.database.collection<WriterDocument>('standalonewriter');
    await writers.updateOne({ _id: 'writer' }, { $set: { n: last + RING + 1, ring: many.slice(1) } });
    await until(() => expect(told).toEqual([{ type: 'gap' }]));
    await writers.updateOne({ _id: 'writer' }, { $set: { n: 3, ring: [] } });
    await until(() => expect(told).toEqual([{ type: 'gap' }, { type: 'gap' }]));
    const { id } = await newPatient();
    await until(() => expect(told.at(-1)).toMatchObject({ change: { id } }));
  });
});

// Seen red with an opening that does not look for it.
it('What a writer left is carried out when the server was made a replica set meanwhile', async () => {
  const server = await startTestMongod({ replicaSet: false });
  onTestFinished(() => server.dispose());
  const open = () => openStore(entities)(server.uri('clinic'), () => undefined);
  const before = await open();
  await server.failNext('aggregate', { errorCode: EXCEEDED_TIME_LIMIT });
  const broken = before.records.change(async (unit) => {
    await unit.insert(patients, ann, { at });
    await unit.audit(entry);
  });
  await expect(broken).rejects.toThrow(Unavailable);
  await before.close();
  await server.stop();
  await server.start({ replicaSet: true });
  const after = await open();
  onTestFinished(() => after.close());
  expect(after.standsAlone).toBe(false);
  expect(await after.records.find(patients, { limit: 5 })).toMatchObject([ann]);
  expect(await after.records.count(auditentries, {})).toBe(1);
}, 60_000);
