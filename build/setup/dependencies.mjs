import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { SetupFailure } from './command.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { inRoot } from './places.mjs';
import { lastLines, run } from './run.mjs';

const lockFile = inRoot('package-lock.json');
const stampFile = inRoot('node_modules', '.clinic-desk-stamp');

/**
 * Installs exactly the locked dependencies, unless they are there already.
 * @param {AbortSignal} signal
 */
export async function installDependencies(signal) {
  const stamp = `${createHash('sha256').update(readFileSync(lockFile)).digest('hex')} ${process.platform}-${process.arch}`;
  const isInstalled = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
  if (isInstalled()) return;
  await oneAtATime(signal, async () => {
    if (isInstalled()) return;
    if (!alreadyInstalledByHand()) await install(signal);
    writeFileSync(stampFile, stamp);
  });
}

/** Somebody ran `npm install`: npm's own record of node_modules tells whether it is what the lock file wants. */
function alreadyInstalledByHand() {
  const record = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const found = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || (found[path] ? found[path].version === entry.version : entry.optional),
  );
}

/** @param {AbortSignal} signal */
async function install(signal) {
  console.log('Installing the packages that Clinic Desk is made of (once; one or two minutes)…');
  const [command, before] = npm();
  // NODE_ENV=production or a user's npm setting would otherwise leave out what building needs.
  const always = ['--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional'];
  /** @param {string[]} verb */
  const npmRuns = (...verb) =>
    run(command, [...before, ...verb, ...always], {
      signal,
      waiting: 'installing packages',
      env: { ...process.env, ...nodeHeaders() },
    });
  let ended = await npmRuns('ci');
  if (lacksOnlyOtherSystems(ended.output)) ended = await npmRuns('install', '--no-save');
  if (ended.code === 0) return;
  throw new SetupFailure(
    `The packages could not be installed. npm said:\n${npmErrors(ended)}\n` +
      'Check the network connection and the free disk space, then run the same command again.',
  );
}

/**
 * Mirrors of the registry may lack the builds of some packages for other systems. Nothing here needs them, but
 * `npm ci` then refuses the lock file ("Missing: name@ from lock file", without a version); `npm install` does not.
 *
 * @param {string} output
 */
function lacksOnlyOtherSystems(output) {
  const complaints = output.match(/(Missing|Invalid): .*/g) ?? [];
  return complaints.length > 0 && complaints.every((line) => /^Missing: \S+@ from lock file/.test(line));
}

/** Node's own headers, where they were installed with it: keytar is then compiled without downloading them. */
function nodeHeaders() {
  const prefix = resolve(dirname(process.execPath), '..');
  return existsSync(join(prefix, 'include/node/node.h')) ? { npm_config_nodedir: prefix } : {};
}

/** @param {import('./run.mjs').Ended} ended */
function npmErrors(ended) {
  const errors = ended.output.split('\n').filter((line) => /^npm error (?!A complete log)\S/.test(line));
  return errors.length > 0 ? errors.slice(0, 12).join('\n') : lastLines(ended, 12);
}

/** The npm that started us, so that no second one is needed on PATH. @returns {[string, string[]]} */
function npm() {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
}
