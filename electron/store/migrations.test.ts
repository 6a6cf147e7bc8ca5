import mongoose from 'mongoose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntityTable } from '../../shared/entities';
import { patients } from '../../shared/entities/patients';
import { testDatabase } from '../../tests/support/database';
import { everyKind } from '../../tests/support/every-kind';
import { migrate } from './migrations';

describe('Starting on a database', () => {
  let client: mongoose.mongo.MongoClient;
  let database: mongoose.mongo.Db;
  let commands: string[];
  let told: string[];
  beforeEach(() => {
    client = new mongoose.mongo.MongoClient(testDatabase(), { monitorCommands: true });
    client.on('commandStarted', ({ commandName }) => commands.push(commandName));
    database = client.db();
    commands = [];
    told = [];
  });
  afterEach(async () => {
    await database.dropDatabase();
    await client.close();
  });

  const start = (table: EntityTable) => migrate(database, table, (sentence) => told.push(sentence));
  const indexes = async (name: string) => {
    const found = await database.collection(name).indexes();
    return Object.fromEntries(found.map((index) => [index.name, index]));
  };

  it('makes collections and all indexes of the definitions', async () => {
    await start({ patients });
    expect(await indexes('patients')).toMatchObject({
      recordNumber: { unique: true, partialFilterExpression: { recordNumber: { $exists: true } } },
      dateOfBirth: { key: { dateOfBirth: 1 } },
      list: { key: { removed: 1, 'sortKeys.lastname': 1, 'sortKeys.firstname': 1, _id: 1 } },
      'list by words': { key: { searchTokens: 1, removed: 1 } },
      'list by change': { key: { updatedAt: -1 }, partialFilterExpression: { removed: false } },
      'sorted by city': { partialFilterExpression: { removed: false } },
    });
    expect(told).toContain('Preparing the database');
  });

  it('costs one read when there is nothing to do', async () => {
    await start({ patients });
    commands = [];
    told = [];
    await start({ patients });
    expect(commands).toEqual(['find']);
    expect(told).toEqual([]);
  });

  it('brings indexes up to date and leaves those that are not ours alone', async () => {
    await start({ patients });
    await database.collection('patients').createIndex({ city: 1 }, { name: 'someone else’s' });
    const [number, ...others] = patients.indexes;
    const changed = {
      ...patients,
      indexes: [{ ...number, name: 'recordNumber', keys: { recordNumber: -1 as const } }, ...others.slice(1)],
    };
    await start({ patients: changed, curiosities: everyKind });
    const now = await indexes('patients');
    expect(now.recordNumber).toMatchObject({ key: { recordNumber: -1 } });
    expect(now).not.toHaveProperty('dateOfBirth');
    expect(now).toHaveProperty('someone else’s');
    expect(await indexes('curiosities')).toHaveProperty('number');
  });

  it('finishes what an interrupted start began', async () => {
    await database.createCollection('patients');
    const partialFilterExpression = { removed: { $exists: true } };
    await database
      .collection('patients')
      .createIndex({ dateOfBirth: 1 }, { name: 'dateOfBirth', partialFilterExpression });
    await start({ patients });
    await database.collection<{ _id: string }>('migrations').deleteOne({ _id: 'indexes' });
    await start({ patients });
    expect(await indexes('patients')).toHaveProperty('recordNumber');
  });

  it('by two programs at once does what one would do', async () => {
    await Promise.all([start({ patients }), start({ patients })]);
    expect(Object.keys(await indexes('patients')).toSorted()).toEqual(
      [
        '_id_',
        'dateOfBirth',
        'doctors',
        'list',
        'list by change',
        'list by words',
        'recordNumber',
        ...['firstname', 'dateOfBirth', 'sex', 'recordNumber', 'phone', 'city'].map(
          (field) => `sorted by ${field}`,
        ),
      ].toSorted(),
    );
  });

  it('refuses a database of a newer version and changes nothing', async () => {
    await database
      .collection<{ _id: string; number: number }>('migrations')
      .insertOne({ _id: 'migration 99', number: 99 });
    await expect(start({ patients })).rejects.toMatchObject({ name: 'StartFailure', reason: 'dataUnusable' });
    expect(await database.listCollections({ name: 'patients' }).toArray()).toEqual([]);
  });

  it('says which records exclude each other, without telling the value', async () => {
    await database.collection('patients').insertMany([{ recordNumber: 'MRN-7' }, { recordNumber: 'MRN-7' }]);
    const failure = await start({ patients }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'StartFailure', reason: 'dataUnusable' });
    expect(String(failure)).toContain('"patients"');
    expect(String(failure)).not.toContain('MRN-7');
    expect(failure).not.toHaveProperty('cause');
  });
});
