import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newRecordId } from '../../shared/rules/record-id';
import { carriers, openPeople, type People } from '../../tests/support/clinic';
import { withDatabase } from '../../tests/support/database-content';
import { openStandaloneClinic, type StandaloneClinic } from '../../tests/support/standalone-clinic';

/** What was read, and who came, is put on record a moment later, in batches. */
const beside = { action: { $nin: ['read', 'list', 'signIn', 'signOut'] } };
/** How many documents each collection holds. */
const counts = (uri: string) =>
  withDatabase(uri, async (database) => {
    const found = await database.listCollections({ type: 'collection' }, { nameOnly: true }).toArray();
    const names = found.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
    const counted = names
      .toSorted()
      .map(async (name) => [name, await database.collection(name).countDocuments(beside)]);
    return Object.fromEntries(await Promise.all(counted));
  });

describe('On a server that stands alone', () => {
  let clinic: StandaloneClinic;
  let people: People;
  beforeAll(async () => {
    clinic = await openStandaloneClinic();
    people = await openPeople((await carriers['in-process'](clinic.core)).newCaller, { isSetUp: true });
  }, 60_000);
  afterAll(async () => {
    await people?.close();
    await clinic?.close();
  });

  it('the state of the database says so', async () => {
    expect(await people.frontdesk.client.connections.status()).toMatchObject({
      kind: 'live',
      standsAlone: true,
    });
  });

  const newPatient = async (more: object = {}) =>
    (await people.doctor.client.patients.create({ firstname: 'Ann', lastname: 'Lee', ...more })).record.id;

  /** Makes what is needed one by one, and gives the call that would store several things as one. */
  const calls: Record<string, () => Promise<() => Promise<unknown>>> = {
    'an allergy of a person who is said to have none': async () => {
      const patient = await newPatient({ noKnownAllergies: true });
      return () => people.doctor.client.allergies.create({ patient, substance: 'Penicillin' });
    },
    'renewing a prescription': async () => {
      const { client } = people.doctor;
      const patient = await newPatient();
      const dateprescribed = new Date().toISOString().slice(0, 10);
      const { record } = await client.prescriptions.create({
        ...{ patient, prescriptionName: 'Metformin 500 mg', amount: '1 tablet', dateprescribed },
      });
      const { id, revision } = record;
      return () => client.medicines.renew({ id, revision, newId: newRecordId(new Date()) });
    },
    'approving an account with a new doctor': async () => {
      const stranger = await (await carriers['in-process'](clinic.core)).newCaller();
      await stranger.client.session.signUp({
        ...{ username: 'samuel', displayName: 'Samuel Okafor', password: 'quiet harbour lantern' },
      });
      const { client } = people.admin;
      const { rows } = await client.users.list({ filter: { username: { is: 'samuel' } } });
      const { id = '' } = rows[0] ?? {};
      return () => client.accounts.approve({ id, roles: ['doctor'], newDoctor: { lastname: 'Okafor' } });
    },
    'a reading': async () => {
      const patient = await newPatient();
      const reading = { kind: '8867-4', value: 72, unit: '/min', takenAt: new Date() } as const;
      return () => people.nurse.client.readings.record({ patient, readings: [reading] });
    },
    'taking back a file of readings': async () => {
      const patient = await newPatient();
      const file = { patient, recordedAt: new Date(), withdrawal: newRecordId(new Date()) };
      return () => people.doctor.client.readings.withdrawFile({ ...file, reason: 'Of somebody else' });
    },
    'the first piece of a document': async () => {
      const patient = await newPatient();
      const chunk = new Blob([new Uint8Array(8)]);
      return () =>
        people.nurse.client.files.upload({
          ...{ upload: newRecordId(new Date()), patient, filename: 'x.png', size: 8, offset: 0, chunk },
        });
    },
    'adopting an older database': async () => async () => {
      for await (const _ of await people.admin.client.legacy.adopt()) continue;
    },
  };
  // Seen red with a unit of work that keeps the last of its records.
  it.each(Object.entries(calls))(
    '%s is refused in words, and nothing of it is stored',
    async (_what, prepare) => {
      const call = await prepare();
      const before = await counts(clinic.uri);
      await expect(call()).rejects.toMatchObject({
        code: 'NEEDS_REPLICA_SET',
        message: expect.stringContaining('Nothing was stored.'),
      });
      expect(await counts(clinic.uri)).toEqual(before);
    },
  );

  it('nothing unexpected was logged', () => {
    expect(clinic.logged).toEqual([]);
  });

  // Seen red with a store that does not look what its server is, and with one that looks for a server that stands alone in
  // the set, where the driver does not leave it.
  it('what is refused is done once the server is a replica set, without opening it by hand, and refused again when it is none', async () => {
    const { client } = people.doctor;
    const state = () => clinic.core.database.state;
    const allergic = async () => {
      const patient = await newPatient({ noKnownAllergies: true });
      return client.allergies.create({ patient, substance: 'Penicillin' });
    };
    await clinic.mongod.stop();
    await clinic.mongod.start({ replicaSet: true });
    await expect.poll(state, { timeout: 30_000 }).toEqual({ kind: 'live', label: 'This computer' });
    expect((await allergic()).record).toMatchObject({ substance: 'Penicillin' });
    await clinic.mongod.stop();
    await clinic.mongod.start({ replicaSet: false });
    await expect.poll(state, { timeout: 30_000 }).toMatchObject({ kind: 'live', standsAlone: true });
    await expect(allergic()).rejects.toMatchObject({ code: 'NEEDS_REPLICA_SET' });
  }, 90_000);
});
