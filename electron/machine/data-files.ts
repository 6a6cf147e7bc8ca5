import { readdir } from 'node:fs/promises';
import { startFailureOfFile } from './file-failure';
import { damaged } from './mongod-failure';

/** Without one of these WiredTiger quietly begins a new, empty database and puts the old files out of use. */
const ESSENTIAL: readonly (readonly string[])[] = [
  ['WiredTiger'],
  ['WiredTiger.wt'],
  ['WiredTiger.turtle', 'WiredTiger.turtle.set'],
  ['_mdb_catalog.wt'],
  ['storage.bson'],
];

/**
 * Refuses a data folder that holds collections but not what leads to them (half a copy, a file deleted by a
 * "cleaner"), before `mongod` can make it worse. Rejects with `StartFailure` (`dataUnusable`).
 */
export async function checkDataComplete(database: string): Promise<void> {
  const files = new Set(await list(database));
  const holdsData = [...files].some((file) => /^(collection|index)-.*\.wt$/.test(file));
  if (!holdsData) return;
  const missing = ESSENTIAL.filter((names) => !names.some((name) => files.has(name)));
  if (missing.length === 0) return;
  throw damaged({ database, lastWords: `Missing: ${missing.flat().join(', ')}` });
}

async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw startFailureOfFile(error, folder);
  }
}
