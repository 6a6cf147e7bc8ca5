import { statfs } from 'node:fs/promises';
import type { Space } from '../core/ports/local-database';
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
  const space = spaceOf(free, limits);
  if (space === 'full') throw diskFull(folder);
  return space === 'enough' ? null : lowSpace(free);
}

export function spaceOf(free: number, limits: SpaceLimits = SPACE_LIMITS): Space {
  if (free < limits.refuseBelow) return 'full';
  return free < limits.warnBelow ? 'low' : 'enough';
}

const lowSpace = (free: number) =>
  `Only ${Math.floor(free / MB)} MB are free on the disk of the database. Free some space soon.`;

/** Free bytes of the disk of a folder, for this user. Rejects with `StartFailure`. */
export async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    throw startFailureOfFile(error, folder);
  }
}
