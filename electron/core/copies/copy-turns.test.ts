import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  carriers,
  openPeople,
  openTestClinic,
  type People,
  type TestClinic,
} from '../../../tests/support/clinic';
import { everyKind } from '../../../tests/support/copied-clinic';
import { testDatabase } from '../../../tests/support/database';
import { startTestSet, type TestSet } from '../../../tests/support/mongod-set';
import { entities } from '../../../shared/entities';
import type { ConnectionFields } from '../../../shared/rules/connections/fields';
import { ConnectionSettings } from '../../machine/connection-settings';
import { openSettingsFile } from '../../machine/settings-file';
import { MemoryLog } from '../../machine/testing/memory-log';
import { MemorySecretStore } from '../../machine/testing/memory-secret-store';
import { temporaryFolder } from '../../machine/testing/temporary-folder';
import { openStore } from '../../store/open-store';
import { probeServer } from '../../store/server-probe';

let set: TestSet;
beforeAll(async () => {
  set = await startTestSet();
}, 60_000);
afterAll(() => set?.dispose());

describe('a copy and the connection that it goes to', () => {
  let clinic: TestClinic;
  let people: People;
  let fields: ConnectionFields;
  let to: string;
  /** What waits is at a place that is held until somebody lets it go on. */
  let held: { readonly at: 'secrets' | 'probe'; readonly until: Promise<void> } | undefined;
  let isWaiting = false;
  const pass = async (at: 'secrets' | 'probe') => {
    if (held?.at !== at) return;
    isWaiting = true;
    await held.until;
  };
  const holdAt = (at: 'secrets' | 'probe') => {
    let letGo: () => void = () => undefined;
    held = { at, until: new Promise((resolve) => (letGo = resolve)) };
    isWaiting = false;
    return { reached: () => expect.poll(() => isWaiting).toBe(true), letGo };
  };

  beforeEach(async () => {
    held = undefined;
    const here = testDatabase();
    const settings = await openSettingsFile(join(await temporaryFolder(), 'settings.json'), new MemoryLog());
    const book = new ConnectionSettings({
      settings: () => settings,
      secrets: async () => {
        await pass('secrets');
        return new MemorySecretStore();
      },
      ...{ given: undefined, onLeave: async () => undefined },
    });
    clinic = await openTestClinic({
      connections: book,
      probe: async (...call) => {
        await pass('probe');
        return probeServer(...call);
      },
      source: {
        get label() {
          return book.label;
        },
        open: async () => (await book.savedAddress(book.chosen)) ?? { uri: here },
        close: async () => undefined,
      },
    });
    people = await openPeople((await carriers['in-process'](clinic.core)).newCaller);
    const store = await openStore(entities)(here, () => undefined);
    await everyKind(store, 20);
    await store.close();
    fields = {
      ...{ name: 'Clinic server', kind: 'server', srv: false, replicaSet: set.name },
      database: `turns-${Math.random().toString(36).slice(2, 10)}`,
      hosts: set.members.map(({ port }) => ({ host: '127.0.0.1', port })),
      ...{ tls: { isUsed: false }, signIn: { mechanism: 'none' } },
    };
    to = (await people.admin.client.connections.save({ fields, acceptedRisks: ['noSignIn'] })).id;
  }, 60_000);
  afterEach(async () => {
    await people?.close();
    await clinic?.close();
  });

  const ways = async (...calls: Promise<unknown>[]) =>
    (await Promise.allSettled(calls)).map((each) =>
      each.status === 'fulfilled' ? 'done' : each.reason.code,
    );

  // Seen red while the copy took no turn: it went to the database that was saved before.
  it('take turns: one that is led elsewhere first is copied to there', async () => {
    const { connections, copies } = people.admin.client;
    const elsewhere = { ...fields, database: `${fields.database}-2` };
    const save = { id: to, fields: elsewhere, acceptedRisks: ['noSignIn' as const] };
    const { reached, letGo } = holdAt('secrets');
    const saved = connections.save({ ...save, secrets: { password: null } });
    await reached();
    const started = copies.start({ to });
    await connections.list();
    letGo();
    expect(await ways(saved, started)).toEqual(['done', 'done']);
    await expect.poll(async () => (await copies.status()).run?.kind, { timeout: 30_000 }).toBe('whole');
    const [open] = (await connections.list()).connections;
    expect(open?.copiedTo?.place?.database).toBe(elsewhere.database);
  }, 60_000);

  // Seen red while the copy took no turn, and while it went on in the other database.
  it('take turns: once another database is opened, nobody who asked before is signed in to copy it', async () => {
    const { connections, copies } = people.admin.client;
    const elsewhere = { ...fields, name: 'Elsewhere', database: `${fields.database}-2` };
    const { id: other } = await connections.save({ fields: elsewhere, acceptedRisks: ['noSignIn'] });
    const { reached, letGo } = holdAt('probe');
    const used = connections.use({ id: to });
    await reached();
    const started = copies.start({ to: other });
    await connections.list();
    letGo();
    await expect(started).rejects.toMatchObject({
      ...{ code: 'INVALID', message: 'Another database was opened meanwhile.' },
    });
    expect(await used).toMatchObject({ kind: 'good' });
    expect((await connections.status()).label).toBe('Clinic server');
  }, 60_000);

  // Seen red while it was forgotten in the middle of the copy.
  it('stay together while it is made: it cannot be forgotten', async () => {
    const { connections, copies } = people.admin.client;
    await copies.start({ to });
    await expect(connections.forget({ id: to })).rejects.toMatchObject({
      message: 'A copy is being made there. Wait until it is whole, or stop it first.',
    });
    await copies.stop();
    await connections.forget({ id: to });
    expect((await connections.list()).connections).toHaveLength(1);
  }, 60_000);
});
