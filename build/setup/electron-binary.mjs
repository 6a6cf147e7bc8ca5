import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './places.mjs';
import { remembered, today } from './remembered.mjs';
import { run } from './run.mjs';

/** Long enough for 120 MB over a slow line, short enough for a line that never answers. */
const downloadLimit = 180_000;

/**
 * The Electron program, downloaded on first use (its package brings only the downloader).
 * A download that failed is not tried again before tomorrow.
 *
 * @param {AbortSignal} signal
 * @returns {Promise<string | undefined>} undefined when it is not to be had
 */
export async function findElectron(signal) {
  const version = JSON.parse(readFileSync(inRoot('node_modules/electron/package.json'), 'utf8')).version;
  const here = electronPath();
  if (here) return here;
  const failed = remembered(
    'electron-download.json',
    `${version} ${process.platform} ${process.arch} ${today()}`,
  );
  if (failed.get()) return undefined;
  console.log(`Fetching Electron ${version} (once, about 120 MB)…`);
  await run(process.execPath, [inRoot('node_modules/electron/install.js')], {
    signal,
    limit: downloadLimit,
    waiting: 'fetching Electron',
  });
  const fetched = electronPath();
  if (!fetched) failed.set('could not be downloaded');
  return fetched;
}

/** Where Electron's own package says its program is; never downloads. @returns {string | undefined} */
export function electronPath() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const folder = override ?? inRoot('node_modules/electron/dist');
  const pathFile = inRoot('node_modules/electron/path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : override && 'electron';
  const file = name && join(folder, name);
  return file && existsSync(file) ? file : undefined;
}

/**
 * Why a window cannot be opened here although Electron may be installed.
 * @param {{ platform: NodeJS.Platform, env: NodeJS.ProcessEnv, isRoot: boolean }} machine
 * @returns {string | undefined} the reason as the first half of a sentence; undefined: nothing is in the way
 */
export function noWindowBecause({ platform, env, isRoot }) {
  if (platform !== 'linux') return undefined;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'There is no screen here';
  if (isRoot) return 'Electron keeps no sandbox for the root user';
  return undefined;
}
