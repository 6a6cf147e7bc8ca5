import { randomBytes } from 'node:crypto';
import type { SecretStore } from '../../core/ports/secret-store';
import { StartFailure } from '../../core/ports/start-failure';
import type { Log } from '../log';
import { probeName } from './keychain-secret-store';
import { openKeyringSecretStore } from './keyring-secret-store';
import { openKeytarSecretStore } from './keytar-secret-store';
import { movingSecretStore } from './moving';
import { keychainRestarted } from './secret-failures';

export type KeychainCandidate = {
  readonly name: string;
  /** Null where this computer has no such library. */
  open(): Promise<SecretStore | null> | SecretStore | null;
};

export const keychainCandidates: readonly KeychainCandidate[] = [
  { name: 'keytar', open: openKeytarSecretStore },
  { name: 'keyring', open: openKeyringSecretStore },
];

export type FoundKeychain =
  | { readonly kind: 'works'; readonly store: SecretStore }
  | { readonly kind: 'locked'; readonly failure: StartFailure }
  | { readonly kind: 'absent' };

/** The libraries that reach the keychain of this computer, opened once: what hangs in one is remembered by it. */
export class Keychains {
  /** Somebody closed the question for the keychain's password: they are not asked again before they say so. */
  #refused: FoundKeychain | null = null;
  /** Those that found a keychain before, locked or not. */
  readonly #met = new Set<KeychainCandidate>();
  readonly #opened = new Map<KeychainCandidate, Promise<SecretStore | null>>();

  constructor(
    private readonly candidates: readonly KeychainCandidate[],
    private readonly log: Log,
  ) {}

  /**
   * The keychain through the first library that proves, by writing, reading and removing an entry, that it works. The
   * libraries do not see each other's entries, so what only another one finds is moved.
   */
  async find(): Promise<FoundKeychain> {
    if (this.#refused) return this.#refused;
    for (const [at, candidate] of this.candidates.entries()) {
      const found = await this.#tryOut(candidate);
      // Every library asks the same keychain: where it is locked for one, another would only ask the person again.
      if (found.kind === 'locked') {
        if (found.failure.cause !== undefined) this.#refused = found;
        return found;
      }
      if (found.kind === 'absent') continue;
      const others = await Promise.all(this.candidates.slice(at + 1).map((each) => this.#open(each)));
      const present = others.filter((each) => each !== null);
      return { kind: 'works', store: movingSecretStore(found.store, present, this.log) };
    }
    return { kind: 'absent' };
  }

  /** Lets the next `find` ask again, even when somebody said no. */
  askAgain(): void {
    this.#refused = null;
  }

  async #tryOut(candidate: KeychainCandidate): Promise<FoundKeychain> {
    const name = probeName();
    const secret = randomBytes(8).toString('hex');
    try {
      const store = await this.#open(candidate);
      if (!store) return { kind: 'absent' };
      await store.write(name, secret);
      const read = await store.read(name);
      await store.remove(name);
      if (read !== secret) throw new Error('It does not keep what is written');
      this.#met.add(candidate);
      return { kind: 'works', store };
    } catch (err) {
      this.log.info({ keychain: candidate.name, err }, 'A keychain library cannot be used');
      if (err instanceof StartFailure) this.#met.add(candidate);
      // Taken for absent, it would make its entries look as if they were gone.
      else if (this.#met.has(candidate))
        return { kind: 'locked', failure: keychainRestarted({ cause: err }) };
      return err instanceof StartFailure ? { kind: 'locked', failure: err } : { kind: 'absent' };
    }
  }

  #open(candidate: KeychainCandidate): Promise<SecretStore | null> {
    const opened = this.#opened.get(candidate) ?? Promise.resolve().then(() => candidate.open());
    this.#opened.set(candidate, opened);
    return opened;
  }
}
