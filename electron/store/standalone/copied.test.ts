import { expect, it, onTestFinished } from 'vitest';
import { entities } from '../../../shared/entities';
import { everyKind } from '../../../tests/support/copied-clinic';
import { testDatabase } from '../../../tests/support/database';
import { contentOf } from '../../../tests/support/database-content';
import { startTestMongod } from '../../../tests/support/mongod';
import { SavingPaused, Unavailable } from '../../core/ports/records';
import { holdableIn, holdOne, release } from '../copy/held-collections';
import { openStore } from '../open-store';
import { writersOf } from './writer-document';

const open = openStore(entities);

/** A clinic with something of everything, whose server stands alone now. */
async function clinicOnItsOwn() {
  const mongod = await startTestMongod({ replicaSet: true });
  onTestFinished(() => mongod.dispose());
  const uri = mongod.uri('clinic');
  const before = await open(uri, () => undefined);
  const ids = await everyKind(before);
  await before.close();
  await mongod.stop();
  await mongod.start({ replicaSet: false });
  const store = await open(uri, () => undefined);
  onTestFinished(() => store.close());
  return { uri, store, ids };
}

// Seen red with a recounter that begins nothing there.
it('Readings that are there are counted anew when their limits change on a server that stands alone', async () => {
  const { store, ids } = await clinicOnItsOwn();
  const [patient = ''] = ids;
  const outside = async () => (await store.readings.summaryOf(patient)).map(({ latest }) => latest.outside);
  const limits = (low: number) =>
    store.records.change((unit) =>
      unit.insert(entities.readinglimits, { patient, kind: '8867-4', low }, { at: new Date() }),
    );
  await limits(10);
  await expect.poll(async () => (await store.readings.settle()).beingCounted).toBe(0);
  expect(await outside()).toEqual([false]);
  await limits(9_000);
  await expect.poll(async () => (await store.readings.settle()).beingCounted).toBe(0);
  expect(await outside()).toEqual([true]);
}, 90_000);

// Seen red with the journal cleared whenever the database takes no changes: the record was there without its entry.
it('A pause that begins between a record and its audit entries leaves them to whoever writes next', async () => {
  const { store } = await clinicOnItsOwn();
  const { patients, auditentries } = entities;
  const at = new Date();
  const entry = { at, action: 'create', entity: 'patients', outcome: 'done', reason: 'half' } as const;
  const ofEntries = (await holdableIn(store.database)).find(({ name }) => name === auditentries.name);
  if (!ofEntries) throw new Error('The audit cannot be held');
  await holdOne(store.database, 'a hold', ofEntries);
  const making = store.records.change(async (unit) => {
    await unit.insert(patients, { firstname: 'Half', lastname: 'Way' }, { at });
    await unit.audit(entry);
  });
  await expect(making).rejects.toThrow(Unavailable);
  await release(store.database, 'a hold');
  await writersOf(store.database).updateOne({ _id: 'writer' }, { $set: { until: new Date(0) } });
  await store.records.change((unit) => unit.insert(patients, { firstname: 'Next', lastname: 'One' }, { at }));
  expect(await store.records.count(patients, { filter: { lastname: { is: 'Way' } } })).toBe(1);
  expect(await store.records.count(auditentries, { filter: { reason: { is: 'half' } } })).toBe(1);
}, 90_000);

it('A clinic moves off a server that stands alone with all it has, and with what is saved meanwhile', async () => {
  const { uri, store } = await clinicOnItsOwn();
  const there = testDatabase();
  const acknowledged: string[] = [];
  const refusals: unknown[] = [];
  let isOver = false;
  const write = async (writer: number) => {
    for (let number = 0; !isOver; number += 1) {
      const values = { firstname: `W${writer}`, lastname: `N${number}` };
      const making = store.records.change((unit) =>
        unit.insert(entities.patients, values, { at: new Date() }),
      );
      const made = await making.catch((error: unknown) => void refusals.push(error));
      if (!made) return;
      acknowledged.push(made.id);
    }
  };
  const writers = Promise.all([write(1), write(2)]);
  const copied = await store.copies.run(
    {
      to: {
        connection: 'server',
        name: 'Clinic server',
        address: { uri: there },
        place: { hosts: [], srv: false, database: 'clinic' },
      },
      ...{ from: 'Old server', by: 'Ada Okonkwo', at: new Date() },
    },
    {
      signal: new AbortController().signal,
      onProgress: () => undefined,
      beforePause: async () => undefined,
      onAnswering: () => undefined,
    },
  );
  isOver = true;
  await writers;
  expect(copied.compared.filter(({ isEqual }) => !isEqual)).toEqual([]);
  expect(copied.isWhole).toBe(true);
  expect(await contentOf(there)).toEqual(await contentOf(uri));
  expect(acknowledged.length).toBeGreaterThan(0);
  // The one that was being stored at that moment cannot know.
  expect(refusals.filter((each) => !(each instanceof SavingPaused || each instanceof Unavailable))).toEqual(
    [],
  );
  expect(refusals.some((each) => each instanceof SavingPaused)).toBe(true);
  expect(store.copies.saving).toMatchObject({ kind: 'moved' });

  const moved = await open(there, () => undefined);
  onTestFinished(() => moved.close());
  const found = await moved.records.getMany(entities.patients, acknowledged);
  expect(found).toHaveLength(acknowledged.length);
  await moved.records.change((unit) =>
    unit.insert(entities.patients, { firstname: 'First', lastname: 'There' }, { at: new Date() }),
  );
}, 90_000);
