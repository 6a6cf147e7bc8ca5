import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { SecretStore } from '../../core/ports/secret-store';
import { MemoryLog } from '../testing/memory-log';
import { MemorySecretStore } from '../testing/memory-secret-store';
import { moveAll, movingSecretStore } from './moving';
import { PlainSecretsFile } from './plain-secrets-file';
import { passphrase, read, secretComputer, write } from './testing/secret-computer';

/** Fails at the so many-th question, as a computer does that loses power: nothing after it is done either. */
class Failing extends MemorySecretStore {
  left = Number.POSITIVE_INFINITY;
  step() {
    this.left -= 1;
    if (this.left < 0) throw new Error('The power went out');
  }
  override async read(name: string) {
    this.step();
    return super.read(name);
  }
  override async write(name: string, secret: string) {
    this.step();
    await super.write(name, secret);
  }
  override async remove(name: string) {
    this.step();
    await super.remove(name);
  }
}

describe('a move that breaks off', () => {
  // Seen red with the old place taken away before the new one had everything.
  it.each(['the vault', 'the plain file'] as const)(
    'out of %s has lost nothing at any of its steps, and is done again',
    async (from) => {
      const { start, state, keychain, plainFile, vaultFile } = await secretComputer();
      const failing = new Failing('the keychain');
      const entries = { a: 'one', b: 'two', c: 'three' };
      let steps = 0;
      for (let left = 0; left < 40; left += 1) {
        state.keychain = 'absent';
        failing.entries.clear();
        if (from === 'the vault') {
          const before = start({ passphrase });
          for (const [name, secret] of Object.entries(entries)) await write(before, name, secret);
        } else await writeFile(plainFile, JSON.stringify(entries));
        failing.left = left;
        const keychains = [{ name: 'failing', open: () => failing }];
        const broken = start({ keychains, passphrase });
        await broken.store().catch(() => undefined);

        // Whatever is where: every entry is in one place at least, and the next start brings all together.
        failing.left = Number.POSITIVE_INFINITY;
        const next = start({ keychains, passphrase });
        for (const [name, secret] of Object.entries(entries)) expect(await read(next, name)).toBe(secret);
        await Promise.all(
          [plainFile, vaultFile].map((path) => expect(readFile(path)).rejects.toThrow(/ENOENT/)),
        );
        steps += 1;
      }
      expect(steps).toBe(40);
      expect(keychain.entries.size).toBe(0);
    },
  );

  it('between two libraries of a keychain has lost nothing at any of its steps', async () => {
    for (let left = 0; left < 12; left += 1) {
      for (const breaks of ['first', 'other'] as const) {
        const stores = { first: new Failing('first'), other: new Failing('other') };
        stores.other.entries.set('a', 'new');
        stores.first.entries.set('a', 'old');
        stores[breaks].left = left;
        const log = new MemoryLog();
        await movingSecretStore(stores.first, [stores.other], log)
          .read('a')
          .catch(() => undefined);
        stores[breaks].left = Number.POSITIVE_INFINITY;
        expect(await movingSecretStore(stores.first, [stores.other], log).read('a')).toBe('new');
        expect([stores.first.entries.get('a'), stores.other.entries.get('a')]).toEqual(['new', undefined]);
      }
    }
  });

  it('loses nothing whichever side fails at whichever step', async () => {
    const entries = Object.entries({ a: 'one', b: 'two' });
    for (const breaks of ['from', 'to'] as const) {
      for (let left = 0; left < 10; left += 1) {
        const stores = { from: new Failing(), to: new Failing() };
        for (const [name, secret] of entries) stores.from.entries.set(name, secret);
        const source = {
          read: (name: string) => stores.from.read(name),
          async names() {
            stores.from.step();
            return [...stores.from.entries.keys()];
          },
          async destroy() {
            stores.from.step();
            stores.from.entries.clear();
          },
        };
        stores[breaks].left = left;
        await moveAll(source, stores.to).catch(() => undefined);
        const everywhere = new Map([...stores.from.entries, ...stores.to.entries]);
        expect([...everywhere].sort()).toEqual(entries);
        stores[breaks].left = Number.POSITIVE_INFINITY;
        await moveAll(source, stores.to);
        expect([...stores.to.entries]).toEqual(entries);
        expect(stores.from.entries.size).toBe(0);
      }
    }
  });

  it('into a store that does not keep what is written leaves the old place alone', async () => {
    const { plainFile } = await secretComputer();
    await writeFile(plainFile, '{"a": "one"}');
    const forgetful: SecretStore = {
      ...new MemorySecretStore(),
      write: async () => undefined,
      read: async () => null,
      remove: async () => undefined,
    };
    await expect(moveAll(new PlainSecretsFile(plainFile), forgetful)).rejects.toThrow(
      'The store does not keep what is written',
    );
    expect(await readFile(plainFile, 'utf8')).toBe('{"a": "one"}');
  });
});

describe('a secret that another library of the keychain holds', () => {
  const twoStores = () => {
    const [first, other] = [new MemorySecretStore('first'), new MemorySecretStore('other')];
    const log = new MemoryLog();
    return { first, other, log, store: movingSecretStore(first, [other], log) };
  };

  it('does not come back after it was changed or removed', async () => {
    const { other, store } = twoStores();
    other.entries.set('a', 'old').set('b', 'old');
    await store.write('a', 'new');
    await store.remove('b');
    expect([await store.read('a'), await store.read('b')]).toEqual(['new', null]);
    expect(other.entries.size).toBe(0);
  });

  it('does not keep the keychain from working when it cannot be asked', async () => {
    const { first, other, store, log } = twoStores();
    first.entries.set('a', 'one');
    other.failure = new Error('It is damaged');
    expect(await store.read('a')).toBe('one');
    expect(log.lines.at(-1)?.level).toBe('warn');
  });
});
