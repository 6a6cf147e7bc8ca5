import mongoose from 'mongoose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { entities } from '../../shared/entities';
import { startTestMongod, type TestMongod } from '../../tests/support/mongod';
import type { ChangeListener } from '../core/ports/store';
import { type MongoStore, openStore } from './open-store';

const at = new Date('2026-11-23T09:00:00Z');
const { healthlogs, patients } = entities;
type Told = Parameters<ChangeListener>[0];

describe('Live changes', () => {
  let mongod: TestMongod;
  let store: MongoStore;
  let other: mongoose.mongo.MongoClient;
  let told: Told[];
  let database: string;
  beforeAll(async () => {
    mongod = await startTestMongod();
  });
  afterAll(() => mongod.dispose());
  beforeEach(async ({ task }) => {
    database = `feed-${task.id.replace(/\W/g, '')}`;
    store = await openStore(entities)(mongod.uri(database), () => undefined);
    other = new mongoose.mongo.MongoClient(mongod.uri(database), { retryWrites: false });
    told = [];
    store.onChange((event) => told.push(event));
  });
  afterEach(async () => {
    await store.close();
    await other.close();
  });

  const newPatient = (lastname = 'Lee') =>
    store.records.change((unit) => unit.insert(patients, { firstname: 'Ann', lastname }, { at }));
  const changes = () => told.map((event) => (event.type === 'changed' ? event.change : 'gap'));
  const until = <T>(check: () => T) => vi.waitFor(check, { timeout: 15_000, interval: 10 });

  /** Until the change of a record that is made now is told by itself. */
  const untilToldSingly = async () => {
    const made: string[] = [];
    await vi.waitFor(
      async () => {
        made.push((await newPatient()).id);
        expect(changes().some((change) => change !== 'gap' && made.includes(change.id))).toBe(true);
      },
      { timeout: 15_000, interval: 200 },
    );
  };

  it('tell what was made, changed and removed, in this order, with the patient it belongs to', async () => {
    const { id: patient } = await newPatient();
    const { id: visit } = await store.records.change(async (unit) => {
      const made = await unit.insert(
        healthlogs,
        { patient, date: '2026-11-23', visitPurpose: 'Cough' },
        { at },
      );
      await unit.audit({ at, action: 'create', entity: 'healthlogs', outcome: 'done' });
      return made;
    });
    await store.records.change((unit) =>
      unit.set(healthlogs, { id: visit, revision: 1 }, { notes: 'Better' }, { at }),
    );
    await store.records.change((unit) =>
      unit.setRemoved(healthlogs, { id: visit, revision: 2 }, true, {}, { at }),
    );
    await other
      .db()
      .collection('patients')
      .deleteOne({ _id: new mongoose.mongo.ObjectId(patient) });
    const visitAt = (revision: number) => ({ entity: 'healthlogs', id: visit, revision, patient });
    await until(() =>
      expect(changes()).toEqual([
        { entity: 'patients', id: patient, revision: 1, patient },
        visitAt(1),
        { entity: 'auditentries', id: expect.any(String), revision: 1 },
        visitAt(2),
        visitAt(3),
        { entity: 'patients', id: patient, patient },
      ]),
    );
  });

  it('say when a record was given to another patient, and only then', async () => {
    const [from, to] = [(await newPatient()).id, (await newPatient('Ray')).id];
    const { id } = await store.records.change((unit) =>
      unit.insert(healthlogs, { patient: from, date: '2026-11-23', visitPurpose: 'Cough' }, { at }),
    );
    const set = (revision: number, values: object) =>
      store.records.change((unit) => unit.set(healthlogs, { id, revision }, { ...values }, { at }));
    await set(1, { notes: 'Better' });
    await set(2, { patient: to });
    await set(3, { patient: null });
    const visitAt = (revision: number) => ({ entity: 'healthlogs', id, revision });
    const visits = () => changes().filter((change) => change !== 'gap' && change.entity === 'healthlogs');
    await until(() => expect(visits()).toMatchObject([visitAt(1), visitAt(2), visitAt(3), visitAt(4)]));
    expect(visits().map((change) => change !== 'gap' && change.hasMoved)).toEqual([
      undefined,
      undefined,
      true,
      true,
    ]);
  });

  it('say nothing of collections that are no entities', async () => {
    await other.db().collection('something').insertOne({ revision: 1 });
    const { id } = await newPatient();
    await until(() => expect(changes()).toEqual([{ entity: 'patients', id, revision: 1, patient: id }]));
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'miss nothing and repeat nothing when the database ends by %s and comes back',
    async (signal) => {
      const before = await newPatient('before');
      await until(() => expect(told).toHaveLength(1));
      // Written and not yet told when the server ends.
      const last = await newPatient('last');
      await mongod.stop(signal);
      await mongod.start();
      // By another program, while the store is still finding out that the server is back.
      const meanwhile = [];
      for (let n = 0; n < 20; n += 1) {
        const { insertedId } = await other
          .db()
          .collection('patients')
          .insertOne({ lastname: `other ${n}` });
        meanwhile.push(insertedId.toHexString());
      }
      await until(() => expect(told.length).toBeGreaterThanOrEqual(22));
      const after = await until(() => newPatient('after'));
      await until(() => expect(changes().at(-1)).toMatchObject({ id: after.id }));
      expect(changes().map((change) => (change === 'gap' ? change : change.id))).toEqual([
        before.id,
        last.id,
        ...meanwhile,
        after.id,
      ]);
    },
  );

  it('tell of a gap instead of thousands of changes at once', async () => {
    const many = Array.from({ length: 5_000 }, (_, n) => ({ firstname: 'Ann', lastname: `Lee ${n}` }));
    await store.records.insertMany(patients, many, { at });
    await until(() => expect(told).toContainEqual({ type: 'gap' }));
    expect(told.length).toBeLessThan(1_000);
    // When the burst is over, single changes are told again.
    await untilToldSingly();
    expect(told.length).toBeLessThan(1_000);
  });

  it('tell of a gap when a collection is dropped, and go on', async () => {
    await other.db().collection('patients').drop();
    await until(() => expect(told).toEqual([{ type: 'gap' }]));
    const { id } = await newPatient();
    await until(() => expect(changes().at(-1)).toMatchObject({ id }));
  });

  it('tell of a gap when the whole database is dropped, and go on', async () => {
    await other.db().dropDatabase();
    await until(() => expect(told).toContainEqual({ type: 'gap' }));
    // A drop may be told of more than once, and what was made in between lies in the gap.
    await untilToldSingly();
  });

  it('tell of a gap when the database no longer knows where they stopped, and go on', async () => {
    await newPatient();
    await until(() => expect(told).toHaveLength(1));
    // ChangeStreamHistoryLost, as from a server that was written to for days while this computer slept.
    await mongod.failNext('getMore', { errorCode: 286 });
    await newPatient();
    await until(() => expect(told).toContainEqual({ type: 'gap' }));
    const { id } = await newPatient();
    await until(() => expect(changes().at(-1)).toMatchObject({ id }));
  });

  it('are told to nobody who stopped listening', async () => {
    const never = vi.fn();
    store.onChange(never)();
    const { id } = await newPatient();
    await until(() => expect(changes()).toContainEqual({ entity: 'patients', id, revision: 1, patient: id }));
    expect(never).not.toHaveBeenCalled();
  });
});
