import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { entities } from '../../shared/entities';
import { carriers, openPeople, openTestClinic, type People, type TestClinic } from '../support/clinic';
import { startTestMongod, type TestMongod } from '../support/mongod';

/** The server's answer when a reading outlasts the time that it was given. */
const MAX_TIME_EXPIRED = 50;

let mongod: TestMongod;
let clinic: TestClinic;
let people: People;
beforeAll(async () => {
  mongod = await startTestMongod();
  clinic = await openTestClinic({ uri: mongod.uri('slow') });
  people = await openPeople((await carriers['in-process'](clinic.core)).newCaller);
});
afterAll(async () => {
  await people?.close();
  await clinic?.close();
  await mongod?.dispose();
});

// Seen red with the answer taken for a database that is away: people were told to wait for what would never come.
it.each(['find', 'aggregate'])(
  'a list whose %s takes too long says what to do, and the next one is answered',
  async (command) => {
    await mongod.failNext(command, { errorCode: MAX_TIME_EXPIRED }, 1_000);
    const slow = people.frontdesk.client.patients.list({ text: command });
    await expect(slow).rejects.toMatchObject({
      code: 'INVALID',
      message: expect.stringContaining('Ask for less'),
    });
    await mongod.failNext(command, { errorCode: MAX_TIME_EXPIRED }, 0);
    expect((await people.frontdesk.client.patients.list({ text: 'own' })).total).toBe(1);
  },
);

// Seen red without the limit: the server went on for as long as it took.
it('every reading of many records is limited in time', async () => {
  const client = new mongoose.mongo.MongoClient(mongod.uri('slow'));
  await client.db().command({ profile: 2 });
  const { records } = clinic.core.database;
  await records.find(entities.patients, { limit: 5 });
  await records.count(entities.patients, { text: 'limited' });
  await records.countBy(entities.patients, {}, ['sex']);
  await client.db().command({ profile: 0 });
  const ran = await client
    .db()
    .collection('system.profile')
    .find({ ns: 'slow.patients', op: { $in: ['query', 'command'] } })
    .toArray();
  await client.close();
  expect(ran.map(({ command }) => command.maxTimeMS)).toEqual([15_000, 15_000, 15_000]);
});
