import { expect, it } from 'vitest';
import { patients } from '../../shared/entities/patients';
import { users } from '../../shared/entities/users';
import { eachWithBareDatabase } from '../../tests/support/bare-database';
import { migrate } from './migrations';

const database = eachWithBareDatabase();

/** A database as migration 4 left it. */
async function earlierDatabase(): Promise<void> {
  await migrate(database(), { patients, users }, () => undefined);
  await database().collection<{ _id: string }>('migrations').deleteOne({ _id: 'migration 5' });
}
const upgrade = () => migrate(database(), { patients, users }, () => undefined);

// Both seen red without migration 5.
it('finds and sorts what was kept with a final sigma as what is kept now', async () => {
  await earlierDatabase();
  await database()
    .collection('patients')
    .insertMany([
      {
        lastname: 'Μόσχος',
        revision: 3,
        searchTokens: ['μοσχος', 'νικος', 'smith'],
        sortKeys: { lastname: 'μοσχος', firstname: 'νικος' },
      },
      { lastname: 'Smith', searchTokens: ['smith'], sortKeys: { lastname: 'smith' } },
      { lastname: 'Older', searchTokens: 'not ours ς' },
    ]);
  await upgrade();
  const found = await database().collection('patients').find().sort({ _id: 1 }).project({ _id: 0 }).toArray();
  expect(found).toEqual([
    {
      lastname: 'Μόσχος',
      revision: 3,
      searchTokens: ['μοσχοσ', 'νικοσ', 'smith'],
      sortKeys: { lastname: 'μοσχοσ', firstname: 'νικοσ' },
    },
    { lastname: 'Smith', searchTokens: ['smith'], sortKeys: { lastname: 'smith' } },
    { lastname: 'Older', searchTokens: 'not ours ς' },
  ]);
});

it('lets accounts sign in by the same name, and leaves one whose name is taken', async () => {
  await earlierDatabase();
  await database()
    .collection('users')
    .insertMany([
      { username: 'Νίκος', usernameKey: 'νικος', emailKey: 'νικος@example.org' },
      { username: 'μόσχοσ', usernameKey: 'μοσχοσ' },
      { username: 'μόσχος', usernameKey: 'μοσχος' },
    ]);
  await upgrade();
  const keys = await database().collection('users').find().sort({ _id: 1 }).toArray();
  expect(keys.map(({ usernameKey }) => usernameKey)).toEqual(['νικοσ', 'μοσχοσ', 'μοσχος']);
  expect(keys[0]?.emailKey).toBe('νικοσ@example.org');
});
