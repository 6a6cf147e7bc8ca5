import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cache, inRoot } from '../setup/places.mjs';
import { run } from '../setup/run.mjs';
import { hasCommand } from '../setup/system-packages.mjs';
import { inRamFolder } from './ram-folder.mjs';
import { insist } from './tally.mjs';

/** Starts an unlocked keychain of its own, then becomes the command given to it. */
const withKeychain =
  'printf x | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"';

/**
 * Unit, conformance, fault, security and packaging suites: everything that vitest runs, with a real keychain
 * where this system has one.
 *
 * @param {string[]} filters parts of paths; none: all
 * @param {AbortSignal} signal
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runVitest(filters, signal) {
  const tallyFile = join(cache, 'tests', 'vitest.json');
  rmSync(tallyFile, { force: true });
  const reporter = inRoot('build/testing/vitest-reporter.mjs');
  const vitest = [
    inRoot('node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    `--reporter=${reporter}`,
  ];
  const keychain = ['dbus-run-session', 'gnome-keyring-daemon'].every(hasCommand);
  if (!keychain) console.log('No keychain for tests on this computer: what needs one is skipped.');
  // The keychain's files and socket go here: the developer's own keychain is not touched.
  const folder = mkdtempSync(join(tmpdir(), 'clinic-desk-keychain-'));
  const env = {
    ...process.env,
    CLINIC_TALLY_FILE: tallyFile,
    ...(keychain ? { XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: folder } : {}),
  };
  try {
    const [command, args] = keychain
      ? ['dbus-run-session', ['--', 'sh', '-c', withKeychain, 'sh', process.execPath, ...vitest, ...filters]]
      : [process.execPath, [...vitest, ...filters]];
    const ended = await inRamFolder((places) =>
      run(command, args, { signal, env: { ...env, ...places }, show: true }),
    );
    return insist('vitest', readTally(tallyFile), ended.code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} file @returns {import('./tally.mjs').Tally | undefined} */
function readTally(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // The run was cut off before it could write one.
  }
}
