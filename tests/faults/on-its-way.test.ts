import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newRecordId } from '../../shared/rules/record-id';
import { carriers, openPeople, openTestClinic, type People, type TestClinic } from '../support/clinic';
import { startTestSet, type TestSet } from '../support/mongod-set';

const date = '2026-01-05';
/** The second try has learnt of the first by then, on any computer; should it not have, nothing is proved. */
const LEARNT_MS = 2_000;

describe('asked for again while the first try is on its way to the other members', () => {
  let set: TestSet;
  let clinic: TestClinic;
  let people: People;

  beforeAll(async () => {
    set = await startTestSet({ members: 3 });
    clinic = await openTestClinic({ uri: set.uri('way') });
    people = await openPeople((await carriers['in-process'](clinic.core)).newCaller);
  });
  afterAll(async () => {
    await people?.close();
    await clinic?.close();
    await set?.dispose();
  });

  /** Makes a call twice, the second time when the first is stored by the primary and by nobody else. */
  const twice = async <T>(call: () => Promise<T>): Promise<[T, T]> => {
    const letGo = await set.holdReplication();
    const first = call();
    await pause(LEARNT_MS);
    const second = call();
    try {
      await Promise.race([second, pause(LEARNT_MS)]);
    } finally {
      await letGo();
    }
    return Promise.all([first, second]);
  };

  it('a new record is the same one', async () => {
    const draft = { id: newRecordId(new Date()), firstname: 'Ann', lastname: 'Way' };
    const [first, second] = await twice(() => people.frontdesk.client.patients.create(draft));
    expect(second.record).toEqual(first.record);
    expect((await people.frontdesk.client.patients.list({ text: 'way' })).total).toBe(1);
  });

  // Seen red with a plain read of what was made before: "This was changed elsewhere."
  it('a renewal is the same one', async () => {
    const { client } = people.doctor;
    const draft = { patient: people.patientId, dateprescribed: date, prescriptionName: 'Zubrazol' };
    const { id } = (await client.prescriptions.create({ ...draft, amount: '1 tablet' })).record;
    const newId = newRecordId(new Date());
    const [first, second] = await twice(() => client.medicines.renew({ id, revision: 1, newId }));
    expect(second).toEqual(first);
  });

  // Seen red while a conflict was the last word.
  it('a visit is signed once', async () => {
    const { client } = people.doctor;
    const draft = { patient: people.patientId, date, visitPurpose: 'Cough' };
    const { id } = (await client.healthlogs.create(draft)).record;
    const [first, second] = await twice(() => client.visits.sign({ id, revision: 1 }));
    expect(second.record).toEqual(first.record);
  });
});
