import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { SetupFailure } from './command.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { cache, inRoot } from './places.mjs';
import { run } from './run.mjs';
import { sourcesHash } from './sources.mjs';

const stampFile = inRoot('out', '.built-from');

/**
 * Bundles main, preload and renderer into `out/`, unless they were bundled from these very sources.
 * @param {AbortSignal} signal
 */
export async function bundleWhatIsStale(signal) {
  const hash = sourcesHash();
  const isFresh = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash;
  if (isFresh()) return;
  await oneAtATime(signal, async () => {
    if (!isFresh()) await bundle(hash, signal);
  });
}

/** @param {string} hash @param {AbortSignal} signal */
async function bundle(hash, signal) {
  console.log('Building the application…');
  // A build that is cut off leaves half of `out/`; without its stamp the next start builds again.
  rmSync(stampFile, { force: true });
  const began = Date.now();
  const ended = await run(
    process.execPath,
    [inRoot('node_modules/electron-vite/bin/electron-vite.js'), 'build'],
    {
      signal,
      waiting: 'building',
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  if (ended.code !== 0) throw notBuilt(ended, join(cache, 'build.log'));
  writeFileSync(stampFile, hash);
  console.log(`  built in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

/**
 * One sentence for who starts the application, with what the bundler called the error; all that it said goes into a file.
 *
 * @param {import('./run.mjs').Ended} ended
 * @param {string} logFile
 */
export function notBuilt(ended, logFile) {
  const said = stripVTControlCharacters(ended.output);
  mkdirSync(dirname(logFile), { recursive: true });
  writeFileSync(logFile, said);
  const cause = /^.*\berror\b.*$/im.exec(said)?.[0].trim().slice(0, 200);
  return new SetupFailure(
    `The application could not be built${cause ? ` (${cause})` : ''}. The details are in ${logFile}.`,
  );
}
