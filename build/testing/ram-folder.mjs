import { mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/** Where Linux keeps files in memory. */
const ram = '/dev/shm';
/** A whole run keeps less than a third of it at once. */
const LEAST_BYTES = 8 * 2 ** 30;

/**
 * Runs tests with a folder in memory for what they throw away: their databases wait for a disk longer than they work. Where
 * there is none that is large enough and may hold programs, they use the usual temporary folder.
 *
 * @template Result
 * @param {(env: NodeJS.ProcessEnv) => Promise<Result>} work gets what the environment of the tests has to say of it
 * @returns {Promise<Result>}
 */
export async function inRamFolder(work) {
  return isRoomy() && mayHoldPrograms() ? inFolderOf(ram, (TMPDIR) => work({ TMPDIR })) : work({});
}

/**
 * Runs work with a new folder at a place, which is gone with everything in it afterwards, also when the work breaks.
 *
 * @template Result
 * @param {string} place
 * @param {(folder: string) => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function inFolderOf(place, work) {
  const folder = mkdtempSync(join(place, 'clinic-desk-tests-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isRoomy() {
  try {
    const { bavail, bsize } = statfsSync(ram);
    return Math.min(bavail * bsize, process.availableMemory()) >= LEAST_BYTES;
  } catch {
    return false; // There is no such folder on this system.
  }
}

/** Containers forbid it there now and then; tests put small programs of their own into temporary folders. */
function mayHoldPrograms() {
  const mount = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .findLast(([, place]) => place === ram);
  return mount !== undefined && !mount[3]?.split(',').includes('noexec');
}
