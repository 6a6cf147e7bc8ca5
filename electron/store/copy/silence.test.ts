import mongoose from 'mongoose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestSet, type TestSet } from '../../../tests/support/mongod-set';
import { copyIndexes } from './definitions';
import type { Document } from './exact-documents';
import { amountOf } from './progress';
import { walkReadings } from './walk-readings';

const { ObjectId } = mongoose.mongo;
type Db = mongoose.mongo.Db;

const SILENCE_MS = 1_000;
/** So long the server says nothing to each statement of the client under test. */
const LONG_MS = 1_500;
const impatient = 'breaks off what is silent';

let set: TestSet;
beforeAll(async () => {
  set = await startTestSet();
}, 60_000);
afterAll(() => set?.dispose());

// Seen red without `mayBeSilent`: each broke off. An index did with it too, while it was made by a command of the database,
// to which the driver does not pass it on.
describe('a connection that breaks off what is silent waits for', () => {
  const series = { timeseries: { timeField: 'takenAt', metaField: 'of', granularity: 'minutes' } } as const;
  const patient = new ObjectId();
  const reading = (n: number) => ({
    ...{ _id: new ObjectId(), takenAt: new Date(1_700_000_000_000 + n * 60_000) },
    ...{ of: { patient, kind: '8867-4', source: 'entered' }, value: n },
  });
  /** Of the test itself. */
  let own: mongoose.mongo.MongoClient;
  let client: mongoose.mongo.MongoClient;
  let database: Db;

  beforeEach(async () => {
    const name = `silent-${Math.random().toString(36).slice(2, 10)}`;
    own = new mongoose.mongo.MongoClient(set.uri(name));
    const readings = Array.from({ length: 50 }, (_, n) => reading(n));
    for (const side of ['here', 'there']) {
      await own.db().createCollection(side, series);
      await own.db().collection(side).insertMany(readings);
    }
    client = new mongoose.mongo.MongoClient(set.uri(name), {
      ...{ socketTimeoutMS: SILENCE_MS, appName: impatient, retryReads: false, retryWrites: false },
    });
    database = client.db();
    await database.command({ ping: 1 });
    await own.db('admin').command({
      ...{ configureFailPoint: 'failCommand', mode: 'alwaysOn' },
      data: {
        failCommands: ['aggregate', 'createIndexes', 'delete', 'find'],
        ...{ blockConnection: true, blockTimeMS: LONG_MS, appName: impatient },
      },
    });
  });
  afterEach(async () => {
    await own.db('admin').command({ configureFailPoint: 'failCommand', mode: 'off' });
    await client.close();
    await own.close();
  });

  const sides = () => ({
    here: database.collection<Document>('here'),
    there: database.collection<Document>('there'),
    ...{ mends: true, isFinal: true, signal: new AbortController().signal },
    onPiece: async () => undefined,
  });

  it('the comparison of readings, and the removal of those that are too many', async () => {
    await own.db().collection('there').insertOne(reading(7));
    const { here, there } = await walkReadings(sides());
    expect(there).toEqual(here);
  });

  it('the number of readings', async () => {
    const definition = { name: 'here', isTimeSeries: true, options: {} };
    expect(await amountOf(database, definition)).toMatchObject({ documents: 50 });
  });

  it('an index', async () => {
    await own.db().collection('records').createIndex({ name: 1 });
    const there = client.db(`${database.databaseName}-there`);
    await copyIndexes(database, there, 'records', 'others');
    expect(await there.collection('records').indexExists('name_1')).toBe(true);
  });
});
