import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeCertificates, type TestCertificates } from '../../../tests/support/certificates';
import {
  carriers,
  openPeople,
  openTestClinic,
  type People,
  type TestClinic,
  testPassword,
} from '../../../tests/support/clinic';
import { everyKind } from '../../../tests/support/copied-clinic';
import { chosenIn } from '../../../tests/support/connected-clinic';
import { testDatabase } from '../../../tests/support/database';
import { contentOf, withDatabase } from '../../../tests/support/database-content';
import { startTestSet, type TestSet } from '../../../tests/support/mongod-set';
import { entities } from '../../../shared/entities';
import type { ConnectionFields } from '../../../shared/rules/connections/fields';
import { ConnectionSettings } from '../../machine/connection-settings';
import { MemorySecretStore } from '../../machine/testing/memory-secret-store';
import { openSettingsFile } from '../../machine/settings-file';
import { MemoryLog } from '../../machine/testing/memory-log';
import { temporaryFolder } from '../../machine/testing/temporary-folder';
import { openStore } from '../../store/open-store';
import { thisComputerId } from '../ports/connection-book';

const password = 'a password of the set';

let certificates: TestCertificates;
let set: TestSet;
beforeAll(async () => {
  certificates = await makeCertificates();
  set = await startTestSet({
    members: 3,
    tls: { certificate: certificates.server, ca: certificates.ca },
    accounts: [
      { user: 'root', password: 'r00t', roles: [{ role: 'root', db: 'admin' }] },
      {
        ...{ user: 'desk', password },
        roles: ['readWriteAnyDatabase', 'dbAdminAnyDatabase'].map((role) => ({ role, db: 'admin' })),
      },
    ],
  });
}, 120_000);
afterAll(async () => {
  await set?.dispose();
  await certificates?.dispose();
});

