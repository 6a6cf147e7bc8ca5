import { join } from 'node:path';
import mongoose from 'mongoose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { entities } from '../../../shared/entities';
import { slotsOf } from '../../../shared/rules/slots';
import { startTestMongod } from '../../../tests/support/mongod';
import { Unavailable } from '../../core/ports/records';
import { bundledForNode, startOther } from '../../machine/testing/other-process';
import { openStore } from '../open-store';
import { at, ann, entry, EXCEEDED_TIME_LIMIT, until, twoDesks } from './testing/two-desks';

const { appointments, auditentries, doctors, patients } = entities;
const desks = twoDesks();
const { change, count, newPatient, stored, writer, letTheLeaseRunOut } = desks;

/** Holds the statement that stores the next new record back in the server. */
async function holdNextInsertBack(ms: number): Promise<void> {
  await desks.store.database.admin().command({
    configureFailPoint: 'failCommand',
    mode: { times: 1 },
    data: { failCommands: ['aggregate'], blockConnection: true, blockTimeMS: ms },
  });
}

describe('A writer that breaks off', () => {
  const id = 'e'.repeat(24);
  const program = join(import.meta.dirname, 'testing/one-patient.ts');

  // Seen red with a taker that clears what is left.
  it('killed after it has decided, is carried out once by whoever writes next', async () => {
    await holdNextInsertBack(3_000);
    const child = startOther(await bundledForNode(program), [desks.mongod.uri('alone'), id]);
    onTestFinished(() => void child.kill('SIGKILL'));
    await until(async () => expect(await writer()).toHaveProperty('journal'));
    child.kill('SIGKILL');
    expect(await stored()).toEqual({ patients: 0, entries: 0 });
    await letTheLeaseRunOut();
    await change((unit) => unit.insert(doctors, { lastname: 'Joshi' }, { at }));
    expect(await desks.store.records.get(patients, id)).toMatchObject({ lastname: 'Lee', revision: 1 });
    expect(await stored()).toEqual({ patients: 1, entries: 1 });
    expect(await writer()).not.toHaveProperty('journal');
    await until(async () => expect(await blocked()).toBe(0));
    expect(await stored()).toEqual({ patients: 1, entries: 1 });
  }, 60_000);

  it('having stored the record and not the entries, is carried out once too', async () => {
    const { id: patient } = await newPatient();
    await desks.mongod.failNext('insert', { errorCode: EXCEEDED_TIME_LIMIT });
    const broken = change(async (unit) => {
      await unit.set(patients, { id: patient, revision: 1 }, { city: 'Oslo' }, { at });
      await unit.audit(entry);
    });
    await expect(broken).rejects.toThrow(Unavailable);
    expect(await desks.store.records.get(patients, patient)).toMatchObject({ city: 'Oslo', revision: 2 });
    expect(await count('auditentries')).toBe(0);
    await letTheLeaseRunOut();
    await desks.other.records.change((unit) => unit.get(patients, patient));
    expect(await desks.store.records.get(patients, patient)).toMatchObject({ city: 'Oslo', revision: 2 });
    expect(await count('auditentries')).toBe(1);
  });

  // Seen red with entries that get new ids when they are carried out.
  it('having stored all and not said so, is carried out once too', async () => {
    await desks.mongod.failNext('update', { errorCode: EXCEEDED_TIME_LIMIT });
    const broken = change(async (unit) => {
      await unit.insert(patients, ann, { at });
      await unit.audit(entry);
    });
    await expect(broken).rejects.toThrow(Unavailable);
    expect(await stored()).toEqual({ patients: 1, entries: 1 });
    expect(await writer()).toHaveProperty('journal');
    await letTheLeaseRunOut();
    await desks.other.records.change((unit) => unit.find(patients, { limit: 1 }));
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
    const elsewhere = desks.store.database.collection('appointments');
    const { insertedId } = await elsewhere.insertOne({
      ...taken,
      doctor: new mongoose.mongo.ObjectId(taken.doctor),
      removed: false,
    });
    await desks.other.records.change((unit) => unit.insert(doctors, { lastname: 'Joshi' }, { at }));
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
      await desks.other.records.change((inner) => inner.insert(doctors, { lastname: 'Joshi' }, { at }));
    });
    await expect(slow).rejects.toThrow(Unavailable);
    expect(await stored()).toEqual({ patients: 0, entries: 0 });
    await newPatient();
    expect(await count('patients')).toBe(1);
  });

  async function blocked(): Promise<number> {
    const { inprog } = await desks.store.database
      .admin()
      .command({ currentOp: 1, 'command.aggregate': { $exists: true } });
    return inprog.length;
  }
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
