import { statfs } from 'node:fs/promises';
import { diskFull, startFailureOfFile } from './file-failure';

export type SpaceLimits = { readonly refuseBelow: number; readonly warnBelow: number };

const MB = 1_000_000;
export const SPACE_LIMITS: SpaceLimits = { refuseBelow: 50 * MB, warnBelow: 300 * MB };

/**
 * Looks at the free space before the database starts: a full disk in the middle of a write ends `mongod`.
 * Resolves with a warning to show, or null; rejects with `StartFailure` (`diskFull`).
 */
export async function checkDiskSpace(
  folder: string,
  limits: SpaceLimits = SPACE_LIMITS,
): Promise<string | null> {
  const free = await freeBytes(folder);
  if (free < limits.refuseBelow) throw diskFull(folder);
  if (free >= limits.warnBelow) return null;
  return `Only ${Math.floor(free / MB)} MB are free on the disk of the database. Free some space soon.`;
}

async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    throw startFailureOfFile(error, folder);
  }
}
