import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundledForNode, startOther } from '../testing/other-process';
import { temporaryFolder } from '../testing/temporary-folder';
import { type Keychain, keychainSecretStore } from './keychain-secret-store';
import { openKeyringSecretStore } from './keyring-secret-store';
import { openKeytarSecretStore } from './keytar-secret-store';
import { noKeyringBecause, startBus, startKeyring } from './testing/keyring-session';
import type { Verbs } from './testing/secrets-process';

const passphrase = 'copper lantern under the bridge';
const reasonToSkip = await noKeyringBecause();

/** A process that meets the keychain of a session, and asks it as the application does. */
async function meeting(env: NodeJS.ProcessEnv) {
  const folder = await temporaryFolder();
  const [vaultFile, plainFile] = [join(folder, 'secrets.vault'), join(folder, 'secrets.json')];
  const bundle = await bundledForNode(join(import.meta.dirname, 'testing/secrets-process.ts'));
  const child = startOther(bundle, [vaultFile, plainFile], env);
  let last = 0;
  const waiting = new Map<number, (message: { value?: never; failure?: object }) => void>();
  child.on('message', (message: { id: number; value?: never; failure?: object }) =>
    waiting.get(message.id)?.(message),
  );
  const ended = once(child, 'exit').then(([code, signal]) =>
    Promise.reject(new Error(`It ended: ${code ?? signal}`)),
  );
  ended.catch(() => undefined);
  const ask = <V extends keyof Verbs>(verb: V, ...args: Parameters<Verbs[V]>) => {
    const id = (last += 1);
    const answer = new Promise<Awaited<ReturnType<Verbs[V]>>>((resolve, reject) => {
      waiting.set(id, ({ value, failure }) => {
        if (failure) reject(Object.assign(new Error('refused'), failure));
        else resolve(value as never);
      });
    });
    child.send({ id, verb, args });
    return Promise.race([answer, ended]);
  };
  return { folder, plainFile, ask };
}

