import { lstat, readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import type { SecretStore } from '../core/ports/secret-store';
import { writeFileAtomically } from './atomic-file';
import { isMissing } from './file-failure';
import { restrictToOwner } from './owner-only';

const fileSchema = z.record(z.string(), z.string());
type Secrets = z.infer<typeof fileSchema>;

/**
 * Secrets in one file that only this user can read: for computers without a keychain. Anybody who gets at the
 * user's files gets at the secrets, so it comes last and its description says what it is.
 */
export class OwnerFileSecretStore implements SecretStore {
  readonly description = 'a file on this computer that only you can read (no keychain was found)';
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly path: string) {}

  read(name: string): Promise<string | null> {
    return this.#inTurn(async () => (await this.#load()).get(name) ?? null);
  }

  write(name: string, secret: string): Promise<void> {
    return this.#inTurn(async () => this.#save((await this.#load()).set(name, secret)));
  }

  remove(name: string): Promise<void> {
    return this.#inTurn(async () => {
      const secrets = await this.#load();
      if (secrets.delete(name)) await this.#save(secrets);
    });
  }

  /** Two changes at once would each write the file without the other's. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #load(): Promise<Map<string, string>> {
    try {
      const file = await lstat(this.path);
      if (!file.isFile()) throw new Error('The secrets file is not a plain file');
      if (process.platform !== 'win32' && (file.mode & 0o077) !== 0) await restrictToOwner(this.path);
      return new Map(Object.entries(parse(await readFile(this.path, 'utf8'))));
    } catch (error) {
      if (isMissing(error)) return new Map();
      throw error;
    }
  }

  async #save(secrets: Map<string, string>): Promise<void> {
    if (secrets.size === 0) return rm(this.path, { force: true });
    await writeFileAtomically(this.path, `${JSON.stringify(Object.fromEntries(secrets), null, 2)}\n`);
  }
}

/** A damaged file is an error, never an empty store; the parser's own message would quote the secrets. */
function parse(text: string): Secrets {
  try {
    return fileSchema.parse(JSON.parse(text));
  } catch {
    throw new Error('The secrets file is damaged');
  }
}
