import { expect, it } from 'vitest';
import { healthlogs } from '../../shared/entities/healthlogs';
import { eachWithBareDatabase } from '../../tests/support/bare-database';
import { migrate } from './migrations';

const database = eachWithBareDatabase();

// Seen red without migration 6.
it('visits that were kept before are found by their codes, and are changed in nothing else', async () => {
  const upgrade = () => migrate(database(), { healthlogs }, () => undefined);
  await upgrade();
  await database().collection<{ _id: string }>('migrations').deleteOne({ _id: 'migration 6' });
  const at = new Date('2026-01-30T09:00:00Z');
  const kept = { revision: 3, removed: false, createdAt: at, updatedAt: at, visitPurpose: 'Cough' };
  const diagnoses = [
    { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'J20.9', display: 'Acute bronchitis' },
  ];
  const derived = { searchTokens: ['cough'], sortKeys: { visitPurpose: 'cough' } };
  const ofOlderSystem = { visitPurpose: 'Cough', diagnoses: 'Bronchitis' };
  await database()
    .collection('healthlogs')
    .insertMany([{ ...kept, ...derived, diagnoses }, { ...kept, ...derived }, { ...ofOlderSystem }]);
  await upgrade();
  const found = await database()
    .collection('healthlogs')
    .find()
    .sort({ _id: 1 })
    .project({ _id: 0 })
    .toArray();
  const searchTokens = ['cough', 'j20', '9', 'acute', 'bronchitis', 'j209'];
  expect(found).toEqual([
    { ...kept, ...derived, diagnoses, searchTokens },
    { ...kept, ...derived },
    ofOlderSystem,
  ]);
});
