import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { entities } from '../../shared/entities';
import { startTestMongod, type TestMongod } from '../../tests/support/mongod';
import { Unavailable } from '../core/ports/records';
import { type MongoStore, openStore } from './open-store';

const at = new Date('2026-11-23T09:00:00Z');
const { patients } = entities;

describe('While the database is away', () => {
  let mongod: TestMongod;
  let store: MongoStore;
  let told: boolean[];
  beforeAll(async () => {
    mongod = await startTestMongod();
  });
  afterAll(() => mongod.dispose());
  beforeEach(async () => {
    store = await openStore(entities)(mongod.uri('reachability'), () => undefined);
    told = [];
    store.onReachable((reachable) => told.push(reachable));
  });
  afterEach(() => store.close());

  const until = <T>(check: () => T) => vi.waitFor(check, { timeout: 20_000, interval: 10 });
  const insert = () =>
    store.records.change((unit) => unit.insert(patients, { firstname: 'Ann', lastname: 'Lee' }, { at }));
  const everyCall = () => [
    store.records.find(patients, { limit: 5 }),
    store.records.count(patients, { text: String(Math.random()) }),
    store.records.countBy(patients, {}, ['lastname']),
    store.records.get(patients, 'a'.repeat(24)),
    store.records.getMany(patients, ['a'.repeat(24)]),
    insert(),
    store.records.appendAudit([{ at, action: 'read', outcome: 'done' }]),
    store.records.insertMany(patients, [{ firstname: 'Ann', lastname: 'Lee' }], { at }),
  ];
  const took = async (calls: Promise<unknown>[]) => {
    const from = performance.now();
    for (const result of await Promise.allSettled(calls)) {
      expect(result).toMatchObject({ status: 'rejected', reason: expect.any(Unavailable) });
    }
    return performance.now() - from;
  };

  it('every call says so within five seconds, later ones at once, and all work again when it is back', async () => {
    await mongod.stop('SIGKILL');
    expect(await took(everyCall())).toBeLessThan(5_000);
    await until(() => expect(told).toEqual([false]));
    expect(await took(everyCall())).toBeLessThan(1_000);
    await mongod.start();
    await until(() => expect(told).toEqual([false, true]));
    const { id } = await insert();
    expect(await store.records.get(patients, id)).toMatchObject({ lastname: 'Lee' });
  });

  it('calls that are under way say so within six seconds when it hangs, and it is noticed when it goes on', async () => {
    mongod.freeze();
    try {
      expect(await took(everyCall())).toBeLessThan(6_000);
      expect(told).toEqual([false]);
    } finally {
      mongod.thaw();
    }
    await until(() => expect(told).toEqual([false, true]));
    await until(insert);
  });

  it('a short interruption is none: the work that was under way goes through', async () => {
    await insert();
    mongod.freeze();
    const underWay = insert();
    mongod.thaw();
    await underWay;
    expect(told).toEqual([]);
  });

  it('it can be closed, twice, and says nothing more', async () => {
    await mongod.stop('SIGKILL');
    await until(() => expect(told).toEqual([false]));
    await Promise.all([store.close(), store.close()]);
    await mongod.start();
    expect(told).toEqual([false]);
    await took([store.records.find(patients, { limit: 1 })]);
  });

  // Seen red while nothing was given up: the driver looked for the server for five seconds more, and so did the close.
  it('it can be closed under work that is under way, which says so, and waits for no server that has gone', async () => {
    mongod.freeze();
    try {
      const underWay = everyCall();
      const late = pause(4_000, 'late', { ref: false });
      expect(await Promise.race([Promise.all([store.close(), took(underWay)]), late])).not.toBe('late');
    } finally {
      mongod.thaw();
    }
  });
});
