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
  if (!isRoomy() || !mayHoldPrograms()) return work({});
  const folder = mkdtempSync(join(ram, 'clinic-desk-tests-'));
  try {
    return await work({ TMPDIR: folder });
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
