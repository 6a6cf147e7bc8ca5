import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { PassphraseVault } from '../../electron/machine/secrets/passphrase-vault';
import { temporaryFolder } from '../../electron/machine/testing/temporary-folder';
import type { ClinicClient } from '../../shared/contract';
import type { ConnectionFields } from '../../shared/rules/connections/fields';
import { makeCertificates, type TestCertificates } from '../support/certificates';
import { type DeskOptions, type DeskRun, runDesk } from '../support/desk-process';
import { startTestSet, type TestSet } from '../support/mongod-set';
import {
  type Evidence,
  filesOf,
  leaksOf,
  plant,
  type PlantedSecret,
  watchProcesses,
} from './planted-secrets';

const root = resolve(import.meta.dirname, '../..');
// Inside the checkout, so that the bundle finds its packages.
mkdirSync(join(root, '.cache'), { recursive: true });
const bundle = mkdtempSync(join(root, '.cache', 'planted-'));
/** Who starts the program with a secret shows it in what the program was started with, and nowhere else. */
const asGiven = ['environ of the program'];

const planted = {
  legacy: plant('a password that an older version kept in a plain file'),
  passphrase: plant('the passphrase of the vault'),
  nextPassphrase: plant('its next passphrase'),
  wrongPassphrase: plant('a wrong passphrase'),
  administrator: plant('the password of the administrator'),
  changed: plant('the changed password of the administrator'),
  wrongSignIn: plant('a wrong password at sign-in'),
  user: plant('the password of a user'),
  refusedUser: plant('the password of a user who was refused'),
  connection: plant('the password of a connection'),
  wrongConnection: plant('a wrong password of a connection'),
  cloud: plant('the password of a server that is not there'),
  wrongKey: plant('a wrong passphrase of a client’s key'),
  keptKey: plant('the passphrase of a client’s key that is kept'),
  forgotten: plant('the password of a connection that was forgotten'),
  givenUri: plant('the password of an address that was given at the start', asGiven),
  givenKey: plant('the passphrase of a key in that address', asGiven),
  malformed: plant('the password of an address that is none', asGiven),
  givenPassphrase: plant('a passphrase that was given at the start', asGiven),
};

let certificates: TestCertificates;
let set: TestSet;
beforeAll(async () => {
  await build({
    ...{ configFile: false, root, logLevel: 'error' },
    build: { ssr: 'electron/serve.ts', outDir: join(bundle, 'main'), target: 'node20', emptyOutDir: true },
  });
  mkdirSync(join(bundle, 'renderer'));
  writeFileSync(join(bundle, 'renderer', 'index.html'), '<title>Clinic Desk</title>');
  certificates = await makeCertificates();
  set = await startTestSet({
    tls: { certificate: certificates.server, ca: certificates.ca },
    accounts: [
      { user: 'root', password: 'r00t', roles: [{ role: 'root', db: 'admin' }] },
      { user: 'desk', password: planted.connection.secret, roles: [{ role: 'root', db: 'admin' }] },
    ],
  });
}, 120_000);
afterAll(async () => {
  await set?.dispose();
  await certificates?.dispose();
  rmSync(bundle, { recursive: true, force: true });
});

/** A run of the program on a computer without a keychain, and everything it lets out. */
async function watched(options: DeskOptions & { readonly home: string }) {
  const folder = await temporaryFolder();
  const elsewhere = { TMPDIR: join(folder, 'tmp'), HOME: join(folder, 'user'), XDG_RUNTIME_DIR: folder };
  for (const each of [elsewhere.TMPDIR, elsewhere.HOME]) await mkdir(each);
  const environment = {
    ...elsewhere,
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere',
    ...options.environment,
  };
  const run = await runDesk({ ...options, environment, build: bundle });
  let isOver = false;
  const stop = async () => {
    if (!isOver) await run.stop();
    isOver = true;
  };
  onTestFinished(stop);
  const processes = watchProcesses(run.pid);
  const replies: Evidence[] = [];
  return {
    run,
    replies,
    /** Comes in with the link, and keeps every reply. */
    async enter(link: string) {
      const entered = await fetch(link, { redirect: 'manual' });
      const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
      const asking = new RPCLink({
        url: `${new URL(link).origin}/rpc`,
        headers: { cookie, 'x-clinic-desk': '1' },
        fetch: async (request, init) => {
          const reply = await fetch(request, init);
          const { pathname } = new URL(request.url);
          const headers = JSON.stringify([...reply.headers]);
          const body = pathname.endsWith('/watch') ? '' : await reply.clone().text();
          replies.push({ place: `reply of ${pathname}`, content: Buffer.from(headers + body) });
          return reply;
        },
      });
      // The router was assembled from the contract that `ClinicClient` is derived from.
      return {
        client: createORPCClient(asking) as unknown as ClinicClient,
        cookie: cookie.split('=')[1] ?? '',
      };
    },
    async evidence(): Promise<Evidence[]> {
      const told = { place: 'the terminal', content: Buffer.from(run.out() + run.complaints()) };
      const files = [...(await filesOf(run.home)), ...(await filesOf(folder))];
      return [told, ...replies, ...files, ...(await processes.stop())];
    },
    stop,
  };
}

