import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cache } from './places.mjs';

/**
 * Two commands in one checkout (a start while the tests begin) must not install or build over each other: the
 * second waits for the first, and takes over when the first is gone without having tidied up.
 *
 * @template Result
 * @param {AbortSignal} signal
 * @param {() => Promise<Result>} work
 * @param {string} [folder] where the lock stands
 * @returns {Promise<Result>}
 */
export async function oneAtATime(signal, work, folder = cache) {
  const lock = join(folder, 'setting-up');
  mkdirSync(folder, { recursive: true });
  let said = false;
  while (!take(lock)) {
    if (!said) console.log('Another command is setting up this folder; waiting for it…');
    said = true;
    await pause(200, undefined, { signal });
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @param {string} lock @returns {boolean} whether it is ours now */
function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
  if (hasLivingOwner(lock)) return false;
  rmSync(lock, { force: true });
  return take(lock);
}

/** @param {string} lock */
function hasLivingOwner(lock) {
  try {
    const owner = readFileSync(lock, 'utf8');
    // Empty: taken this very moment, its owner has not written itself in yet.
    return owner === '' || isAlive(Number(owner));
  } catch {
    return false; // Given back this very moment.
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
