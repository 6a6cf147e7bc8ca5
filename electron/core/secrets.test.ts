import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  carriers,
  openPeople,
  openTestClinic,
  type People,
  type TestClinic,
} from '../../tests/support/clinic';
import { testDatabase } from '../../tests/support/database';
import { ComputerSecrets } from '../machine/secrets/computer-secrets';
import { PassphraseVault } from '../machine/secrets/passphrase-vault';
import { MemoryLog } from '../machine/testing/memory-log';
import { temporaryFolder } from '../machine/testing/temporary-folder';

const passphrase = 'copper lantern under the bridge';
const next = 'gravel tulip seven mornings';
const cheap = { memory: 32, passes: 1, lanes: 1 };

describe('the passwords of this computer', () => {
  let clinic: TestClinic;
  let people: People;
  let stranger: People['admin'];
  let folder: string;
  let now: Date;

  const keeping = (given?: string) => {
    const vaultFile = join(folder, 'secrets.vault');
    const vault = new PassphraseVault(vaultFile, cheap);
    const plainFile = join(folder, 'secrets.json');
    return new ComputerSecrets({
      vaultFile,
      vault,
      plainFile,
      passphrase: given,
      keychains: [],
      log: new MemoryLog(),
    });
  };
  beforeEach(async () => {
    folder = await temporaryFolder();
    now = new Date();
    clinic = await openTestClinic({ secretKeeping: keeping(), clock: () => now });
    const carrier = await carriers['in-process'](clinic.core);
    stranger = (await carrier.newCaller()) as People['admin'];
    people = await openPeople(carrier.newCaller);
  });
  afterEach(async () => {
    await people?.close();
    await clinic?.close();
  });
  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1000);
  };

  it('may be looked at by anybody, and changed by administrators only', async () => {
    expect(await stranger.client.secrets.status()).toMatchObject({ place: 'nowhere', vault: 'none' });
    const { doctor, admin } = people;
    for (const [caller, code] of [
      [stranger, 'UNAUTHENTICATED'],
      [doctor, 'FORBIDDEN'],
    ] as const) {
      const { secrets } = caller.client;
      for (const work of [
        () => secrets.createVault({ passphrase }),
        () => secrets.unlock({ passphrase }),
        () => secrets.startAnew({ passphrase }),
        () => secrets.changePassphrase({ passphrase, newPassphrase: next }),
        () => secrets.tryAgain(),
      ])
        await expect(work()).rejects.toMatchObject({ code });
    }
    expect(await readdir(folder)).toEqual([]);
    expect(await admin.client.secrets.createVault({ passphrase })).toMatchObject({
      kind: 'done',
      status: { place: 'vault', vault: 'open' },
    });
  });

  it.each([
    ['copper', 'Use at least 15 characters, such as four words that do not belong together.'],
    ['               ', 'Use at least 15 characters, such as four words that do not belong together.'],
    ['abcabcabcabcabcabc', 'Use more different characters.'],
    ['aaaaaaaaaaaaaaaaaa', 'Use more different characters.'],
    ['000password0000000', 'Too many people use this passphrase. Choose another.'],
  ])('refuse the passphrase %j with the reason at its field', async (weak, message) => {
    const { secrets } = people.admin.client;
    await expect(secrets.createVault({ passphrase: weak })).rejects.toMatchObject({
      code: 'INVALID',
      data: { issues: [{ path: ['passphrase'], message }] },
    });
    expect(await readdir(folder)).toEqual([]);
    await secrets.createVault({ passphrase });
    await expect(secrets.changePassphrase({ passphrase, newPassphrase: weak })).rejects.toMatchObject({
      code: 'INVALID',
      data: { issues: [{ path: ['newPassphrase'], message }] },
    });
  });

  it('get another passphrase from who knows the present one', async () => {
    const { secrets } = people.admin.client;
    await secrets.createVault({ passphrase });
    await expect(secrets.createVault({ passphrase: next })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(secrets.startAnew({ passphrase: next })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(secrets.changePassphrase({ passphrase: next, newPassphrase: next })).rejects.toMatchObject({
      data: { issues: [{ path: ['passphrase'], message: 'This is not the passphrase of the vault.' }] },
    });
    await secrets.changePassphrase({ passphrase, newPassphrase: next });
    const vault = new PassphraseVault(join(folder, 'secrets.vault'), cheap);
    expect([await vault.unlock(passphrase), await vault.unlock(next)]).toEqual([false, true]);
  });

  // Seen red without `requireRight` looking at `tryAgainAt`, and without the turns: a hundred at once were all tried.
  it('slow down who guesses, also many at once, and let who knows it in afterwards', async () => {
    const { secrets } = people.admin.client;
    await secrets.createVault({ passphrase });
    const guess = () =>
      secrets.unlock({ passphrase: 'not this one at all' }).catch((error: Error) => error.message);
    const told = await Promise.all(Array.from({ length: 20 }, guess));
    expect(told.filter((words) => words === 'This is not the passphrase of the vault.')).toHaveLength(3);
    expect(told.at(-1)).toBe('Too many wrong passphrases. Try again in 1 s.');
    // The right one has to wait as well: nobody learns from the waiting.
    await expect(secrets.unlock({ passphrase })).rejects.toThrow('Try again in 1 s.');
    expect((await secrets.status()).tryAgainAt).toEqual(new Date(now.getTime() + 1000));
    for (const [after, wait] of [
      [1, 2],
      [2, 4],
      [4, 8],
    ] as const) {
      later(after);
      expect(await guess()).toBe('This is not the passphrase of the vault.');
      expect(await guess()).toBe(`Too many wrong passphrases. Try again in ${wait} s.`);
    }
    for (let round = 0; round < 8; round += 1) {
      later(60);
      await guess();
    }
    expect(await guess()).toBe('Too many wrong passphrases. Try again in 60 s.');
    later(60);
    expect(await secrets.unlock({ passphrase })).toMatchObject({ kind: 'done' });
    expect(await guess()).toBe('This is not the passphrase of the vault.');
  });

  it('are on record: who made, changed and opened the vault, and who was wrong, and never a passphrase', async () => {
    const { secrets, auditentries } = people.admin.client;
    await secrets.createVault({ passphrase });
    await secrets
      .changePassphrase({ passphrase: 'not this one at all', newPassphrase: next })
      .catch(() => undefined);
    await secrets.changePassphrase({ passphrase, newPassphrase: next });
    await expect
      .poll(
        async () => {
          const { rows } = await auditentries.list({ filter: { entity: { is: 'secrets' } } });
          return rows.map(({ action, outcome }) => `${action} ${outcome}`).sort();
        },
        { timeout: 15_000 },
      )
      .toEqual(['changePassphrase done', 'changePassphrase refused', 'createVault done']);
    const all = JSON.stringify(await auditentries.list({})) + JSON.stringify(clinic.logged);
    for (const each of [passphrase, next, 'not this one at all']) expect(all).not.toContain(each);
  });

  it('that wait for a passphrase let whoever sits there open the vault, and then the records', async () => {
    await people.admin.client.secrets.createVault({ passphrase });
    const uri = testDatabase();
    const secrets = keeping();
    let tries = 0;
    const started = await openTestClinic({
      isClosedYet: true,
      secretKeeping: secrets,
      source: {
        label: 'This computer',
        async open() {
          tries += 1;
          await secrets.store();
          return { uri };
        },
        close: async () => undefined,
      },
    });
    onTestFinished(() => started.close());
    await expect(started.core.database.start()).rejects.toMatchObject({ reason: 'vaultLocked' });
    const { client } = await (await carriers['in-process'](started.core)).newCaller();
    expect((await client.session.state()).database).toMatchObject({ kind: 'failed', reason: 'vaultLocked' });
    await expect(client.secrets.unlock({ passphrase: next })).rejects.toMatchObject({ code: 'INVALID' });
    expect(tries).toBe(1);

    expect(await client.secrets.unlock({ passphrase })).toMatchObject({
      kind: 'done',
      status: { place: 'vault' },
    });
    // What it is at is shown, not the failure that is over.
    expect((await client.session.state()).database.kind).not.toBe('failed');
    await expect
      .poll(async () => (await client.session.state()).database, { timeout: 30_000 })
      .toMatchObject({ kind: 'live' });
    // There is an open database now that could tell who somebody is; nobody is set up in it yet.
    expect(tries).toBe(2);
  });

  it('that cannot be read are told with what to do', async () => {
    await writeFile(join(folder, 'secrets.vault'), '{}');
    expect(await people.admin.client.secrets.unlock({ passphrase })).toMatchObject({
      kind: 'failed',
      reason: 'vaultUnreadable',
      message: expect.stringContaining('damaged'),
      remedy: expect.stringContaining('begin with a new vault'),
    });
    expect(await people.admin.client.secrets.status()).toMatchObject({ vault: 'unreadable' });
  });
});
