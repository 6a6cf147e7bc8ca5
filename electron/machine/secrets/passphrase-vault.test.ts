import { chmod, readdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder';
import { PassphraseVault } from './passphrase-vault';
import { presentCost, type SealedVault } from './vault-sealing';

const passphrase = 'copper lantern under the bridge';
/** Cheap, so that a test takes no longer than it must; one test below uses the cost of the product. */
const cheap = { memory: 32, passes: 1, lanes: 1 };

async function madeVault() {
  const path = join(await temporaryFolder(), 'secrets.vault');
  const vault = new PassphraseVault(path, cheap);
  await vault.create(passphrase);
  return { path, vault, again: (cost = cheap) => new PassphraseVault(path, cost) };
}
const sealedAt = async (path: string): Promise<SealedVault> => JSON.parse(await readFile(path, 'utf8'));

describe('the passphrase vault', () => {
  it('keeps, changes and forgets secrets, and opens with its passphrase at the next start', async () => {
    const { vault, again } = await madeVault();
    await Promise.all([vault.write('a', 'one'), vault.write('b', 'pässword “2”')]);
    await vault.write('a', 'another');
    const next = again();
    expect(await next.unlock(passphrase)).toBe(true);
    expect([await next.read('a'), await next.read('b'), await next.read('constructor')]).toEqual([
      'another',
      'pässword “2”',
      null,
    ]);
    await next.remove('a');
    await next.remove('a');
    expect(await next.names()).toEqual(['b']);
  });

  it('is closed at the cost that RFC 9106 recommends, told in the file', async () => {
    const path = join(await temporaryFolder(), 'secrets.vault');
    const vault = new PassphraseVault(path);
    await vault.create(passphrase);
    expect((await sealedAt(path)).header).toMatchObject({
      version: 1,
      kdf: { name: 'argon2id', memory: 65_536, passes: 3, lanes: 4 },
    });
    expect(await new PassphraseVault(path).unlock(passphrase)).toBe(true);
  });

  it('takes a passphrase however its accents are typed', async () => {
    const path = join(await temporaryFolder(), 'secrets.vault');
    await new PassphraseVault(path, cheap).create('caf\u00e9 beside the river');
    expect(await new PassphraseVault(path, cheap).unlock('cafe\u0301 beside the river')).toBe(true);
  });

  // Seen red with `fits` answering true, and with content kept in plain JSON.
  it('opens with no other passphrase, and nothing in its file can be read', async () => {
    const { path, vault, again } = await madeVault();
    await vault.write('connection/1/password', 'sesame');
    const before = await readFile(path, 'utf8');
    for (const wrong of ['', 'copper lantern under the bridg', `${passphrase} `, 'another one altogether']) {
      const next = again();
      expect(await next.unlock(wrong)).toBe(false);
      expect(next.isOpen).toBe(false);
    }
    expect(await readFile(path, 'utf8')).toBe(before);
    const everything = before + Buffer.from((await sealedAt(path)).sealed, 'base64').toString('latin1');
    for (const word of ['sesame', 'connection', passphrase]) expect(everything).not.toContain(word);
  });

  it('gives nothing out and takes nothing while it is locked', async () => {
    const { vault, again } = await madeVault();
    await vault.write('a', 'one');
    const locked = again();
    for (const work of [locked.read('a'), locked.write('a', 'x'), locked.remove('a'), locked.names()])
      await expect(work).rejects.toMatchObject({ reason: 'vaultLocked' });
  });

  it('is closed with a new nonce at each write', async () => {
    const { path, vault } = await madeVault();
    const nonces = new Set<string>();
    for (let round = 0; round < 20; round += 1) {
      await vault.write('a', 'the same');
      nonces.add((await sealedAt(path)).iv);
    }
    expect(nonces.size).toBe(20);
  });

  // Seen red without `setAAD`, and with a `check` that is the same for every key.
  it('tells when anything in its file was changed, header included', async () => {
    const { path, vault, again } = await madeVault();
    await vault.write('a', 'one');
    const good = await sealedAt(path);
    const flip = (text: string) => {
      const bytes = Buffer.from(text, 'base64');
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      return bytes.toString('base64');
    };
    const { header } = good;
    const changed: [SealedVault, 'damaged' | 'wrong'][] = [
      [{ ...good, sealed: flip(good.sealed) }, 'damaged'],
      [{ ...good, tag: flip(good.tag) }, 'damaged'],
      [{ ...good, iv: flip(good.iv) }, 'damaged'],
      [{ ...good, check: flip(good.check) }, 'wrong'],
      [{ ...good, header: { ...header, kdf: { ...header.kdf, salt: flip(header.kdf.salt) } } }, 'wrong'],
      [{ ...good, header: { ...header, kdf: { ...header.kdf, passes: 2 } } }, 'wrong'],
    ];
    for (const [content, became] of changed) {
      await writeFile(path, JSON.stringify(content));
      const opening = again().unlock(passphrase);
      if (became === 'wrong') expect(await opening).toBe(false);
      else await expect(opening).rejects.toMatchObject({ reason: 'vaultUnreadable' });
    }
  });

  it('refuses a file that is none, one of a later version, and one that asks for absurd work', async () => {
    const { path, again } = await madeVault();
    const good = await sealedAt(path);
    const { header } = good;
    const cases: [string, RegExp][] = [
      ['{"sealed": "sesame', /damaged/],
      ['{}', /damaged/],
      [JSON.stringify({ ...good, header: { ...header, version: 2 } }), /later version/],
      [
        JSON.stringify({ ...good, header: { ...header, kdf: { ...header.kdf, memory: 2 ** 30 } } }),
        /damaged/,
      ],
    ];
    for (const [text, words] of cases) {
      await writeFile(path, text);
      const failure = await again()
        .requireReadable()
        .catch((error: unknown) => error);
      expect(failure).toMatchObject({ reason: 'vaultUnreadable', message: expect.stringMatching(words) });
      expect(JSON.stringify(failure) + String((failure as Error).stack)).not.toContain('sesame');
    }
  });

  // Seen red without the `chmod` of restrictToOwner, and without the look at the mode in readOwnFile.
  it('can be read by its owner only, also after a copy that forgot its mode, and never through a link', async () => {
    const { path, again } = await madeVault();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await chmod(path, 0o644);
    await again().unlock(passphrase);
    expect((await stat(path)).mode & 0o777).toBe(0o600);

    const link = join(dirname(path), 'link.vault');
    await symlink(path, link);
    await expect(new PassphraseVault(link, cheap).unlock(passphrase)).rejects.toMatchObject({
      reason: 'vaultUnreadable',
    });
  });

  it('is never written over by another one', async () => {
    const { path, again } = await madeVault();
    const before = await readFile(path, 'utf8');
    await expect(again().create('some other long words')).rejects.toThrow('There is a vault already');
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  it('gets another passphrase only from who knows the present one', async () => {
    const { path, vault, again } = await madeVault();
    await vault.write('a', 'one');
    const next = 'gravel tulip seven mornings';
    const before = await readFile(path, 'utf8');
    expect(await vault.changePassphrase('not this one at all', next)).toBe(false);
    expect(await readFile(path, 'utf8')).toBe(before);

    expect(await vault.changePassphrase(passphrase, next)).toBe(true);
    await vault.write('b', 'two');
    expect(await again().unlock(passphrase)).toBe(false);
    const opened = again();
    expect(await opened.unlock(next)).toBe(true);
    expect([await opened.read('a'), await opened.read('b')]).toEqual(['one', 'two']);
  });

  it('closed at a lower cost is closed at today’s once it is opened', async () => {
    const { path, vault, again } = await madeVault();
    await vault.write('a', 'one');
    const dearer = { ...cheap, passes: 2 };
    expect(await again(dearer).unlock(passphrase)).toBe(true);
    expect((await sealedAt(path)).header.kdf.passes).toBe(2);
    const next = again(dearer);
    expect(await next.unlock(passphrase)).toBe(true);
    expect(await next.read('a')).toBe('one');
    expect(presentCost.passes).toBeGreaterThan(1);
  });

  it('that cannot be written keeps what it had, in memory and on the disk', async () => {
    const { path, vault, again } = await madeVault();
    await vault.write('a', 'one');
    const folder = dirname(path);
    await rename(folder, `${folder} away`);
    await expect(vault.write('a', 'two')).rejects.toThrow(/ENOENT/);
    await expect(vault.changePassphrase(passphrase, 'x')).rejects.toMatchObject({
      reason: 'vaultUnreadable',
    });
    expect(await vault.read('a')).toBe('one');
    await rename(`${folder} away`, folder);
    expect(await readdir(folder)).toEqual(['secrets.vault']);
    const next = again();
    await next.unlock(passphrase);
    expect(await next.read('a')).toBe('one');
  });

  it('put aside stays as it is, under another name', async () => {
    const { path, again } = await madeVault();
    const before = await readFile(path, 'utf8');
    const aside = await again().setAside(new Date('2026-11-23T08:30:00Z'));
    expect(aside).toBe(`${path}.old-2026-11-23T08-30-00.000Z`);
    expect(await readFile(aside, 'utf8')).toBe(before);
    expect(await again().isThere()).toBe(false);
    expect(await new PassphraseVault(aside, cheap).unlock(passphrase)).toBe(true);
  });
});
