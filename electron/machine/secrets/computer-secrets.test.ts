import { readdir, readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { takePassphrase } from './given-passphrase';
import { passphrase, read, secretComputer, write } from './testing/secret-computer';

describe('a computer without a keychain', () => {
  // Seen red with `write` putting the secret into the plain file, as versions before the vault did.
  it('keeps nothing before there is a vault, writes nothing, and says so', async () => {
    const { start, folder, log } = await secretComputer();
    const secrets = start();
    expect(await read(secrets, 'a')).toBeNull();
    await expect(write(secrets, 'a', 'sesame')).rejects.toMatchObject({
      reason: 'noSecretStore',
      message: 'This computer has no keychain, so there is no safe place for a password yet.',
    });
    expect(await secrets.status()).toEqual({
      ...{ place: 'nowhere', keychain: 'absent', vault: 'none', unprotected: 0 },
    });
    expect(secrets.description).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'warn' }));
  });

  it('keeps secrets in a vault once a passphrase is chosen, and asks for it at the next start', async () => {
    const { start, folder } = await secretComputer();
    const first = start();
    expect(await first.createVault(passphrase)).toBe('made');
    expect(await first.createVault('another one that is long')).toBe('thereAlready');
    await write(first, 'a', 'sesame');
    expect(await first.status()).toMatchObject({
      place: 'vault',
      words: 'a vault on this computer that opens with a passphrase',
      vault: 'open',
    });

    const next = start();
    await expect(next.store()).rejects.toMatchObject({ reason: 'vaultLocked' });
    await expect(next.requirePassphrase()).rejects.toMatchObject({ reason: 'vaultLocked' });
    expect(await next.status()).toMatchObject({ place: 'undecided', vault: 'locked' });
    expect(await next.unlock('not this one')).toBe('wrong');
    await expect(next.store()).rejects.toMatchObject({ reason: 'vaultLocked' });
    expect(await next.unlock(passphrase)).toBe('open');
    expect(await read(next, 'a')).toBe('sesame');
    expect(await readdir(folder)).toEqual(['secrets.vault']);
  });

  it('leaves what an older version kept in a plain file readable, counts it, and moves it into the vault', async () => {
    const { start, folder, plainFile } = await secretComputer();
    await writeFile(plainFile, '{"a": "one", "b": "two"}', { mode: 0o600 });
    const secrets = start();
    expect(await read(secrets, 'a')).toBe('one');
    expect(await secrets.status()).toMatchObject({ place: 'nowhere', unprotected: 2 });
    expect(await readdir(folder)).toEqual(['secrets.json']);
    await secrets.createVault(passphrase);
    expect(await readdir(folder)).toEqual(['secrets.vault']);
    expect([await read(secrets, 'a'), await read(secrets, 'b')]).toEqual(['one', 'two']);
    expect(await secrets.status()).toMatchObject({ place: 'vault', unprotected: 0 });
  });

  it('puts a vault whose passphrase nobody knows aside, and begins with an empty one', async () => {
    const { start, folder } = await secretComputer();
    const first = start();
    await first.createVault(passphrase);
    await write(first, 'a', 'sesame');
    expect(await first.startAnew('gravel tulip seven mornings')).toBe('isOpen');

    const next = start();
    expect(await next.startAnew('gravel tulip seven mornings')).toBe('made');
    expect(await read(next, 'a')).toBeNull();
    expect((await readdir(folder)).sort()).toEqual([
      'secrets.vault',
      'secrets.vault.old-2026-11-23T08-30-00.000Z',
    ]);
  });

  it('says that its vault is damaged, and goes on with a new one when that is wanted', async () => {
    const { start, vaultFile } = await secretComputer();
    await writeFile(vaultFile, '{"sealed": "ses');
    const secrets = start();
    await expect(secrets.store()).rejects.toMatchObject({
      reason: 'vaultUnreadable',
      remedy: expect.stringContaining('begin with a new vault'),
    });
    expect(await secrets.status()).toMatchObject({ place: 'undecided', vault: 'unreadable' });
    expect(await secrets.startAnew(passphrase)).toBe('made');
    expect(await secrets.status()).toMatchObject({ place: 'vault' });
  });
});

