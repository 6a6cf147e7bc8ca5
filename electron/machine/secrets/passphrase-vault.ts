import { lstat, rename, rm } from 'node:fs/promises';
import type { SecretStore } from '../../core/ports/secret-store';
import { writeFileAtomically } from '../atomic-file';
import { isMissing } from '../file-failure';
import { readOwnFile } from './own-file';
import { vaultLocked, vaultUnreadable } from './secret-failures';
import {
  type GuessCost,
  isCostOf,
  keyOf,
  newKey,
  parseVault,
  presentCost,
  type SealedVault,
  type VaultKey,
  VaultUnreadable,
} from './vault-sealing';

type Opened = { readonly key: VaultKey; readonly content: ReadonlyMap<string, string> };

/**
 * Secrets in one file that opens with a passphrase: for computers without a keychain. The file is sealed as a whole,
 * names too, and replaced as a whole; the passphrase itself is kept nowhere. Failures are `StartFailure`s.
 */
export class PassphraseVault implements SecretStore {
  readonly description = 'a vault on this computer that opens with a passphrase';
  #opened: Opened | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly path: string,
    private readonly cost: GuessCost = presentCost,
  ) {}

  get isOpen(): boolean {
    return this.#opened !== null;
  }

  /** Whether there is a file at all, readable or not. */
  async isThere(): Promise<boolean> {
    return this.isOpen || isFile(this.path);
  }

  /** Rejects where there is a file that no passphrase opens. */
  async requireReadable(): Promise<void> {
    await this.#load();
  }

  /** Makes an empty one and opens it. Throws where there is one already: it is never written over. */
  create(passphrase: string): Promise<void> {
    return this.#inTurn(async () => {
      if (await this.isThere()) throw new Error('There is a vault already');
      await this.#keep({ key: await newKey(passphrase, this.cost), content: new Map() });
    });
  }

  /** False when it is not its passphrase: nothing is changed then. */
  unlock(passphrase: string): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.#opened) return this.#isOwn(passphrase);
      const vault = await this.#load();
      const key = await keyOf(passphrase, vault.header);
      if (!key.fits(vault)) return false;
      const opened = { key, content: this.#openedBy(key, vault) };
      // Closed at the cost of an older version: the passphrase is at hand now.
      if (isCostOf(vault.header, this.cost)) this.#opened = opened;
      else await this.#keep({ ...opened, key: await newKey(passphrase, this.cost) });
      return true;
    });
  }

  /** False when `present` is not its passphrase: nothing is changed then. */
  changePassphrase(present: string, next: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const { content } = this.#open();
      if (!(await this.#isOwn(present))) return false;
      await this.#keep({ key: await newKey(next, this.cost), content });
      return true;
    });
  }

  /** Puts the file beside under another name, for a passphrase that may come to mind again; resolves with its new path. */
  setAside(at: Date): Promise<string> {
    return this.#inTurn(async () => {
      const aside = `${this.path}.old-${at.toISOString().replaceAll(':', '-')}`;
      await rename(this.path, aside);
      this.#forget();
      return aside;
    });
  }

  /** Takes the file away, with all that is in it. */
  destroy(): Promise<void> {
    return this.#inTurn(async () => {
      await rm(this.path, { force: true });
      this.#forget();
    });
  }

  names(): Promise<readonly string[]> {
    return this.#inTurn(async () => [...this.#open().content.keys()]);
  }

  read(name: string): Promise<string | null> {
    return this.#inTurn(async () => this.#open().content.get(name) ?? null);
  }

  write(name: string, secret: string): Promise<void> {
    return this.#inTurn(async () => {
      const { key, content } = this.#open();
      await this.#keep({ key, content: new Map(content).set(name, secret) });
    });
  }

  remove(name: string): Promise<void> {
    return this.#inTurn(async () => {
      const { key, content } = this.#open();
      if (!content.has(name)) return;
      const rest = new Map(content);
      rest.delete(name);
      await this.#keep({ key, content: rest });
    });
  }

  /** Two changes at once would each write the file without the other's. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  #open(): Opened {
    if (!this.#opened) throw vaultLocked();
    return this.#opened;
  }

  /** What is on the disk comes first: a write that fails leaves memory and disk as they were. */
  async #keep(next: Opened): Promise<void> {
    await writeFileAtomically(this.path, `${JSON.stringify(next.key.close(next.content), null, 2)}\n`);
    if (this.#opened && this.#opened.key !== next.key) this.#opened.key.forget();
    this.#opened = next;
  }

  #forget(): void {
    this.#opened?.key.forget();
    this.#opened = null;
  }

  async #isOwn(passphrase: string): Promise<boolean> {
    const vault = await this.#load();
    const key = await keyOf(passphrase, vault.header);
    const fits = key.fits(vault);
    key.forget();
    return fits;
  }

  #openedBy(key: VaultKey, vault: SealedVault): Map<string, string> {
    return inWords(() => key.open(vault));
  }

  async #load(): Promise<SealedVault> {
    const text = await this.#text();
    return inWords(() => {
      // It was there when it was looked for; somebody took it away meanwhile.
      if (text === null) throw new VaultUnreadable('damaged');
      return parseVault(text);
    });
  }

  async #text(): Promise<string | null> {
    try {
      return await readOwnFile(this.path);
    } catch (cause) {
      throw vaultUnreadable('damaged', { cause });
    }
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function inWords<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof VaultUnreadable) throw vaultUnreadable(error.why, { cause: error });
    throw error;
  }
}
