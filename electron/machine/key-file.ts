import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { writeFileAtomically } from './atomic-file';
import { isMissing } from './file-failure';
import { restrictToOwner } from './owner-only';

/**
 * The key of the data folder, made once. `mongod` demands it of every member of a replica set; whoever can
 * read it may do everything, so the data can be opened even when the password in the keychain is lost.
 */
export async function openKeyFile(path: string): Promise<string> {
  const present = await readKey(path);
  if (present !== null) {
    // mongod refuses a key that others may read, which an unpacked copy of the folder can bring.
    await restrictToOwner(path);
    return present;
  }
  const key = randomBytes(567).toString('base64');
  await writeFileAtomically(path, `${key}\n`);
  return key;
}

/** The server's own user, whose password is the key (MongoDB manual, "Internal/Membership Authentication"). */
export const systemCredentials = (key: string) => ({
  username: '__system',
  password: key,
  database: 'local',
});

/** An empty file, left by a full disk, is no key. */
async function readKey(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim() || null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
