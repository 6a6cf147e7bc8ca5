import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eachWithConnections, planted as password } from '../../tests/support/connected-clinic';
import { withDatabase } from '../../tests/support/database-content';
import { startTestSet } from '../../tests/support/mongod-set';
import type { ConnectionFields } from '../../shared/rules/connections/fields';
import { thisComputerId } from './ports/connection-book';

const desk = eachWithConnections();

describe('connections', () => {
  it('are kept without their secrets, tested, opened instead of the present one, and opened at the next start', async () => {
    const { people, stranger, folder, save, fields } = desk.opened();
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
    const { people, fields } = desk.opened();
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
    const { people, stranger } = desk.opened();
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
    const { people, stranger, set, save, fields } = desk.opened();
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
    const { people, stranger, set, save, fields } = desk.opened();
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
    const { people, here, fields } = desk.opened();
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

  it('that were changed while they are open are opened anew when they are used', async () => {
    const { people, stranger, save, fields } = desk.opened();
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
    const { people, stranger, clinic, save } = desk.opened();
    const [one, other] = [await save({ name: 'One' }), await save({ name: 'Other' })];
    const using = people.admin.client.connections.use({ id: one.id });
    // Of two that are asked for in the same moment, either may be let in first.
    await expect.poll(() => clinic.core.database.isLive, { timeout: 10_000, interval: 5 }).toBe(false);
    const [first, second] = await Promise.all([using, stranger.client.connections.use({ id: other.id })]);
    expect([first.kind, second.kind]).toEqual(['good', 'good']);
    expect((await stranger.client.session.state()).database).toEqual({ kind: 'live', label: 'Other' });
  }, 30_000);
});
