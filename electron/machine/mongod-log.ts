import { open } from 'node:fs/promises';
import { isMissing } from './file-failure';

const TAIL_BYTES = 64 * 1024;

/** Follows the log file of a `mongod` from where it stood before the start. */
export class MongodLog {
  #read: number;
  #unfinished = '';
  #lastWords = '';

  constructor(
    private readonly path: string,
    sizeBefore: number,
  ) {
    this.#read = sizeBefore;
  }

  /** The lines written since the last call. */
  async newLines(): Promise<string[]> {
    const lines = (this.#unfinished + (await this.#readOn())).split('\n');
    this.#unfinished = lines.pop() ?? '';
    if (lines.length > 0) this.#lastWords = `${this.#lastWords}${lines.join('\n')}\n`.slice(-TAIL_BYTES);
    return lines;
  }

  /** The last 64 KB of what this start has written. */
  async lastWords(): Promise<string> {
    await this.newLines();
    return this.#lastWords + this.#unfinished;
  }

  async #readOn(): Promise<string> {
    let file: Awaited<ReturnType<typeof open>>;
    try {
      file = await open(this.path, 'r');
    } catch (error) {
      // mongod has not opened it yet.
      if (isMissing(error)) return '';
      throw error;
    }
    try {
      const { size } = await file.stat();
      const length = size - this.#read;
      if (length <= 0) return '';
      const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, this.#read);
      this.#read += bytesRead;
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  }
}

/** The number of MongoDB's log line "Waiting for connections". */
const READY = /"id":23016\b/;
/** WiredTiger replays its journal after an unclean end. */
const RECOVERING = /WT_VERB_RECOVERY|Recovering log|recovery log replay/;

/** The number of MongoDB's log line "Detected unclean shutdown". */
const UNCLEAN = /"id":22271\b/;

export const saysUnclean = (line: string): boolean => UNCLEAN.test(line);
export const saysReady = (line: string): boolean => READY.test(line);
export const saysRecovering = (line: string): boolean => RECOVERING.test(line);
