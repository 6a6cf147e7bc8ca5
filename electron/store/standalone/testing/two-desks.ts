import { afterAll, beforeAll, beforeEach, vi } from 'vitest';
import { entities } from '../../../../shared/entities';
import { startTestMongod, type TestMongod } from '../../../../tests/support/mongod';
import type { AuditDraft, UnitOfWork } from '../../../core/ports/records';
import { type MongoStore, openStore } from '../../open-store';
import { writersOf } from '../writer-document';

export const at = new Date('2026-11-23T09:00:00Z');
export const user = 'c'.repeat(24);
export const ann = { firstname: 'Ann', lastname: 'Lee' };
export const entry: AuditDraft = { at, user, action: 'update', entity: 'patients', outcome: 'done' };
/** An error that says nothing of the server itself. */
export const EXCEEDED_TIME_LIMIT = 262;
export const until = <T>(check: () => T) => vi.waitFor(check, { timeout: 15_000, interval: 20 });

/** Two desks on one database of a server that stands alone, empty before each test; for the whole file that calls it. */
export function twoDesks() {
  let mongod: TestMongod;
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
  const count = (name: string) => store.database.collection(name).countDocuments();
  return {
    get mongod() {
      return mongod;
    },
    get store() {
      return store;
    },
    get other() {
      return other;
    },
    change,
    count,
    newPatient: (values: Record<string, unknown> = {}) =>
      change((unit) => unit.insert(entities.patients, { ...ann, ...values }, { at, user })),
    stored: async () => ({ patients: await count('patients'), entries: await count('auditentries') }),
    writer: () => writersOf(store.database).findOne({ _id: 'writer' }, { projection: { ring: 0 } }),
    /** As if the time of whoever has the lease were over. */
    letTheLeaseRunOut: () =>
      writersOf(store.database).updateOne({ _id: 'writer' }, { $set: { until: new Date(0) } }),
  };
}
