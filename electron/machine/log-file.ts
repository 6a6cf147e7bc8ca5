import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { errorCode } from './file-failure';
import type { Log } from './log';
import { scrubDetails, scrubText } from './log-scrubber';
import { type Rotation, rotateIfLarge } from './rotate-file';

export type LogFile = {
  readonly log: Log;
  readonly path: string;
  close(): void;
};

const ROTATION: Rotation = { limit: 5_000_000, keep: 3 };

/**
 * The log of this computer, `clinic-desk.log`: one JSON line for each event, without passwords, connection
 * strings, tokens or values of documents. Grown large, it is put aside as `clinic-desk.1.log`.
 */
export function openLogFile(folder: string, rotation = ROTATION): LogFile {
  const path = join(folder, 'clinic-desk.log');
  const file = new RollingFile(path, rotation);
  const logger = pino(
    {
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // Errors have become plain details before pino sees them.
      serializers: { err: (error: unknown) => error },
    },
    file,
  );
  // pino's own `redact` knows only paths that are named beforehand, and does not look into texts.
  const at = (level: keyof Log) => (details: object, sentence: string) =>
    logger[level](scrubDetails(details), scrubText(sentence));
  return { log: { info: at('info'), warn: at('warn'), error: at('error') }, path, close: () => file.close() };
}

/** Written at once and in order: the last line before a crash is the one that is needed. */
class RollingFile {
  /** Null also while it cannot be opened: its folder may come back. */
  #file: number | null = null;
  #size = 0;
  #isClosed = false;

  constructor(
    private readonly path: string,
    private readonly rotation: Rotation,
  ) {
    rotateIfLarge(path, rotation);
    this.#open();
  }

  write(line: string): void {
    if (this.#isClosed) return;
    try {
      this.#size += writeSync(this.#file ?? this.#open(), line);
      if (this.#size >= this.rotation.limit) this.#rotate();
    } catch (error) {
      // Neither a full disk nor a folder that was moved must end the application for want of a log line.
      if (!['ENOSPC', 'EDQUOT', 'ENOENT'].includes(errorCode(error) ?? '')) throw error;
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#letGo();
  }

  #letGo(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  #rotate(): void {
    this.#letGo();
    rotateIfLarge(this.path, this.rotation);
    this.#open();
  }

  #open(): number {
    const file = openSync(this.path, 'a', 0o600);
    this.#file = file;
    this.#size = fstatSync(file).size;
    return file;
  }
}
