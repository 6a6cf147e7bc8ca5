import mongoose from 'mongoose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { healthlogs } from '../../shared/entities/healthlogs';
import { testDatabase } from '../../tests/support/database';
import { migrate } from './migrations';

let client: mongoose.mongo.MongoClient;
let database: mongoose.mongo.Db;
beforeEach(() => {
  client = new mongoose.mongo.MongoClient(testDatabase());
  database = client.db();
});
afterEach(async () => {
  await database.dropDatabase();
  await client.close();
});

// Seen red without migration 6.
it('visits that were kept before are found by their codes, and are changed in nothing else', async () => {
  const upgrade = () => migrate(database, { healthlogs }, () => undefined);
  await upgrade();
  await database.collection<{ _id: string }>('migrations').deleteOne({ _id: 'migration 6' });
  const at = new Date('2026-01-30T09:00:00Z');
  const kept = { revision: 3, removed: false, createdAt: at, updatedAt: at, visitPurpose: 'Cough' };
  const diagnoses = [
    { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'J20.9', display: 'Acute bronchitis' },
  ];
  const derived = { searchTokens: ['cough'], sortKeys: { visitPurpose: 'cough' } };
  const ofOlderSystem = { visitPurpose: 'Cough', diagnoses: 'Bronchitis' };
  await database
    .collection('healthlogs')
    .insertMany([{ ...kept, ...derived, diagnoses }, { ...kept, ...derived }, { ...ofOlderSystem }]);
  await upgrade();
  const found = await database.collection('healthlogs').find().sort({ _id: 1 }).project({ _id: 0 }).toArray();
  const searchTokens = ['cough', 'j20', '9', 'acute', 'bronchitis', 'j209'];
  expect(found).toEqual([
    { ...kept, ...derived, diagnoses, searchTokens },
    { ...kept, ...derived },
    ofOlderSystem,
  ]);
});
