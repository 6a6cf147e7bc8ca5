import { afterEach, describe, expect, it } from 'vitest';
import { entities } from '../../shared/entities';
import { testDatabase } from '../../tests/support/database';
import { withDatabase } from '../../tests/support/database-content';
import { databaseFound } from './database-found';
import { type MongoStore, openStore } from './open-store';

const look = (uri: string) => withDatabase(uri, databaseFound);
const fill = (uri: string, ...collections: string[]) =>
  withDatabase(uri, async (database) => {
    for (const name of collections) await database.collection(name).insertOne({ some: 'thing' });
  });

describe('what a database holds', () => {
  const stores: MongoStore[] = [];
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
  });
  const open = async (uri: string) => {
    const store = await openStore(entities)(uri, () => undefined);
    stores.push(store);
    return store;
  };

  // Seen red: nothing was said of it, and a clinic's collections were made in it.
  it('is told where Clinic Desk made nothing of it, and left as it is', async () => {
    const uri = testDatabase();
    expect(await look(uri)).toEqual({});
    // Other programs call their own notes "migrations", too.
    await fill(uri, 'stuff', 'orders', 'migrations', 'users');
    const found = { strangers: { count: 4, names: ['migrations', 'orders', 'stuff'], isOlderSystem: false } };
    expect(await look(uri)).toEqual(found);
    expect(await look(uri)).toEqual(found);
  });

  it('is told as that of an older health-care system where its collections are called so', async () => {
    const uri = testDatabase();
    await fill(uri, 'users', 'healthlogs', 'symptomjournals');
    expect(await look(uri)).toMatchObject({ strangers: { count: 3, isOlderSystem: true } });
  });

  it('is nothing strange where an opening broke off, and nothing is in it yet', async () => {
    const uri = testDatabase();
    await withDatabase(uri, async (database) => {
      for (const name of ['patients', 'counters', 'migrations']) await database.createCollection(name);
    });
    expect(await look(uri)).toEqual({});
  });

  it('is known by its identity once it was opened, whatever else is in it', async () => {
    const [uri, other] = [testDatabase(), testDatabase()];
    await fill(uri, 'stuff');
    const store = await open(uri);
    expect(store.identity).toMatch(/^[0-9a-f-]{36}$/);
    expect(await look(uri)).toEqual({ identity: store.identity });
    expect((await open(uri)).identity).toBe(store.identity);
    expect((await open(other)).identity).not.toBe(store.identity);
  });
});