describe.skipIf(reasonToSkip)(`a real keyring of GNOME${reasonToSkip ? ` (${reasonToSkip})` : ''}`, () => {
  it('keeps, replaces and forgets a secret, and leaves no file of ours behind', async () => {
    const { env } = await startKeyring();
    const { ask, folder } = await meeting(env);
    expect(await ask('read', 'a')).toBeNull();
    await ask('write', 'a', 'pässword “1”');
    await ask('write', 'a', 'pässword “2”');
    expect(await ask('read', 'a')).toBe('pässword “2”');
    expect(await (await meeting(env)).ask('read', 'a')).toBe('pässword “2”');
    await ask('remove', 'a');
    await ask('remove', 'a');
    expect(await ask('read', 'a')).toBeNull();
    expect(await ask('status')).toEqual({
      place: 'keychain',
      words: 'the keychain of this computer',
      keychain: 'works',
      vault: 'none',
      unprotected: 0,
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(['keytar', 'keyring'] as const)(
    'gives up what only %s finds in it to the store in use',
    async (library) => {
      const { env } = await startKeyring();
      const { ask } = await meeting(env);
      if (!(await ask('hasLibrary', library))) return;
      const [used] = (await ask('hasLibrary', 'keytar')) ? ['keytar' as const] : ['keyring' as const];
      await ask('writeBy', library, 'a', 'sesame');
      expect(await ask('read', 'a')).toBe('sesame');
      expect(await ask('readBy', used, 'a')).toBe('sesame');
      if (library !== used) expect(await ask('readBy', library, 'a')).toBeNull();
    },
  );

  // Seen red with the answer of keytar taken as it is: to it, what a locked keyring holds is not there at all.
  it('that is locked is told as locked, never as empty, and serves again once it is unlocked', async () => {
    const keyring = await startKeyring();
    const { ask } = await meeting(keyring.env);
    await ask('write', 'a', 'sesame');
    await keyring.lock();
    // In a running program, and in one that starts now.
    const started = await meeting(keyring.env);
    for (const one of [ask, started.ask]) {
      for (let round = 0; round < 6; round += 1)
        await expect(one('read', 'a')).rejects.toMatchObject({
          reason: 'keychainLocked',
          message: expect.stringContaining('locked'),
          remedy: expect.stringContaining('Unlock it'),
        });
      await expect(one('write', 'b', 'x')).rejects.toMatchObject({ reason: 'keychainLocked' });
    }
    expect(await started.ask('status')).toMatchObject({
      place: 'undecided',
      keychain: 'locked',
      vault: 'none',
    });
    await expect(started.ask('lookAgain')).rejects.toMatchObject({ reason: 'keychainLocked' });

    await keyring.unlock();
    await started.ask('lookAgain');
    expect(await started.ask('read', 'a')).toBe('sesame');
    expect(await started.ask('status')).toMatchObject({ place: 'keychain', keychain: 'works' });
  });

  // Seen red with a library that fails all of a sudden counted as absent: what it alone finds was told as gone.
  it('that is started anew meanwhile never looks empty: it serves, or a new start of the program is asked for', async () => {
    const keyring = await startKeyring();
    const { ask } = await meeting(keyring.env);
    await ask('write', 'a', 'sesame');
    await keyring.restart();
    await ask('lookAgain').catch(() => undefined);
    const found = await ask('read', 'a').catch((failure: { reason: string; remedy: string }) => failure);
    if (found !== 'sesame')
      expect(found).toMatchObject({
        reason: 'keychainLocked',
        remedy: expect.stringContaining('start it again'),
      });
    expect(await (await meeting(keyring.env)).ask('read', 'a')).toBe('sesame');
  });

  it('that is locked may be left for a vault; unlocked again, it gets what the vault held', async () => {
    const keyring = await startKeyring();
    const { env } = keyring;
    await keyring.lock();
    const { ask, folder } = await meeting(env);
    await expect(ask('read', 'a')).rejects.toMatchObject({ reason: 'keychainLocked' });
    expect(await ask('createVault', passphrase)).toBe('made');
    await ask('write', 'a', 'sesame');
    expect(await ask('status')).toMatchObject({ place: 'vault', keychain: 'locked', vault: 'open' });
    expect(await readdir(folder)).toEqual(['secrets.vault']);

    await keyring.unlock();
    await ask('lookAgain');
    expect(await ask('read', 'a')).toBe('sesame');
    expect(await ask('status')).toMatchObject({ place: 'keychain', vault: 'none' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes what an older version kept in a file without protection, and the file is gone', async () => {
    const { env } = await startKeyring();
    const { ask, folder, plainFile } = await meeting(env);
    await writeFile(plainFile, '{"a": "one", "b": "two"}', { mode: 0o600 });
    expect([await ask('read', 'a'), await ask('read', 'b')]).toEqual(['one', 'two']);
    expect(await readdir(folder)).toEqual([]);
    expect((await ask('log')).join('\n')).not.toMatch(/"one"|"two"/);
  });

  it('that is not there is told: nothing is kept, and nothing is written anywhere', async () => {
    const env = await startBus();
    for (const each of [env, { ...env, DBUS_SESSION_BUS_ADDRESS: '' }]) {
      const { ask, folder } = await meeting(each);
      expect(await ask('status')).toEqual({
        place: 'nowhere',
        keychain: 'absent',
        vault: 'none',
        unprotected: 0,
      });
      expect(await ask('read', 'a')).toBeNull();
      await expect(ask('write', 'a', 'sesame')).rejects.toMatchObject({ reason: 'noSecretStore' });
      expect(await readdir(folder)).toEqual([]);
    }
  });
});

const SESSION = process.env.DBUS_SESSION_BUS_ADDRESS;

describe.each([
  ['keytar', async () => openKeytarSecretStore()],
  ['@napi-rs/keyring', () => openKeyringSecretStore()],
] as const)('the keychain through %s', (_, openStore) => {
  it('keeps, changes and forgets a secret', async ({ skip }) => {
    if (!SESSION) skip('there is no keyring: DBUS_SESSION_BUS_ADDRESS is not set');
    const store = await openStore();
    if (!store) return skip('it is not installed');
    const name = `test/${randomUUID()}`;
    expect(await store.read(name)).toBeNull();
    await store.write(name, 'pässword “1”');
    await store.write(name, 'pässword “2”');
    expect(await (await openStore())?.read(name)).toBe('pässword “2”');
    await store.remove(name);
    await store.remove(name);
    expect(await store.read(name)).toBeNull();
    expect(store.description).toBe('the keychain of this computer');
  });

  it('says so, by an error, when there is no keychain', async ({ skip }) => {
    if (SESSION) skip('there is a keyring here');
    const store = await openStore();
    if (!store) return skip('it is not installed');
    await expect(store.read('anything')).rejects.toThrow();
    await expect(store.write('anything', 'secret')).rejects.toThrow();
  });
});

describe('a keychain library that is not there', () => {
  it('counts as no store, and is not an error', async () => {
    const missing = () => {
      throw new Error('Cannot find module');
    };
    expect(openKeytarSecretStore(missing)).toBeNull();
    expect(openKeytarSecretStore(() => ({ getPassword: 'not a function' }))).toBeNull();
    expect(await openKeyringSecretStore(async () => missing())).toBeNull();
  });
});

describe('a keychain that does not answer', () => {
  // Seen red without `last`: each question took one more of the four threads that files are read with, for good.
  it('is asked one question at a time, and none after one that hangs until that one ends', async () => {
    let asked = 0;
    let answer: (value: string) => void = () => undefined;
    const hanging: Keychain = {
      getPassword: () => {
        asked += 1;
        return asked === 1 ? new Promise((resolve) => (answer = resolve)) : Promise.resolve('sesame');
      },
      setPassword: async () => undefined,
      deletePassword: async () => true,
    };
    const store = keychainSecretStore(hanging, { limitMs: 20 });
    for (let round = 0; round < 5; round += 1)
      await expect(store.read('a')).rejects.toMatchObject({ reason: 'keychainLocked' });
    await expect(store.write('b', 'x')).rejects.toMatchObject({ reason: 'keychainLocked' });
    expect(asked).toBe(1);
    // The person has unlocked it.
    answer('late');
    expect(await store.read('a')).toBe('sesame');
    expect(asked).toBe(2);
  });
});