describe('a start that nobody attends', () => {
  it('makes a vault with the passphrase it is given, and opens it with the same at the next start', async () => {
    const { start } = await secretComputer();
    await write(start({ passphrase }), 'a', 'sesame');
    const next = start({ passphrase });
    await next.requirePassphrase();
    expect(await read(next, 'a')).toBe('sesame');
  });

  // Seen red with the refusal said to the first one who asks only: the start page told of a vault that is locked, and a
  // passphrase that is too short let the start go on without any store.
  it('is told when it is not the passphrase, and when it may not be one, as often as it asks', async () => {
    const { start, folder } = await secretComputer();
    const short = start({ passphrase: 'too short' });
    for (const _ of [1, 2])
      await expect(short.store()).rejects.toMatchObject({
        reason: 'noSecretStore',
        message: expect.stringContaining('Use at least 15 characters'),
      });
    expect(await readdir(folder)).toEqual([]);
    await start({ passphrase }).store();
    const secrets = start({ passphrase: 'gravel tulip seven mornings' });
    for (const _ of [1, 2])
      await expect(secrets.store()).rejects.toMatchObject({
        reason: 'vaultLocked',
        message: expect.stringContaining('CLINIC_VAULT_PASSPHRASE is not the passphrase'),
      });
    expect(await secrets.unlock(passphrase)).toBe('open');
    expect(await secrets.status()).toMatchObject({ place: 'vault' });
  });

  it('needs no vault where the keychain works', async () => {
    const { start, state, folder } = await secretComputer();
    state.keychain = 'works';
    const secrets = start({ passphrase });
    await write(secrets, 'a', 'sesame');
    expect(await secrets.status()).toMatchObject({ place: 'keychain', vault: 'none' });
    expect(await readdir(folder)).toEqual([]);
  });

  // Seen red without the `delete`.
  it('leaves its passphrase in no environment that other processes inherit', () => {
    const environment: NodeJS.ProcessEnv = { CLINIC_VAULT_PASSPHRASE: passphrase, HOME: '/home/ada' };
    expect(takePassphrase(environment)).toBe(passphrase);
    expect(environment).toEqual({ HOME: '/home/ada' });
    expect(takePassphrase(environment)).toBeUndefined();
  });
});

describe('a keychain that comes and goes', () => {
  it('is told as locked, asked again only when somebody says so, and serves without a new start', async () => {
    const { start, state, keychain } = await secretComputer();
    keychain.entries.set('a', 'sesame');
    state.keychain = 'locked';
    const secrets = start();
    await expect(secrets.store()).rejects.toMatchObject({ reason: 'keychainLocked' });
    state.keychain = 'works';
    // A person who closed its window is not asked every few seconds.
    await expect(secrets.store()).rejects.toMatchObject({ reason: 'keychainLocked' });
    await secrets.lookAgain();
    expect(await read(secrets, 'a')).toBe('sesame');
  });

  it('gets what a vault held while it could not be used, once the vault is open', async () => {
    const { start, state, keychain, folder } = await secretComputer();
    keychain.entries.set('a', 'old');
    const first = start();
    await first.createVault(passphrase);
    await write(first, 'a', 'new');

    state.keychain = 'works';
    const next = start();
    // Before, nobody could know which of two entries is the newer one.
    await expect(next.store()).rejects.toMatchObject({ reason: 'vaultLocked' });
    expect(await next.unlock(passphrase)).toBe('open');
    expect(await read(next, 'a')).toBe('new');
    expect(keychain.entries.get('a')).toBe('new');
    expect(await readdir(folder)).toEqual([]);
    expect(await next.status()).toMatchObject({ place: 'keychain', vault: 'none' });
    expect(await next.createVault(passphrase)).toBe('keychainWorks');
  });
});

describe('the plain file of an older version', () => {
  it('keeps nobody from the keychain when it is damaged, and its content is in no message', async () => {
    const { start, state, plainFile, log } = await secretComputer();
    await writeFile(plainFile, '{"a": "sesame');
    state.keychain = 'works';
    const secrets = start();
    await write(secrets, 'b', 'two');
    expect(await read(secrets, 'b')).toBe('two');
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'error' }));
    expect(log.lines.map(({ details }) => String(Reflect.get(details, 'err')?.stack)).join()).not.toContain(
      'sesame',
    );
    expect(await readFile(plainFile, 'utf8')).toContain('sesame');
  });
});
