import { randomBytes } from 'node:crypto';
import type { SecretStore } from '../core/ports/secret-store';
import { StartFailure } from '../core/ports/start-failure';
import { openKeyringSecretStore } from './keyring-secret-store';
import { openKeytarSecretStore } from './keytar-secret-store';
import type { Log } from './log';
import { OwnerFileSecretStore } from './owner-file-secret-store';

export type SecretStoreChoice = {
  /** Where secrets go on a computer without a keychain. */
  readonly secretsFile: string;
  readonly log: Log;
  /** How long one store may take to prove that it works: a locked keychain that nobody can unlock never answers. */
  readonly limitMs?: number;
  /** The stores in the order of preference; null for one that this computer does not have. */
  readonly candidates?: readonly SecretStoreCandidate[];
};

export type SecretStoreCandidate = {
  readonly name: string;
  /** Candidates of one kind ask the same keychain: where one hangs, the next would hang as well. */
  readonly kind: 'keychain' | 'file';
  open(): Promise<SecretStore | null> | SecretStore | null;
};

const PROBE_LIMIT_MS = 5_000;

/** A passphrase vault belongs between the keychains and the plain file. */
const defaultCandidates = (secretsFile: string): readonly SecretStoreCandidate[] => [
  { name: 'keytar', kind: 'keychain', open: openKeytarSecretStore },
  { name: 'keyring', kind: 'keychain', open: openKeyringSecretStore },
  { name: 'owner file', kind: 'file', open: () => new OwnerFileSecretStore(secretsFile) },
];

/**
 * The first store that proves, by writing, reading and removing an entry, that it works. Entries that are
 * found in a store further down the order are moved into it. Rejects with `StartFailure` when none works.
 */
export async function openSecretStore(choice: SecretStoreChoice): Promise<SecretStore> {
  const { log, limitMs = PROBE_LIMIT_MS, candidates = defaultCandidates(choice.secretsFile) } = choice;
  let first: SecretStore | null = null;
  let keychainHangs = false;
  const others: SecretStore[] = [];
  for (const candidate of candidates) {
    if (first) {
      const other = await candidate.open();
      if (other) others.push(other);
      continue;
    }
    if (candidate.kind === 'keychain' && keychainHangs) continue;
    const outcome = await probe(candidate, limitMs);
    if (outcome.kind === 'works') {
      first = outcome.store;
      continue;
    }
    if (outcome.kind === 'hangs' && candidate.kind === 'keychain') keychainHangs = true;
    log.info({ store: candidate.name, ...outcome }, 'A secret store cannot be used');
  }
  if (!first) throw noStore();
  log.info({ store: first.description }, 'Secrets are kept in this store');
  return movingSecretStore(first, others, log);
}

type Outcome =
  | { kind: 'works'; store: SecretStore }
  | { kind: 'absent' }
  | { kind: 'fails'; err: unknown }
  | { kind: 'hangs' };

async function probe(candidate: SecretStoreCandidate, limitMs: number): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'hangs' }), limitMs);
  });
  try {
    return await Promise.race([tryOut(candidate), limit]);
  } finally {
    clearTimeout(timer);
  }
}

async function tryOut(candidate: SecretStoreCandidate): Promise<Outcome> {
  try {
    const store = await candidate.open();
    if (!store) return { kind: 'absent' };
    const name = `probe/${randomBytes(8).toString('hex')}`;
    const secret = randomBytes(8).toString('hex');
    await store.write(name, secret);
    const read = await store.read(name);
    await store.remove(name);
    return read === secret
      ? { kind: 'works', store }
      : { kind: 'fails', err: new Error('It does not keep what is written') };
  } catch (err) {
    return { kind: 'fails', err };
  }
}

/**
 * Writes go to `first` and take the entry out of the others. So an entry that is found in another store was
 * written while `first` could not be used: it is the newer one, and is moved.
 */
function movingSecretStore(first: SecretStore, others: readonly SecretStore[], log: Log): SecretStore {
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
    await first.write(name, secret);
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

function noStore(): StartFailure {
  return new StartFailure(
    'secretUnavailable',
    'Clinic Desk found no safe place on this computer for the password of the database.',
    'Unlock the keychain of this computer, or make the data folder writable, and start Clinic Desk again.',
  );
}
