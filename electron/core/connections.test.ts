import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  carriers,
  openPeople,
  openTestClinic,
  type People,
  type TestClinic,
} from '../../tests/support/clinic';
import { testDatabase } from '../../tests/support/database';
import { withDatabase } from '../../tests/support/database-content';
import { startTestSet, type TestSet } from '../../tests/support/mongod-set';
import type { ConnectionFields } from '../../shared/rules/connections/fields';
import { ConnectionSettings } from '../machine/connection-settings';
import { openSettingsFile } from '../machine/settings-file';
import { MemoryLog } from '../machine/testing/memory-log';
import { MemorySecretStore } from '../machine/testing/memory-secret-store';
import { temporaryFolder } from '../machine/testing/temporary-folder';
import { thisComputerId } from './ports/connection-book';
import { StartFailure } from './ports/start-failure';

const password = 'planted-secret-0815';

let set: TestSet;
beforeAll(async () => {
  set = await startTestSet({
    accounts: [
      { user: 'root', password: 'r00t', roles: [{ role: 'root', db: 'admin' }] },
      { user: 'desk', password, roles: [{ role: 'root', db: 'admin' }] },
    ],
  });
}, 60_000);
afterAll(() => set?.dispose());

describe('connections', () => {
  let clinic: TestClinic;
  let people: People;
  let book: ConnectionSettings;
  let folder: string;
  let here: string;
  let secrets: MemorySecretStore;
  let stranger: People['admin'];
  let isFolderOurs = true;
  let secretsFailure: StartFailure | null = null;

  const open = async () => {
    // A connection takes names of up to 38 letters.
    here = testDatabase().replace('/test-', '/t-');
    const settings = await openSettingsFile(join(folder, 'settings.json'), new MemoryLog());
    book = new ConnectionSettings({
      settings: () => (isFolderOurs ? settings : null),
      secrets: async () => {
        if (secretsFailure) throw secretsFailure;
        return secrets;
      },
      given: undefined,
      onLeave: async () => undefined,
    });
    return openTestClinic({
      connections: book,
      source: {
        get label() {
          return book.label;
        },
        open: async () => (await book.savedAddress(book.chosen)) ?? { uri: here },
        close: async () => undefined,
      },
    });
  };
  beforeEach(async () => {
    isFolderOurs = true;
    secretsFailure = null;
    folder = await temporaryFolder();
    secrets = new MemorySecretStore();
    clinic = await open();
    const carrier = await carriers['in-process'](clinic.core);
    stranger = (await carrier.newCaller()) as People['admin'];
    people = await openPeople(carrier.newCaller);
  });
  afterEach(async () => {
    await people?.close();
    await clinic?.close();
  });

  const fields = (changes: Partial<ConnectionFields> = {}): ConnectionFields => ({
    name: 'Clinic server',
    kind: 'server',
    hosts: set.members.map(({ port }) => ({ host: '127.0.0.1', port })),
    srv: false,
    replicaSet: set.name,
    database: `clinic-${Math.random().toString(36).slice(2, 10)}`,
    tls: { isUsed: false },
    signIn: { mechanism: 'SCRAM-SHA-256', username: 'desk' },
    ...changes,
  });
  const save = (changes?: Partial<ConnectionFields>) =>
    people.admin.client.connections.save({
      fields: fields(changes),
      secrets: { password },
      acceptedRisks: [],
    });

  it('are kept without their secrets, tested, opened instead of the present one, and opened at the next start', async () => {
    const { connections } = people.admin.client;
    const tested = await connections.test({ fields: fields(), secrets: { password }, acceptedRisks: [] });
    expect(tested).toMatchObject({ kind: 'good', server: { kind: 'replicaSet' } });
    const saved = await save();
    expect(saved).toMatchObject({ name: 'Clinic server', hasPassword: true, hasKeyPassphrase: false });
    await people.admin.client.patients.create({ firstname: 'Only', lastname: 'Here' });

    expect(await connections.use({ id: saved.id })).toMatchObject({ kind: 'good' });
    const state = await stranger.client.session.state();
    expect(state).toMatchObject({ database: { kind: 'live', label: 'Clinic server' }, needsSetUp: true });
    // Another clinic: whoever sits there sets it up, or goes back.
    const { open: opened } = await stranger.client.connections.list();
    expect(opened).toBe(saved.id);
    expect(JSON.parse(await readFile(join(folder, 'settings.json'), 'utf8'))).toMatchObject({
      connection: saved.id,
    });

    await stranger.client.connections.use({ id: thisComputerId });
    // Seen red without `enteredAt`: who came in before would have stayed in whichever database knows the same id.
    expect((await people.admin.client.session.state()).user).toBeUndefined();
    expect((await people.doctor.client.session.state()).user).toBeUndefined();
    expect((await stranger.client.session.state()).needsSetUp).toBe(false);
    await expect(stranger.client.connections.list()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  }, 30_000);

  it('that do not open leave everybody where they were', async () => {
    const wrong = await people.admin.client.connections.save({
      fields: fields(),
      secrets: { password: 'wrong' },
      acceptedRisks: [],
    });
    expect(await people.admin.client.connections.use({ id: wrong.id })).toMatchObject({
      kind: 'failed',
      reason: 'wrongPassword',
      path: ['secrets', 'password'],
    });
    expect((await people.admin.client.session.state()).user?.roles).toContain('admin');
    const again = await people.admin.client.connections.save({
      ...{ id: wrong.id, fields: fields(), acceptedRisks: [] },
      secrets: { password },
    });
    expect(again.id).toBe(wrong.id);
    expect(
      await people.admin.client.connections.test({ id: wrong.id, fields: fields(), acceptedRisks: [] }),
    ).toMatchObject({
      kind: 'good',
    });
  }, 30_000);

  // Seen red while it was opened at once.
  it('on a server that stands alone are opened only by who knows that it lacks something', async () => {
    const alone = await startTestSet({ members: 0 });
    try {
      const { connections } = people.admin.client;
      const { id } = await connections.save({
        fields: {
          ...{ name: 'Old server', kind: 'server', srv: false, database: 'clinic', tls: { isUsed: false } },
          ...{ hosts: alone.members.map(({ port }) => ({ host: '127.0.0.1', port })) },
          signIn: { mechanism: 'none' },
        },
        acceptedRisks: ['noSignIn'],
      });
      expect(await connections.use({ id })).toMatchObject({ kind: 'failed', reason: 'standsAlone' });
      expect((await people.admin.client.session.state()).database).toMatchObject({ label: 'This computer' });
      expect(await connections.use({ id, takesLess: true })).toMatchObject({ kind: 'good' });
      expect((await stranger.client.session.state()).database).toMatchObject({
        ...{ label: 'Old server', standsAlone: true },
      });
      await stranger.client.connections.use({ id: thisComputerId });
    } finally {
      await alone.dispose();
    }
  }, 60_000);

  // Seen red while a clinic's collections were made in it at once.
  it('that lead to a database of something else are opened only by who knows that', async () => {
    const { connections } = people.admin.client;
    const { id, fields: there } = await save();
    const uri = set.uri(there?.database ?? '');
    const names = () =>
      withDatabase(uri, async (database) =>
        (await database.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
      );
    await withDatabase(uri, (database) => database.collection('stuff').insertOne({ some: 'thing' }));
    const strangers = { count: 1, names: ['stuff'], isOlderSystem: false };
    expect(await connections.test({ id, fields: there ?? fields(), acceptedRisks: [] })).toMatchObject({
      ...{ kind: 'good', server: { strangers } },
    });
    expect(await connections.use({ id })).toMatchObject({
      ...{ kind: 'failed', reason: 'notEmpty', message: expect.stringContaining('(stuff)') },
    });
    expect(await names()).toEqual(['stuff']);
    expect(await connections.use({ id, besideOthers: true })).toMatchObject({ kind: 'good' });
    expect(await names()).toContain('patients');
    await stranger.client.connections.use({ id: thisComputerId });
  }, 60_000);

  // Seen red while nothing said so.
  it('that lead to the same database are told by a test, under whatever name of the server', async () => {
    const { connections } = people.admin.client;
    const { id, fields: there = fields() } = await save();
    const test = (client: typeof people.admin.client, changes: Partial<ConnectionFields>) =>
      client.connections.test({
        ...{ fields: { ...there, ...changes }, secrets: { password }, acceptedRisks: [] },
      });
    const sameAs = [{ name: 'Clinic server', isOpen: false }];
    expect(await test(people.admin.client, {})).toMatchObject({ server: { sameAs } });
    await connections.use({ id });
    const hosts = set.members.map(({ port }) => ({ host: 'localhost', port }));
    expect(await test(stranger.client, { hosts })).toMatchObject({
      ...{ server: { sameAs: [{ name: 'Clinic server', isOpen: true }] } },
    });
    const other = await test(stranger.client, { database: `${there.database}-other` });
    expect(other).toMatchObject({ kind: 'good' });
    expect(JSON.stringify(other)).not.toContain('sameAs');
    expect(
      await stranger.client.connections.test({ id, fields: there, acceptedRisks: [] }),
    ).not.toHaveProperty('server.sameAs');
  }, 60_000);

  // Seen red without `identity`: this computer has no server to compare.
  it('that lead to the database of this computer are told by a test', async () => {
    const { port, pathname } = new URL(here.replace('mongodb:', 'http:'));
    const tested = await people.admin.client.connections.test({
      fields: fields({
        ...{ hosts: [{ host: 'localhost', port: Number(port) }], replicaSet: undefined },
        ...{ database: pathname.slice(1), signIn: { mechanism: 'none' } },
      }),
      acceptedRisks: ['noSignIn'],
    });
    expect(tested).toMatchObject({ server: { sameAs: [{ name: 'This computer', isOpen: true }] } });
    expect(JSON.stringify(tested)).not.toContain('identity');
  });

  it('are refused field by field, and with a risk that nobody confirmed', async () => {
    const { connections } = people.admin.client;
    const noName = { ...fields(), signIn: { mechanism: 'SCRAM-SHA-256' as const } };
    await expect(connections.save({ fields: noName, acceptedRisks: [] })).rejects.toMatchObject({
      code: 'INVALID',
      data: { issues: [{ path: ['fields', 'signIn', 'username'], message: 'Fill in the user name' }] },
    });
    const open = fields({ hosts: [{ host: 'db.clinic.example' }] });
    for (const call of [connections.save, connections.test] as const)
      await expect(call({ fields: open, secrets: { password }, acceptedRisks: [] })).rejects.toMatchObject({
        code: 'INVALID',
        data: { issues: [{ path: ['acceptedRisks'] }] },
      });
    const saved = await connections.save({
      fields: open,
      secrets: { password },
      acceptedRisks: ['notEncrypted'],
    });
    expect(saved.acceptedRisks).toMatchObject([{ risk: 'notEncrypted', by: expect.stringMatching(/./) }]);
    await expect
      .poll(
        async () =>
          (
            await people.admin.client.auditentries.list({ filter: { entity: { is: 'connections' } } })
          ).rows.map(({ action, reason }) => `${action} ${reason}`),
        // The trail writes what accompanies no record in batches, a second apart: a limit of one second ran against that.
        { timeout: 5_000 },
      )
      .toContain('save Clinic server: risks confirmed: Not encrypted');
  });

  it('are for administrators', async () => {
    for (const person of [people.doctor, people.nurse, people.frontdesk, people.patient]) {
      const { connections } = person.client;
      await expect(connections.list()).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(connections.use({ id: thisComputerId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(connections.save({ fields: fields(), acceptedRisks: [] })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
      await expect(connections.test({ fields: fields(), acceptedRisks: [] })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
      await expect(connections.forget({ id: thisComputerId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    await expect(stranger.client.connections.list()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('are forgotten with their secrets, but neither the open one nor this computer', async () => {
    const { connections } = people.admin.client;
    const saved = await save();
    expect([...secrets.entries.values()]).toContain(password);
    await expect(connections.forget({ id: thisComputerId })).rejects.toMatchObject({ code: 'INVALID' });
    await connections.forget({ id: saved.id });
    expect((await connections.list()).connections.map(({ id }) => id)).toEqual([thisComputerId]);
    expect(secrets.entries.size).toBe(0);
    await expect(connections.use({ id: saved.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  // Seen red without `changingBook`: the save ended in a fault, and its password stayed without a connection.
  it('are forgotten with their secrets also while they are being saved', async () => {
    const { connections } = people.admin.client;
    const { id } = await save();
    let goOn = () => {};
    const answered = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const asked = new Promise<void>((resolve) => {
      secrets.write = async (name, secret) => {
        resolve();
        await answered;
        secrets.entries.set(name, secret);
      };
    });
    const saving = connections.save({
      id,
      fields: fields(),
      secrets: { password: 'new' },
      acceptedRisks: [],
    });
    await asked;
    const forgetting = connections.forget({ id });
    await Promise.race([forgetting, pause(200)]);
    goOn();
    await Promise.all([saving, forgetting]);
    expect((await connections.list()).connections.map((each) => each.id)).toEqual([thisComputerId]);
    expect(secrets.entries.size).toBe(0);
  });

  it('have names of their own, by which people choose', async () => {
    const saved = await save();
    for (const name of ['clinic SERVER ', 'This computer'])
      await expect(save({ name })).rejects.toMatchObject({
        code: 'INVALID',
        data: { issues: [{ path: ['fields', 'name'] }] },
      });
    const { connections } = people.admin.client;
    const same = { id: saved.id, fields: saved.fields ?? fields(), acceptedRisks: [] };
    expect((await connections.save(same)).name).toBe('Clinic server');
  });

  it('cannot be chosen before the data folder is ours, and say so', async () => {
    isFolderOurs = false;
    const { connections } = people.admin.client;
    expect(await connections.list()).toMatchObject({
      connections: [{ id: thisComputerId }],
      isFixed: expect.stringMatching(/^The settings of this computer are not open\. Close the other window/),
    });
    await expect(save()).rejects.toMatchObject({ code: 'INVALID' });
  });

  it('refuse in words what the store of secrets cannot keep', async () => {
    secretsFailure = new StartFailure(
      'secretUnavailable',
      'The keychain is locked.',
      'Unlock it and try again.',
    );
    await expect(save()).rejects.toMatchObject({
      code: 'INVALID',
      message: 'The keychain is locked. Unlock it and try again.',
    });
  });

  it('say when the password is no longer in the keychain', async () => {
    const saved = await save();
    secrets.entries.clear();
    expect(await people.admin.client.connections.use({ id: saved.id })).toMatchObject({
      kind: 'failed',
      reason: 'passwordMissing',
      message: `The password of this connection is not in ${secrets.description}.`,
      path: ['secrets', 'password'],
    });
  });

  // Seen red with the kept password wherever the fields lead: a listener of one's own was offered it.
  it('send a kept password nowhere but where it was given for', async () => {
    const { connections } = people.admin.client;
    const saved = await save();
    const elsewhere: Partial<ConnectionFields>[] = [
      { hosts: [{ host: '127.0.0.1', port: 1 }] },
      { signIn: { mechanism: 'SCRAM-SHA-1', username: 'desk' } },
      { signIn: { mechanism: 'SCRAM-SHA-256', username: 'somebody' } },
      { tls: { isUsed: true, allowsAnyCertificate: true } },
      { replicaSet: undefined },
    ];
    for (const changes of elsewhere)
      expect(
        await connections.test({ id: saved.id, fields: fields(changes), acceptedRisks: [] }),
      ).toMatchObject({ kind: 'failed', reason: 'passwordMissing', path: ['secrets', 'password'] });
    const moved = await connections.save({
      ...{ id: saved.id, acceptedRisks: [] },
      fields: fields({ hosts: [{ host: '127.0.0.1', port: 1 }] }),
    });
    expect(moved.hasPassword).toBe(false);
    expect(secrets.entries.size).toBe(0);
    // Another name or database is the same place.
    const again = await save({ name: 'Second server' });
    const renamed = await connections.save({
      ...{ id: again.id, acceptedRisks: [] },
      fields: fields({ name: 'Main clinic' }),
    });
    expect(renamed).toMatchObject({ name: 'Main clinic', hasPassword: true });
  });

  it('that were changed while they are open are opened anew when they are used', async () => {
    const saved = await save();
    await people.admin.client.connections.use({ id: saved.id });
    expect((await stranger.client.connections.list()).needsReopening).toBe(false);
    await stranger.client.connections.save({
      ...{ id: saved.id, acceptedRisks: [] },
      fields: { ...(saved.fields ?? fields()), name: 'Main clinic', database: `other-${Date.now()}` },
    });
    expect((await stranger.client.connections.list()).needsReopening).toBe(true);
    expect(await stranger.client.connections.use({ id: saved.id })).toMatchObject({ kind: 'good' });
    expect((await stranger.client.session.state()).database).toEqual({ kind: 'live', label: 'Main clinic' });
  }, 30_000);

  // Seen red without turns: the two went through each other and the one before was opened last.
  it('are changed one at a time, the one that was asked for last stays', async () => {
    const [one, other] = [await save({ name: 'One' }), await save({ name: 'Other' })];
    const using = people.admin.client.connections.use({ id: one.id });
    // Of two that are asked for in the same moment, either may be let in first.
    await expect.poll(() => clinic.core.database.isLive, { timeout: 10_000, interval: 5 }).toBe(false);
    const [first, second] = await Promise.all([using, stranger.client.connections.use({ id: other.id })]);
    expect([first.kind, second.kind]).toEqual(['good', 'good']);
    expect((await stranger.client.session.state()).database).toEqual({ kind: 'live', label: 'Other' });
  }, 30_000);

  // Seen red with the secrets among the fields of `keptConnection`.
  it('hold no secret in any reply, setting or log', async () => {
    const { connections } = people.admin.client;
    const replies: unknown[] = [];
    const saved = await save();
    replies.push(saved, await connections.list());
    replies.push(await connections.test({ id: saved.id, fields: fields(), acceptedRisks: [] }));
    const nowhere = { ...fields(), hosts: [{ host: '127.0.0.1', port: 1 }] };
    replies.push(await connections.test({ fields: nowhere, secrets: { password }, acceptedRisks: [] }));
    replies.push(await connections.use({ id: saved.id }), await stranger.client.connections.list());
    expect(JSON.stringify(replies)).not.toContain(password);
    expect(JSON.stringify(clinic.logged.map(String))).not.toContain(password);
    expect(await readFile(join(folder, 'settings.json'), 'utf8')).not.toContain(password);
  }, 30_000);
});
