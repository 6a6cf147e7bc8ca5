import { lstat, readFile } from 'node:fs/promises';
import { isMissing } from '../file-failure';
import { restrictToOwner } from '../owner-only';

/**
 * The text of a file that belongs to the owner of the data folder alone; null where there is none. Never through a
 * link that somebody put in its place; rights that a copy gave to others are taken back first.
 */
export async function readOwnFile(path: string): Promise<string | null> {
  try {
    const file = await lstat(path);
    if (!file.isFile()) throw new Error('It is not a plain file');
    if (process.platform !== 'win32' && (file.mode & 0o077) !== 0) await restrictToOwner(path);
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
