import { randomUUID } from 'node:crypto';
import { chmod, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SecretStore } from '../core/ports/secret-store';
import { openKeyringSecretStore } from './keyring-secret-store';
import { openKeytarSecretStore } from './keytar-secret-store';
import { openSecretStore, type SecretStoreCandidate } from './open-secret-store';
import { OwnerFileSecretStore } from './owner-file-secret-store';
import { MemoryLog } from './testing/memory-log';
import { MemorySecretStore } from './testing/memory-secret-store';
import { temporaryFolder } from './testing/temporary-folder';

const place = async () => join(await temporaryFolder(), 'secrets.json');

const SESSION = process.env.DBUS_SESSION_BUS_ADDRESS;
const WHY_SKIPPED = 'there is no keyring: DBUS_SESSION_BUS_ADDRESS is not set';

const candidate = (name: string, kind: 'keychain' | 'file', open: SecretStoreCandidate['open']) => ({
  name,
  kind,
  open,
});
const open = (candidates: SecretStoreCandidate[], log = new MemoryLog()) =>
  openSecretStore({ secretsFile: '', log, limitMs: 50, candidates });

const stores: [string, () => Promise<SecretStore | null>][] = [
  ['keytar', async () => openKeytarSecretStore()],
  ['@napi-rs/keyring', () => openKeyringSecretStore()],
];