const linkOf = async (run: DeskRun) => (await run.said(/(?:ready:|says the same:) (http:\S+)$/m))[1] ?? '';

const fields = (changes: Partial<ConnectionFields> = {}): ConnectionFields => ({
  ...{ name: 'Clinic server', kind: 'server', srv: false, replicaSet: set.name, database: 'elsewhere' },
  hosts: set.members.map(({ port }) => ({ host: '127.0.0.1', port })),
  tls: { isUsed: true, caFile: certificates.ca },
  signIn: { mechanism: 'SCRAM-SHA-256', username: 'desk' },
  ...changes,
});

/** Whatever becomes of it: what it answers is looked at. */
const whatever = (work: Promise<unknown>) => work.catch(() => undefined);

const generated = (name: string, secret: string, belongsTo: readonly string[] = []): PlantedSecret => ({
  ...{ name, belongsTo },
  core: secret.slice(0, 24),
});

describe.skipIf(process.platform !== 'linux')('a secret that goes in', () => {
  // Seen red with each of: the passphrase in a log line, the address of a tested server in its outcome, a wrong password in the
  // text of its refusal, and a plain copy beside the vault.
  it('comes out nowhere: no file, no reply, no log line, no error, no process shows one of them', async () => {
    const home = join(await temporaryFolder(), 'home');
    await mkdir(home);
    await writeFile(
      join(home, 'secrets.json'),
      JSON.stringify({ 'connection/x/y/password': planted.legacy.secret }),
    );
    const desk = await watched({ home });
    const link = await linkOf(desk.run);
    const { client, cookie } = await desk.enter(link);
    const { secrets, session, connections } = client;
    const [passphrase, newPassphrase] = [planted.passphrase.secret, planted.nextPassphrase.secret];
    const wrong = planted.wrongPassphrase.secret;

    expect(await secrets.createVault({ passphrase })).toMatchObject({
      kind: 'done',
      status: { unprotected: 0 },
    });
    await whatever(secrets.createVault({ passphrase }));
    await whatever(secrets.changePassphrase({ passphrase: wrong, newPassphrase: wrong }));
    await whatever(secrets.changePassphrase({ passphrase, newPassphrase: wrong.slice(0, 12) }));
    expect(await secrets.changePassphrase({ passphrase, newPassphrase })).toMatchObject({ kind: 'done' });
    for (let round = 0; round < 4; round += 1) await whatever(secrets.unlock({ passphrase: wrong }));

    const administrator = { username: 'ada', displayName: 'Ada', password: planted.administrator.secret };
    await session.setUp({ clinic: { clinicname: 'Planted', timeZone: 'Europe/London' }, administrator });
    await whatever(session.signIn({ username: 'ada', password: planted.wrongSignIn.secret }));
    await session.signIn({ username: 'ada', password: administrator.password });
    await session.changePassword({
      currentPassword: administrator.password,
      newPassword: planted.changed.secret,
    });
    const rosa = { username: 'rosa', displayName: 'Rosa', roles: ['frontdesk' as const] };
    await client.users.create({ ...rosa, password: planted.user.secret });
    await whatever(client.users.create({ ...rosa, password: planted.refusedUser.secret }));
    const { record: device } = await client.devices.create({ name: 'Omron', kind: 'gateway' });
    const { token } = await client.gateway.issueToken({ id: device.id });

    const draft = { fields: fields(), acceptedRisks: [] };
    const sealed = fields({
      tls: { isUsed: true, caFile: certificates.ca, certificateFile: certificates.sealedClient },
    });
    await connections.test({ ...draft, secrets: { password: planted.wrongConnection.secret } });
    const cloud = fields({ kind: 'cloud', srv: true, hosts: [{ host: 'no-such-name.clinic.invalid' }] });
    await connections.test({ ...draft, fields: cloud, secrets: { password: planted.cloud.secret } });
    const password = planted.connection.secret;
    await connections.test({
      ...draft,
      fields: sealed,
      secrets: { password, keyPassphrase: planted.wrongKey.secret },
    });
    const saved = await connections.save({ ...draft, secrets: { password } });
    const second = await connections.save({
      ...draft,
      fields: { ...sealed, name: 'With a key' },
      secrets: { password: planted.forgotten.secret, keyPassphrase: planted.keptKey.secret },
    });
    await whatever(connections.use({ id: second.id }));
    await connections.list();
    await connections.forget({ id: second.id });
    expect(await connections.use({ id: saved.id })).toMatchObject({ kind: 'good' });
    await session.state();
    await connections.list();
    await connections.use({ id: 'this-computer' });
    await session.signIn({ username: 'ada', password: planted.changed.secret });
    await client.auditentries.list({});

    // What a crash of the database writes and says.
    const pid = Number(await readFile(join(home, 'database', 'mongod.lock'), 'utf8'));
    process.kill(pid, 'SIGKILL');
    await expect
      .poll(async () => Number(await readFile(join(home, 'database', 'mongod.lock'), 'utf8')) !== pid, {
        timeout: 60_000,
      })
      .toBe(true);
    await expect.poll(async () => (await session.state()).database.kind, { timeout: 60_000 }).toBe('live');
    await secrets.status();

    const vault = new PassphraseVault(join(home, 'secrets.vault'));
    expect(await vault.unlock(newPassphrase)).toBe(true);
    const inside = new Map(
      await Promise.all(
        (await vault.names()).map(async (name) => [name, (await vault.read(name)) ?? ''] as const),
      ),
    );
    expect([...inside.values()]).toEqual(expect.arrayContaining([planted.legacy.secret, password]));
    const ofMongod = [...inside].find(([name]) => name.startsWith('managed-mongod/'))?.[1];
    const lock = await readFile(join(home, 'instance.lock'), 'utf8');
    const [, control] = /"secret":\s*"([^"]+)"/.exec(lock) ?? [];
    const all: PlantedSecret[] = [
      ...Object.values(planted),
      generated('the password of the managed database', String(ofMongod)),
      generated('the cookie of a browser', cookie),
      generated('the start link', new URL(link).searchParams.get('launch') ?? '', ['the terminal']),
      generated('the secret of the second start', String(control), ['file instance.lock']),
      generated('the key of the database', (await readFile(join(home, 'database.key'), 'utf8')).slice(40), [
        'file database.key',
      ]),
      generated('the token of a device', token.split('.')[1] ?? '', ['reply of /rpc/gateway/issueToken']),
    ];
    for (const { core } of all) expect(core).toHaveLength(24);
    expect(leaksOf(all, await filesOf(home))).toEqual([]);
    await desk.stop();
    const evidence = await desk.evidence();
    expect(evidence.filter(({ place }) => place.startsWith('reply')).length).toBeGreaterThan(25);
    expect(
      evidence.filter(({ place }) => place.endsWith('of a process of the program')).length,
    ).toBeGreaterThan(3);
    expect(all.length).toBeGreaterThanOrEqual(20);
    expect(leaksOf(all, evidence)).toEqual([]);
  }, 240_000);

  // Seen red with `CLINIC_VAULT_PASSPHRASE` left in the environment, which other processes inherit.
  it('comes out nowhere when it is given with the start, be it wrong or no address at all', async () => {
    const { givenUri, givenKey, malformed, givenPassphrase } = planted;
    const encoded = (secret: string) => encodeURIComponent(secret);
    const options = new URLSearchParams({
      ...{ tls: 'true', tlsCAFile: certificates.ca, tlsCertificateKeyFile: certificates.sealedClient },
      ...{ tlsCertificateKeyFilePassword: givenKey.secret, replicaSet: set.name },
    });
    const addresses = [
      `mongodb://desk:${encoded(givenUri.secret)}@${set.hosts}/elsewhere?tls=true&tlsCAFile=${encoded(certificates.ca)}&replicaSet=${set.name}`,
      `mongodb://desk:${encoded(givenUri.secret)}@${set.hosts}/elsewhere?${options}`,
      `mongodb://desk:${malformed.secret}@${set.hosts}/elsewhere`,
      `mongodb+srv://desk:${encoded(givenUri.secret)}@no-such-name.clinic.invalid/elsewhere`,
      `mongodb://desk:${malformed.secret}@:no port/elsewhere?nonsense=${malformed.core}`,
    ];
    for (const address of addresses) {
      const home = join(await temporaryFolder(), 'home');
      const desk = await watched({ home, environment: { CLINIC_MONGODB_URI: address } });
      const { client } = await desk.enter(await linkOf(desk.run));
      expect((await client.session.state()).database).toMatchObject({ kind: 'failed' });
      await whatever(client.connections.list());
      await desk.stop();
      expect(leaksOf([givenUri, givenKey, malformed], await desk.evidence()), address.slice(0, 14)).toEqual(
        [],
      );
    }

    const home = join(await temporaryFolder(), 'home');
    for (const passphrase of [givenPassphrase.secret, planted.passphrase.secret]) {
      const desk = await watched({ home, environment: { CLINIC_VAULT_PASSPHRASE: passphrase } });
      const { client } = await desk.enter(await linkOf(desk.run));
      await client.secrets.status();
      await desk.stop();
      const given = [givenPassphrase, { ...planted.passphrase, belongsTo: asGiven }];
      expect(leaksOf(given, await desk.evidence())).toEqual([]);
    }
  }, 240_000);
});
