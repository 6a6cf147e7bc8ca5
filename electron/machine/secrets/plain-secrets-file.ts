import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { StartFailure } from '../../core/ports/start-failure';
import { writeFileAtomically } from '../atomic-file';
import { readOwnFile } from './own-file';

const fileSchema = z.record(z.string(), z.string());

/**
 * The file in which versions before the vault kept secrets of a computer without a keychain, for anybody who gets at the
 * user's files to read. Nothing is added to it any more: what is in it goes to a better place.
 */
export class PlainSecretsFile {
  constructor(private readonly path: string) {}

  async names(): Promise<readonly string[]> {
    return [...(await this.#load()).keys()];
  }

  async read(name: string): Promise<string | null> {
    return (await this.#load()).get(name) ?? null;
  }

  async remove(name: string): Promise<void> {
    const secrets = await this.#load();
    if (!secrets.delete(name)) return;
    if (secrets.size === 0) return this.destroy();
    await writeFileAtomically(this.path, `${JSON.stringify(Object.fromEntries(secrets), null, 2)}\n`);
  }

  async destroy(): Promise<void> {
    await rm(this.path, { force: true });
  }

  /** A damaged file is an error, never an empty store; the parser's own message would quote the secrets. */
  async #load(): Promise<Map<string, string>> {
    let text: string | null;
    try {
      text = await readOwnFile(this.path);
      return new Map(text === null ? [] : Object.entries(fileSchema.parse(JSON.parse(text))));
    } catch (error) {
      const isPath = error instanceof Error && 'syscall' in error;
      throw damaged(isPath ? { cause: error } : {});
    }
  }
}

const damaged = (options: ErrorOptions) =>
  new StartFailure(
    'secretUnavailable',
    'The file "secrets.json" of the data folder, in which an older version kept passwords, cannot be read.',
    'Put it back from a copy of the data folder, or take it away: passwords of other servers have to be typed once more then.',
    options,
  );
