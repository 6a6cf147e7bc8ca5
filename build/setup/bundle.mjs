import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { SetupFailure } from './command.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { inRoot } from './places.mjs';
import { lastLines, run } from './run.mjs';
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
  if (ended.code !== 0) {
    throw new SetupFailure(`The application could not be built:\n${lastLines(ended, 40)}`);
  }
  writeFileSync(stampFile, hash);
  console.log(`  built in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}
