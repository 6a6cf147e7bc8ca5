import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { isMissing } from './file-failure';
import { examineOnce } from './known-programs';
import { compareVersions, examineMongod, isUsable, type Mongod } from './mongod-version';

/** What was known of a program when it was put into the cache; written last, so that a half-filled entry has none. */
const recordSchema = z.object({
  sha256: z.string(),
  size: z.number(),
  mtimeMs: z.number(),
  source: z.string(),
});

const RECORD = 'origin.json';
const program = (platform = process.platform) => (platform === 'win32' ? 'mongod.exe' : 'mongod');
const shelf = (cacheFolder: string) => join(cacheFolder, 'mongod');

/**
 * The newest usable `mongod` in the cache, or null. One that is no longer what was put there is thrown away;
 * what it was is told by its SHA-256, compared again only when its size or time of change differ (140 MB).
 */
export async function findCachedMongod(cacheFolder: string): Promise<Mongod | null> {
  const names = await listFolder(shelf(cacheFolder));
  const found: Mongod[] = [];
  for (const name of names.filter((entry) => !entry.startsWith('.'))) {
    const folder = join(shelf(cacheFolder), name);
    const path = join(folder, program());
    if (!(await isUnchanged(folder, path))) {
      await rm(folder, { recursive: true, force: true });
      continue;
    }
    const examined = await examineOnce(cacheFolder, path);
    if (isUsable(examined)) found.push(examined);
  }
  return found.sort((a, b) => compareVersions(b.version, a.version))[0] ?? null;
}

/**
 * Lets `fetch` bring a `mongod` into a fresh folder (it resolves with the file's path), proves that it runs, and
 * puts it into the cache as a whole. Two starts may do so at once. Whatever fails leaves nothing behind.
 */
export async function addToCache(
  cacheFolder: string,
  source: string,
  fetch: (folder: string) => Promise<string>,
): Promise<Mongod> {
  await mkdir(shelf(cacheFolder), { recursive: true, mode: 0o700 });
  const incoming = join(shelf(cacheFolder), `.incoming-${randomBytes(6).toString('hex')}`);
  const ready = `${incoming}-ready`;
  try {
    await mkdir(incoming, { mode: 0o700 });
    await mkdir(ready, { mode: 0o700 });
    const path = join(ready, program());
    await rename(await fetch(incoming), path);
    await chmod(path, 0o700);
    const examined = await examineMongod(path);
    if (!isUsable(examined)) throw new Error(`What was fetched cannot be used: ${examined.why}`);
    const { size, mtimeMs } = await stat(path);
    const record = { sha256: await sha256OfFile(path), size, mtimeMs, source };
    await writeFile(join(ready, RECORD), JSON.stringify(record));
    const place = join(shelf(cacheFolder), `${examined.version}-${record.sha256.slice(0, 8)}`);
    await putInPlace(ready, place);
    return { path: join(place, program()), version: examined.version };
  } finally {
    await rm(incoming, { recursive: true, force: true });
    await rm(ready, { recursive: true, force: true });
  }
}

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

async function putInPlace(ready: string, place: string): Promise<void> {
  try {
    await rename(ready, place);
  } catch (error) {
    // Another start has put the same program there meanwhile (its name holds its checksum).
    if (await isUnchanged(place, join(place, program()))) return;
    throw error;
  }
}

async function isUnchanged(folder: string, path: string): Promise<boolean> {
  try {
    const record = recordSchema.parse(JSON.parse(await readFile(join(folder, RECORD), 'utf8')));
    const { size, mtimeMs } = await stat(path);
    if (size !== record.size) return false;
    return mtimeMs === record.mtimeMs || (await sha256OfFile(path)) === record.sha256;
  } catch {
    // No record, half a record, no program: not an entry.
    return false;
  }
}

async function listFolder(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
