import { randomBytes } from 'node:crypto';
import type { SecretStore } from '../../core/ports/secret-store';
import { StartFailure } from '../../core/ports/start-failure';
import { keychainLocked } from './secret-failures';

/** The name under which the keychain shows our entries. */
export const KEYCHAIN_SERVICE = 'Clinic Desk';

/** The three calls that keytar and @napi-rs/keyring have in common. */
export type Keychain = {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
};

type Ways = {
  /** How long one question may take: a locked keychain that nobody unlocks never answers. */
  readonly limitMs?: number;
  /** Whether it answers "there is none" while it is locked, too: asked then is whether it would take one. */
  readonly isSilentWhenLocked?: boolean;
};

const ANSWER_LIMIT_MS = 5_000;

/** Names the keychain in the words of each system. */
export function keychainDescription(platform: NodeJS.Platform = process.platform): string {
  if (platform === 'darwin') return 'the keychain of this Mac';
  if (platform === 'win32') return 'the Windows Credential Manager';
  return 'the keychain of this computer';
}

/** A keychain as a store. Rejects with the `StartFailure` `keychainLocked` while it is locked or does not answer. */
export function keychainSecretStore(keychain: Keychain, ways: Ways = {}): SecretStore {
  const ask = oneQuestionAtATime(ways.limitMs ?? ANSWER_LIMIT_MS);
  const write = (name: string, secret: string) =>
    ask(() => keychain.setPassword(KEYCHAIN_SERVICE, name, secret));
  const remove = async (name: string) => {
    await ask(() => keychain.deletePassword(KEYCHAIN_SERVICE, name));
  };
  const requireUnlocked = async () => {
    const name = probeName();
    await write(name, 'x');
    await remove(name);
  };
  return {
    description: keychainDescription(),
    write,
    remove,
    async read(name) {
      // keytar answers null, @napi-rs/keyring undefined, for an entry that is not there.
      const found = (await ask(() => keychain.getPassword(KEYCHAIN_SERVICE, name))) ?? null;
      if (found === null && ways.isSilentWhenLocked) await requireUnlocked();
      return found;
    },
  };
}

/** For an entry that is written only to see whether one can be. */
export const probeName = () => `probe/${randomBytes(8).toString('hex')}`;

/**
 * Asks one question after another, and gives one up that is not answered in time. What hangs holds one of the few threads
 * on which this process also reads its files, so nothing more is asked until it ends: then, the keychain was unlocked.
 */
function oneQuestionAtATime(limitMs: number) {
  let last: Promise<unknown> = Promise.resolve();
  return async <Answer>(question: () => Promise<Answer>): Promise<Answer> => {
    let isGivenUp = false;
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        isGivenUp = true;
        reject(keychainLocked());
      }, limitMs);
    });
    const answer = last.then(() => {
      if (isGivenUp) throw keychainLocked();
      return question();
    });
    last = answer.catch(() => undefined);
    try {
      return await Promise.race([answer, limit]);
    } catch (error) {
      throw isOfLocked(error) ? keychainLocked({ cause: error }) : error;
    } finally {
      clearTimeout(timer);
    }
  };
}

/** "unlock prompt was dismissed", "Cannot create an item in a locked collection", "User interaction is not allowed." */
const isOfLocked = (error: unknown): boolean =>
  error instanceof Error &&
  !(error instanceof StartFailure) &&
  /\b(un)?lock(ed)?\b|IsLocked|\bprompt|interaction is not allowed/i.test(error.message);
