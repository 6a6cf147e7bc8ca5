import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, root } from './places.mjs';

const rooms = ['electron', 'renderer', 'shared'];
const files = ['electron.vite.config.ts', 'package-lock.json', 'package.json', 'tsconfig.json'];

/**
 * One hash over everything that is bundled. Content, not times: a checkout or a clone changes every time stamp.
 * Reading the few hundred files takes some tens of milliseconds.
 */
export function sourcesHash() {
  const hash = createHash('sha256');
  for (const file of [...files, ...rooms.flatMap(bundledFiles)]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(inRoot(file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} room @returns {string[]} paths from the root, sorted */
function bundledFiles(room) {
  return readdirSync(inRoot(room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test|spec)\.tsx?$|\.md$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}
