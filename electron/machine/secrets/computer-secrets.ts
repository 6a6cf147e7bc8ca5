import { passphraseProblem } from '../../../shared/rules/passphrases';
import type { SecretKeeping } from '../../core/ports/secret-keeping';
import type { SecretStore } from '../../core/ports/secret-store';
import { StartFailure } from '../../core/ports/start-failure';
import type { Log } from '../log';
import { type FoundKeychain, type KeychainCandidate, keychainCandidates, Keychains } from './keychains';
import { moveAll, type Source } from './moving';
import { PassphraseVault } from './passphrase-vault';
import { PlainSecretsFile } from './plain-secrets-file';
import { givenPassphraseRefused, givenPassphraseWrong, noSecretStore, vaultLocked } from './secret-failures';

export type ComputerSecretsParts = {
  readonly vaultFile: string;
  /** Where versions before the vault kept secrets without protection. */
  readonly plainFile: string;
  readonly log: Log;
  /** A passphrase that came with the start: it opens the vault, or makes one where there is no keychain. */
  readonly passphrase?: string | undefined;
  /** Called when a vault was made or opened while we run, before anybody is told. */
  readonly onPlace?: (store: SecretStore) => Promise<void>;
  readonly now?: () => Date;
  readonly keychains?: readonly KeychainCandidate[];
  readonly vault?: PassphraseVault;
};

/**
 * Where the secrets of this computer are: the keychain, or a passphrase vault, or nowhere. A vault that is there is opened
 * before anything is read or written, so that of two entries under one name it is never unknown which is the newer one.
 */
export class ComputerSecrets implements SecretKeeping {
  readonly #keychains: Keychains;
  readonly #vault: PassphraseVault;
  readonly #plain: PlainSecretsFile;
  #passphrase: string | undefined;
  /** Why the passphrase of this start was of no use; said to everybody who asks until there is a store. */
  #refusal: StartFailure | null = null;
  #store: Promise<SecretStore> | null = null;
  #keychain: FoundKeychain['kind'] = 'absent';
  #settled: SecretStore | null = null;

  constructor(private readonly parts: ComputerSecretsParts) {
    this.#keychains = new Keychains(parts.keychains ?? keychainCandidates, parts.log);
    this.#vault = parts.vault ?? new PassphraseVault(parts.vaultFile);
    this.#plain = new PlainSecretsFile(parts.plainFile);
    this.#passphrase = parts.passphrase;
  }

  /** The store in words, once it is known; undefined while there is none. */
  get description(): string | undefined {
    return this.#settled?.description;
  }

