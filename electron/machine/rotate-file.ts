import { renameSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { isMissing } from './file-failure';

export type Rotation = {
  /** From this size, in bytes, a file is put aside. */
  readonly limit: number;
  /** How many old files are kept: `name.1.log` is the newest. */
  readonly keep: number;
};

/** Puts a log file aside when it has grown large, and drops the oldest. Says whether it did. */
export function rotateIfLarge(path: string, { limit, keep }: Rotation): boolean {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size < limit) return false;
  const extension = extname(path);
  const stem = path.slice(0, path.length - extension.length);
  const aside = (number: number) => (number === 0 ? path : `${stem}.${number}${extension}`);
  for (let number = keep; number > 0; number -= 1) {
    try {
      renameSync(aside(number - 1), aside(number));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
  return true;
}