describe.each(stores)('the keychain through %s', (_, openStore) => {
  it('keeps, changes and forgets a secret', async ({ skip }) => {
    if (!SESSION) skip(WHY_SKIPPED);
    const store = await openStore();
    if (!store) return skip('it is not installed');
    const name = `test/${randomUUID()}`;
    onTestFinished(() => store.remove(name));
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

describe('the file of secrets, for a computer without a keychain', () => {
  it('keeps, changes and forgets a secret, from start to start', async () => {
    const path = await place();
    const store = new OwnerFileSecretStore(path);
    expect(await store.read('a')).toBeNull();
    await Promise.all([store.write('a', 'one'), store.write('b', 'two')]);
    const next = new OwnerFileSecretStore(path);
    expect(await next.read('a')).toBe('one');
    expect(await next.read('constructor')).toBeNull();
    await next.remove('a');
    await next.remove('a');
    expect([await next.read('a'), await next.read('b')]).toEqual([null, 'two']);
  });

  it('says plainly what it is', () => {
    expect(new OwnerFileSecretStore('').description).toBe(
      'a file on this computer that only you can read (no keychain was found)',
    );
  });

  // Seen red without the `chmod` of restrictToOwner, and without the look at the mode in #load.
  it('can be read by nobody else, not even after a copy that forgot its mode', async () => {
    const path = await place();
    const store = new OwnerFileSecretStore(path);
    await store.write('a', 'one');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await chmod(path, 0o644);
    await store.read('a');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('is never taken for empty when it is damaged, and its content is in no message', async () => {
    const path = await place();
    await writeFile(path, '{"a": "sesame');
    const store = new OwnerFileSecretStore(path);
    await expect(store.read('a')).rejects.toThrow(/^The secrets file is damaged$/);
    await expect(store.write('b', 'x')).rejects.toThrow(/^The secrets file is damaged$/);
    expect(await readFile(path, 'utf8')).toContain('sesame');
  });

  it('is not read through a link that somebody has put in its place', async () => {
    const path = await place();
    const elsewhere = join(dirname(path), 'elsewhere');
    await writeFile(elsewhere, '{"a":"one"}');
    await symlink(elsewhere, path);
    await expect(new OwnerFileSecretStore(path).read('a')).rejects.toThrow(/not a plain file/);
  });

  it('is gone with its last secret', async () => {
    const path = await place();
    const store = new OwnerFileSecretStore(path);
    await store.write('a', 'one');
    await store.remove('a');
    expect(await readdir(dirname(path))).toEqual([]);
  });
});

describe('the choice of a store', () => {
  it('takes the keychain where there is one, and leaves nothing of its trial in it', async ({ skip }) => {
    if (!SESSION) skip(WHY_SKIPPED);
    const path = await place();
    const log = new MemoryLog();
    const store = await openSecretStore({ secretsFile: path, log });
    expect(store.description).toBe('the keychain of this computer');
    expect(await readdir(dirname(path))).toEqual([]);
    expect(log.lines).toMatchObject([{ details: { store: 'the keychain of this computer' } }]);
  });

  it('moves a secret between the libraries of the keychain, which do not see each other’s', async ({
    skip,
  }) => {
    if (!SESSION) skip(WHY_SKIPPED);
    const keytar = openKeytarSecretStore();
    const keyring = await openKeyringSecretStore();
    if (!keytar || !keyring) return skip('one of the libraries is not installed');
    const name = `test/${randomUUID()}`;
    await keyring.write(name, 'sesame');
    expect(await keytar.read(name)).toBeNull();

    const store = await openSecretStore({ secretsFile: await place(), log: new MemoryLog() });
    expect(await store.read(name)).toBe('sesame');
    expect([await keytar.read(name), await keyring.read(name)]).toEqual(['sesame', null]);
    await store.remove(name);
  });

  it('takes the file, and says so, where there is no keychain', async ({ skip }) => {
    if (SESSION) skip('there is a keyring here');
    const log = new MemoryLog();
    const store = await openSecretStore({ secretsFile: await place(), log });
    await store.write('a', 'one');
    expect(await store.read('a')).toBe('one');
    expect(store.description).toContain('no keychain was found');
    expect(log.lines.at(-1)?.details).toEqual({ store: store.description });
  });

  it('passes over a store that is absent, that fails, or that forgets', async () => {
    const failing = new MemorySecretStore();
    failing.failure = new Error('The keychain is locked');
    const forgetful = new MemorySecretStore();
    forgetful.read = async () => null;
    const good = new MemorySecretStore('good');
    const log = new MemoryLog();
    const store = await open(
      [
        candidate('absent', 'keychain', () => null),
        candidate('failing', 'keychain', () => failing),
        candidate('forgetful', 'keychain', () => forgetful),
        candidate('good', 'file', () => good),
      ],
      log,
    );
    expect(store.description).toBe('good');
    expect(log.lines.slice(0, 3)).toMatchObject([
      { details: { store: 'absent', kind: 'absent' } },
      { details: { store: 'failing', kind: 'fails' } },
      { details: { store: 'forgetful', kind: 'fails' } },
    ]);
  });

  it('waits for a locked keychain only once and not for ever', async () => {
    const locked = new MemorySecretStore();
    locked.write = () => new Promise(() => undefined);
    const alsoLocked = new MemorySecretStore();
    let isAsked = false;
    const store = await open([
      candidate('locked', 'keychain', () => locked),
      candidate('the same through another library', 'keychain', () => {
        isAsked = true;
        return alsoLocked;
      }),
      candidate('file', 'file', () => new MemorySecretStore('file')),
    ]);
    expect(store.description).toBe('file');
    expect(isAsked).toBe(false);
  });

  it('says in words when no store works', async () => {
    await expect(open([candidate('none', 'keychain', () => null)])).rejects.toMatchObject({
      reason: 'secretUnavailable',
    });
  });
});

describe('a secret that was written while the keychain could not be used', () => {
  async function twoStores() {
    const [keychain, file] = [new MemorySecretStore('keychain'), new MemorySecretStore('file')];
    const log = new MemoryLog();
    const store = await open(
      [candidate('keychain', 'keychain', () => keychain), candidate('file', 'file', () => file)],
      log,
    );
    return { keychain, file, store, log };
  }

  it('is moved into the keychain when it is read', async () => {
    const { keychain, file, store } = await twoStores();
    keychain.entries.set('a', 'old');
    file.entries.set('a', 'new');
    expect(await store.read('a')).toBe('new');
    expect([keychain.entries.get('a'), file.entries.get('a')]).toEqual(['new', undefined]);
  });

  it('stays where it is when it cannot be moved', async () => {
    const { keychain, file, store } = await twoStores();
    file.entries.set('a', 'new');
    keychain.failure = new Error('The keychain is locked');
    await expect(store.read('a')).rejects.toThrow('The keychain is locked');
    expect(file.entries.get('a')).toBe('new');
  });

  it('does not come back after it was changed or removed', async () => {
    const { file, store } = await twoStores();
    file.entries.set('a', 'old').set('b', 'old');
    await store.write('a', 'new');
    await store.remove('b');
    expect([await store.read('a'), await store.read('b')]).toEqual(['new', null]);
    expect(file.entries.size).toBe(0);
  });

  it('does not keep the keychain from working when its old store is damaged', async () => {
    const { keychain, file, store, log } = await twoStores();
    keychain.entries.set('a', 'one');
    file.failure = new Error('The secrets file is damaged');
    expect(await store.read('a')).toBe('one');
    expect(log.lines.at(-1)?.level).toBe('warn');
  });
});