  /**
   * The store of this computer; looked for anew after it could not be had. Without keychain and vault: one that keeps nothing.
   * Rejects with `StartFailure`: `vaultLocked`, `vaultUnreadable`, `keychainLocked`, `noSecretStore`, `secretUnavailable`.
   */
  store(): Promise<SecretStore> {
    if (this.#store) return this.#store;
    const settling = this.#settle();
    this.#store = settling;
    settling.then(
      (store) => {
        this.#settled = store === this.#nowhere ? null : store;
        this.#refusal = null;
        // A keychain may come later.
        if (store === this.#nowhere) this.#forgetStore(settling);
      },
      () => this.#forgetStore(settling),
    );
    return settling;
  }

  /** Rejects at once when the vault waits for its passphrase: nothing that needs secrets is worth beginning. */
  async requirePassphrase(): Promise<void> {
    if (!this.#vault.isOpen && this.#passphrase === undefined && (await this.#vault.isThere()))
      await this.#openWithGiven();
  }

  async status(): ReturnType<SecretKeeping['status']> {
    // Nobody asked for the secrets yet, or they could not be had: that is what is told.
    const store = await this.store().catch((error: unknown) =>
      error instanceof StartFailure ? error : null,
    );
    const isKept = store !== null && !(store instanceof StartFailure) && store !== this.#nowhere;
    const vault = await this.#vaultState(store);
    const place = isKept
      ? this.#vault.isOpen
        ? 'vault'
        : 'keychain'
      : store === this.#nowhere
        ? 'nowhere'
        : 'undecided';
    return {
      place,
      ...(isKept && { words: store.description }),
      keychain: this.#keychain,
      vault,
      unprotected: await this.#plain.names().then(
        (names) => names.length,
        () => 0,
      ),
    };
  }

  /** What a person should know of how secrets are kept, in sentences; none where they are in a good place. */
  async warnings(): Promise<readonly string[]> {
    const { place, unprotected } = await this.status();
    if (place !== 'nowhere') return [];
    const left = unprotected === 1 ? 'One password' : `${unprotected} passwords`;
    return [
      'This computer has no keychain, so no password is kept; that of the database is another one at each start.',
      ...(unprotected > 0 ? [`${left} of an older version can be read in the file "secrets.json".`] : []),
      'Under Connections you can choose a passphrase for a vault.',
    ];
  }

  async lookAgain(): Promise<void> {
    this.#keychains.askAgain();
    this.#store = null;
    await this.store();
  }

  async createVault(passphrase: string): ReturnType<SecretKeeping['createVault']> {
    if ((await this.#lookForKeychain()).kind === 'works') return 'keychainWorks';
    if (await this.#vault.isThere()) return 'thereAlready';
    await this.#vault.create(passphrase);
    this.parts.log.info({}, 'A vault for the secrets of this computer was made');
    await this.#anew();
    return 'made';
  }

  async unlock(passphrase: string): ReturnType<SecretKeeping['unlock']> {
    if (!(await this.#vault.isThere())) return 'noVault';
    if (!(await this.#vault.unlock(passphrase))) return 'wrong';
    await this.#anew();
    return 'open';
  }

  async changePassphrase(present: string, next: string): ReturnType<SecretKeeping['changePassphrase']> {
    if (!this.#vault.isOpen) return 'noVault';
    if (!(await this.#vault.changePassphrase(present, next))) return 'wrong';
    this.parts.log.info({}, 'The passphrase of the vault was changed');
    return 'changed';
  }

  async startAnew(passphrase: string): ReturnType<SecretKeeping['startAnew']> {
    if (this.#vault.isOpen) return 'isOpen';
    if (!(await this.#vault.isThere())) return 'noVault';
    const keptAs = await this.#vault.setAside((this.parts.now ?? (() => new Date()))());
    this.parts.log.warn({ keptAs }, 'The vault that nobody could open was put aside');
    if ((await this.#lookForKeychain()).kind !== 'works') await this.#vault.create(passphrase);
    await this.#anew();
    return 'made';
  }

  async #settle(): Promise<SecretStore> {
    if (!this.#vault.isOpen && (await this.#vault.isThere())) await this.#openWithGiven();
    const keychain = await this.#lookForKeychain();
    if (keychain.kind === 'works') {
      this.#passphrase = undefined;
      if (this.#vault.isOpen) await this.#move(this.#vault, keychain.store);
      await this.#moveUnprotected(keychain.store);
      return this.#told(keychain.store);
    }
    if (!this.#vault.isOpen && this.#passphrase !== undefined) await this.#createWithGiven();
    if (this.#vault.isOpen) {
      await this.#moveUnprotected(this.#vault);
      return this.#told(this.#vault);
    }
    if (keychain.kind === 'locked') throw keychain.failure;
    if (this.#refusal) throw this.#refusal;
    this.parts.log.warn({}, 'There is neither a keychain nor a vault: secrets are kept nowhere');
    return this.#nowhere;
  }

  /** For a computer with neither: what an older version left is still read, and nothing is written. */
  readonly #nowhere: SecretStore = {
    description: 'any place that can be reached now',
    read: (name) => this.#plain.read(name),
    write: () => Promise.reject(noSecretStore()),
    remove: (name) => this.#plain.remove(name),
  };

  async #openWithGiven(): Promise<void> {
    await this.#vault.requireReadable();
    const given = this.#passphrase;
    if (given === undefined) throw this.#refusal ?? vaultLocked();
    this.#passphrase = undefined;
    if (!(await this.#vault.unlock(given))) throw (this.#refusal = givenPassphraseWrong());
  }

  async #createWithGiven(): Promise<void> {
    const given = this.#passphrase ?? '';
    this.#passphrase = undefined;
    const problem = passphraseProblem(given);
    if (problem) throw (this.#refusal = givenPassphraseRefused(problem));
    await this.#vault.create(given);
  }

  async #moveUnprotected(to: SecretStore): Promise<void> {
    try {
      // An older version wrote it while the keychain could not be used; a vault is younger than it.
      await this.#move(this.#plain, to, { unlessThere: to === this.#vault });
    } catch (error) {
      if (!(error instanceof StartFailure && error.reason === 'secretUnavailable')) throw error;
      // Nobody is kept from their records by a file that is of no use any more.
      this.parts.log.error(
        { err: error },
        'What an older version kept without protection could not be moved',
      );
    }
  }

  async #move(from: Source, to: SecretStore, how = { unlessThere: false }): Promise<void> {
    const moved = await moveAll(from, to, how);
    if (moved > 0) this.parts.log.info({ moved, to: to.description }, 'Secrets were moved to a better place');
  }

  async #lookForKeychain(): Promise<FoundKeychain> {
    const found = await this.#keychains.find();
    this.#keychain = found.kind;
    return found;
  }

  async #vaultState(
    outcome: SecretStore | StartFailure | null,
  ): Promise<'none' | 'locked' | 'open' | 'unreadable'> {
    if (this.#vault.isOpen) return 'open';
    if (outcome instanceof StartFailure && outcome.reason === 'vaultUnreadable') return 'unreadable';
    return (await this.#vault.isThere().catch(() => true)) ? 'locked' : 'none';
  }

  #told(store: SecretStore): SecretStore {
    this.parts.log.info({ store: store.description }, 'Secrets are kept in this store');
    return store;
  }

  #forgetStore(settling: Promise<SecretStore>): void {
    if (this.#store !== settling) return;
    this.#store = null;
    this.#settled = null;
  }

  /** What was known of the store is no longer so; a failure is told by whoever needs it next. */
  async #anew(): Promise<void> {
    this.#store = null;
    this.#settled = null;
    const store = await this.store().catch(() => undefined);
    if (store && store !== this.#nowhere) await this.#offer(store);
  }

  async #offer(store: SecretStore): Promise<void> {
    try {
      await this.parts.onPlace?.(store);
    } catch (err) {
      // It is another one at the next start then, as it was before.
      this.parts.log.warn({ err }, 'The password of the running database could not be kept');
    }
  }
}
