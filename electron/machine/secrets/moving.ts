import type { SecretStore } from '../../core/ports/secret-store';
import type { Log } from '../log';

/** A place that gives its secrets up to another one. */
export type Source = Pick<SecretStore, 'read'> & {
  names(): Promise<readonly string[]>;
  destroy(): Promise<void>;
};

/**
 * Moves all secrets of one place into another and resolves with how many there were. Each is read back from its new place
 * first, and only then is the old one taken away as a whole: a move that breaks off anywhere has lost nothing, and begins
 * anew. With `unlessThere`, entries that the new place has already stay as they are there.
 */
export async function moveAll(from: Source, to: SecretStore, how = { unlessThere: false }): Promise<number> {
  const names = await from.names();
  for (const name of names) {
    const secret = await from.read(name);
    const isThere = how.unlessThere && (await to.read(name)) !== null;
    if (secret !== null && !isThere) await writeProven(to, name, secret);
  }
  await from.destroy();
  return names.length;
}

/** Writes a secret and reads it back; rejects when the store does not give back what it was given. */
export async function writeProven(store: SecretStore, name: string, secret: string): Promise<void> {
  await store.write(name, secret);
  if ((await store.read(name)) !== secret) throw new Error('The store does not keep what is written');
}

/**
 * A store, and others that may hold what was written while it could not be used. Writes go to `first` and take the
 * entry out of the others. So an entry that is found in another store is the newer one, and is moved.
 */
export function movingSecretStore(first: SecretStore, others: readonly SecretStore[], log: Log): SecretStore {
  /** The others are left-overs of other days: one that cannot be asked must not take the working one down. */
  const tolerated = async <Result>(work: Promise<Result>): Promise<Result | null> => {
    try {
      return await work;
    } catch (err) {
      log.warn({ err }, 'Another secret store could not be asked');
      return null;
    }
  };
  const write = async (name: string, secret: string) => {
    await writeProven(first, name, secret);
    for (const other of others) await tolerated(other.remove(name));
  };
  return {
    description: first.description,
    write,
    read: async (name) => {
      for (const other of others) {
        const found = await tolerated(other.read(name));
        if (found === null) continue;
        await write(name, found);
        return found;
      }
      return first.read(name);
    },
    remove: async (name) => {
      for (const other of others) await tolerated(other.remove(name));
      await first.remove(name);
    },
  };
}