describe('a clinic on this computer moves to a replica set of three with TLS and a password', () => {
  let clinic: TestClinic;
  let people: People;
  let here: string;
  let there: string;
  let database: string;
  let settingsFile: string;
  let stranger: People['admin'];

  beforeEach(async () => {
    here = testDatabase();
    database = `moved-${Math.random().toString(36).slice(2, 10)}`;
    there = set.uri(database);
    settingsFile = join(await temporaryFolder(), 'settings.json');
    const settings = await openSettingsFile(settingsFile, new MemoryLog());
    const secrets = new MemorySecretStore();
    const book = new ConnectionSettings({
      settings: () => settings,
      secrets: async () => secrets,
      given: undefined,
      onLeave: async () => undefined,
    });
    clinic = await openTestClinic({ connections: book, source: chosenIn(book, here) });
    const carrier = await carriers['in-process'](clinic.core);
    people = await openPeople(carrier.newCaller);
    stranger = (await carrier.newCaller()) as People['admin'];
    const store = await openStore(entities)(here, () => undefined);
    await everyKind(store, 20);
    await store.close();
  }, 60_000);
  afterEach(async () => {
    await people?.close();
    await clinic?.close();
  });

  const fields = (): ConnectionFields => ({
    ...{ name: 'Clinic server', kind: 'server', srv: false, replicaSet: set.name, database },
    hosts: set.members.map(({ port }) => ({ host: '127.0.0.1', port })),
    tls: { isUsed: true, caFile: certificates.ca },
    signIn: { mechanism: 'SCRAM-SHA-256', username: 'desk' },
  });
  const save = () =>
    people.admin.client.connections.save({ fields: fields(), secrets: { password }, acceptedRisks: [] });
  const ended = async () => {
    const { copies } = people.admin.client;
    await expect
      .poll(async () => (await copies.status()).run?.kind, { timeout: 90_000, interval: 200 })
      .not.toBe('running');
    return (await copies.status()).run;
  };

  it('is looked at, copied, compared, and opened there', async () => {
    const { copies, connections } = people.admin.client;
    const { id: to } = await save();
    expect(await copies.check({ to })).toMatchObject({
      ...{ kind: 'ready', isUnfinished: false },
      server: { kind: 'replicaSet', members: 3, isEncrypted: true },
      amount: { documents: expect.any(Number) },
    });
    expect(await copies.status()).toEqual({});

    // Seen red with a start that did nothing and said yes: the second was told that it had begun.
    const asked = await Promise.allSettled([copies.start({ to }), copies.start({ to })]);
    expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await copies.status()).toMatchObject({ run: { kind: 'running' } });
    await expect(copies.start({ to })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(connections.use({ id: to })).rejects.toMatchObject({ code: 'INVALID' });
    const run = await ended();
    expect(run).toMatchObject({ kind: 'whole' });
    const compared = run?.kind === 'whole' ? run.compared : [];
    expect(compared.find(({ name }) => name === 'patients')).toMatchObject({
      ...{ isEqual: true, here: { documents: 21 }, there: { documents: 21 } },
    });
    const notes = { auditentries: undefined };
    // What was done here after the move, and that it moved, is noted here.
    expect({ ...(await contentOf(there)), ...notes }).toEqual({ ...(await contentOf(here)), ...notes });

    expect((await stranger.client.session.state()).database).toMatchObject({
      ...{ kind: 'live', label: 'This computer' },
      saving: { kind: 'moved', to: 'Clinic server', by: 'Ada Okonkwo' },
    });
    await expect(
      people.doctor.client.patients.create({ firstname: 'Too', lastname: 'Late' }),
    ).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringMatching(/moved/) });
    await expect
      .poll(async () =>
        (await people.admin.client.auditentries.list({ filter: { entity: { is: 'copies' } } })).rows.map(
          ({ action, reason }) => `${action} ${reason}`,
        ),
      )
      .toEqual(expect.arrayContaining(['start Clinic server', 'finish Clinic server']));

    expect(await connections.use({ id: to })).toMatchObject({ kind: 'good' });
    await stranger.client.session.signIn({ username: 'doctor', password: 'lavender kites at noon' });
    const { record } = await stranger.client.patients.create({ firstname: 'First', lastname: 'There' });
    expect((await stranger.client.patients.get({ id: record.id })).record).toMatchObject({
      lastname: 'There',
    });
    const inCopy = await withDatabase(there, (db) =>
      db.collection('auditentries').findOne({ entity: 'copies' }),
    );
    expect(inCopy).toMatchObject({ action: 'start' });
    // Seen red while only the old database knew it, which nobody can ask any more.
    await stranger.client.session.signOut();
    await stranger.client.session.signIn({ username: 'ada', password: testPassword });
    const [old] = (await stranger.client.connections.list()).connections;
    const { hosts } = fields();
    const move = {
      ...{ copy: expect.any(String), id: to, name: 'Clinic server', at: expect.any(Date) },
      place: { hosts: expect.arrayContaining([...hosts]), srv: false, database },
    };
    expect(old?.copiedTo).toEqual({ ...move, openedAt: expect.any(Date), isWhole: true });

    // Seen red while going back took the mark away.
    const { client: stranded } = stranger;
    expect(await stranded.connections.use({ id: thisComputerId })).toMatchObject({ kind: 'good' });
    await stranded.session.signIn({ username: 'ada', password: testPassword });
    const since = await stranded.copies.sinceCopied();
    expect(since).toEqual({
      ...{ kind: 'told', openedAt: expect.any(Date), lastChange: expect.any(Date) },
      changes: expect.any(Number),
    });
    expect(since.kind === 'told' && since.changes).toBeGreaterThan(0);
    await stranded.copies.workHereAgain();
    await stranded.patients.create({ firstname: 'Here', lastname: 'Again' });
    const [atHome] = (await stranded.connections.list()).connections;
    expect(atHome?.copiedTo).toBeUndefined();
    const back = { ...move, openedAt: since.openedAt, backAt: expect.any(Date), backBy: 'Ada Okonkwo' };
    expect(atHome?.returnedFrom).toEqual([back]);
    await expect(stranded.copies.sinceCopied()).rejects.toMatchObject({ code: 'INVALID' });
    expect(await stranded.connections.use({ id: to })).toMatchObject({ kind: 'good' });
    await stranded.session.signIn({ username: 'ada', password: testPassword });
    const [fromThere] = (await stranded.connections.list()).connections;
    expect(fromThere?.returnedFrom).toEqual([back]);
  }, 120_000);

  // Seen red while a server that refused connections counted as no loss: the copy failed instead of going on.
  it('is stopped, cannot be opened, and goes on by itself after most of the set was killed', async () => {
    const { copies, connections } = people.admin.client;
    const { id: to } = await save();
    await copies.start({ to });
    await expect
      .poll(async () => (await copies.status()).run, { timeout: 20_000, interval: 20 })
      .toMatchObject({ stage: 'copying' });
    await copies.stop();
    expect(await copies.status()).toMatchObject({
      note: { state: 'begun', to: { id: to } },
      run: { kind: 'stopped' },
    });
    expect(await connections.use({ id: to })).toMatchObject({ kind: 'failed', reason: 'copyUnfinished' });
    expect((await people.admin.client.session.state()).user?.username).toBe('ada');
    expect(await copies.check({ to })).toMatchObject({ kind: 'ready', isUnfinished: true });
    const copiedTo = async () => (await connections.list()).connections.map((each) => each.copiedTo);
    expect(await copiedTo()).toMatchObject([{ id: to, isWhole: false }, undefined]);

    // Seen red without `requireSameCopy`: the half copy stayed on the old server, and nobody knew of it.
    const led = (changes: Partial<ConnectionFields>) =>
      connections.save({ id: to, fields: { ...fields(), ...changes }, acceptedRisks: [] });
    const refusal = (field: string) => ({
      ...{ code: 'INVALID', data: { issues: [{ path: ['fields', field] }] } },
      message: expect.stringMatching(
        /^An unfinished copy of This computer lies there.*follow "To the copy" and choose "Delete what was copied…"\.$/,
      ),
    });
    const elsewhere = [{ host: '127.0.0.1', port: 1 }];
    await expect(led({ hosts: elsewhere })).rejects.toMatchObject(refusal('hosts'));
    await expect(led({ database: 'other' })).rejects.toMatchObject(refusal('database'));
    // Seen red while it was compared with what the connection names by now: host by host it was led away.
    await led({ hosts: [...fields().hosts, ...elsewhere] });
    await expect(led({ hosts: elsewhere })).rejects.toMatchObject(refusal('hosts'));
    // Another name, or fewer of its members, is the same place still.
    await led({ name: 'New server', hosts: fields().hosts.slice(0, 2) });
    const more = { ...fields(), hosts: [...fields().hosts, ...elsewhere] };
    await connections.save({ id: to, fields: more, secrets: { password }, acceptedRisks: [] });
    expect(await copiedTo()).toMatchObject([{ id: to, isWhole: false }, undefined]);

    await copies.start({ to });
    await expect(led({ hosts: elsewhere })).rejects.toMatchObject({
      ...{
        code: 'INVALID',
        message: 'A copy is being made there. Wait until it is whole, or stop it first.',
      },
    });
    const killed = set.members.slice(0, 2);
    await Promise.all(killed.map((member) => member.kill()));
    // It says so, and waits: without two of three nothing is written there.
    await expect
      .poll(async () => (await copies.status()).run, { timeout: 60_000, interval: 200 })
      .toMatchObject({ kind: 'running', isInterrupted: true });
    await people.doctor.client.patients.create({ firstname: 'While', lastname: 'Away' });
    await Promise.all(killed.map((member) => member.start()));
    expect(await ended()).toMatchObject({ kind: 'whole' });
    const there = await withDatabase(set.uri(database), (db) =>
      db.collection('patients').countDocuments({ lastname: 'Away' }),
    );
    expect(there).toBe(1);
    expect(await copiedTo()).toMatchObject([{ id: to, isWhole: true }, undefined]);
    // Seen red while only unfinished copies were held: the clinic was said to be at a database that was another one.
    await expect(led({ database: 'other' })).rejects.toMatchObject({
      ...{ code: 'INVALID', message: expect.stringMatching(/^The clinic of This computer was copied there/) },
    });
    await Promise.all(set.members.map((member) => member.kill()));
    // Whom nobody can ask is said to be unknown, and it can be gone back all the same.
    expect(await copies.sinceCopied()).toMatchObject({ kind: 'unknown', message: expect.any(String) });
    await copies.workHereAgain();
    await Promise.all(set.members.map((member) => member.start()));
    expect(await copiedTo()).toEqual([undefined, undefined]);
    expect((await connections.list()).connections.map(({ returnedFrom }) => returnedFrom?.length)).toEqual([
      1,
      undefined,
    ]);
    await people.doctor.client.patients.create({ firstname: 'Here', lastname: 'Again' });
    // A finished copy is a clinic, whatever became of the database that it came from.
    expect(await copies.check({ to })).toMatchObject({ kind: 'refused', reason: 'copyTargetTaken' });
    await expect(copies.remove({})).rejects.toMatchObject({ code: 'INVALID' });
  }, 180_000);

  // Seen red while the list, a read, wrote what it saw into the settings.
  it('is known at once when another computer begins it, and kept here before another database is opened', async () => {
    const { connections } = people.admin.client;
    const { id: to } = await save();
    const before = await readFile(settingsFile, 'utf8');
    const at = new Date('2026-11-24T08:00:00Z');
    await withDatabase(here, (db) =>
      db.collection<{ _id: string }>('copies').insertOne({
        ...{ _id: 'out', copy: 'of another computer', state: 'copying', since: at, begunAt: at },
        ...{ to: { connection: to, name: 'Clinic server' }, by: 'Ada Okonkwo' },
      }),
    );
    const [open] = (await connections.list()).connections;
    const begun = { copy: 'of another computer', id: to, name: 'Clinic server', at, isWhole: false };
    expect(open?.copiedTo).toEqual(begun);
    expect(await readFile(settingsFile, 'utf8')).toBe(before);

    expect(await connections.use({ id: to })).toMatchObject({ kind: 'good' });
    expect(JSON.parse(await readFile(settingsFile, 'utf8'))).toMatchObject({
      thisComputerCopiedTo: { id: to, isWhole: false },
    });
  }, 60_000);

  // Seen red with `signedIn` in place of the duty.
  it('goes nowhere else, and only administrators do it', async () => {
    const { copies } = people.admin.client;
    const { id: to } = await save();
    await expect(copies.start({ to: thisComputerId })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(copies.start({ to: '00000000-0000-0000-0000-000000000000' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await withDatabase(there, (db) => db.collection('patients').insertOne({ of: 'somebody else' }));
    expect(await copies.check({ to })).toMatchObject({ kind: 'refused', reason: 'copyTargetTaken' });
    await copies.start({ to });
    expect(await ended()).toMatchObject({ kind: 'failed', reason: 'copyTargetTaken' });
    expect(Object.keys(await contentOf(there))).toEqual(['patients']);
    for (const person of [people.doctor, people.nurse, people.frontdesk, people.patient]) {
      const mine = person.client.copies;
      const calls = [
        mine.status(),
        mine.check({ to }),
        mine.start({ to }),
        mine.stop(),
        mine.remove({}),
        mine.sinceCopied(),
        mine.workHereAgain(),
      ];
      for (const call of await Promise.allSettled(calls))
        expect(call).toMatchObject({ status: 'rejected', reason: { code: 'FORBIDDEN' } });
    }
    await expect(stranger.client.copies.start({ to })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  }, 60_000);
});
