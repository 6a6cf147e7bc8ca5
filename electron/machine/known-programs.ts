import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from './atomic-file';
import { examineMongod, isUsable, type Mongod, type UnusableMongod } from './mongod-version';

/** What a program was when it last answered; any difference makes it another program. */
const knownSchema = z.record(
  z.string(),
  z.object({ size: z.number(), mtimeMs: z.number(), version: z.string() }),
);
type Known = z.infer<typeof knownSchema>;

/** More programs than a computer has; what is beyond was tried out by somebody. */
const MOST = 20;

const fileIn = (cacheFolder: string) => join(cacheFolder, 'known-programs.json');

/**
 * `examineMongod` that remembers, in the cache folder, which programs run on this computer: asking one costs a start
 * 30 to 60 ms. Only good answers are kept, and a start that fails forgets them all (`forgetPrograms`): a library that
 * it needs may have gone meanwhile.
 */
export async function examineOnce(cacheFolder: string, path: string): Promise<Mongod | UnusableMongod> {
  const [known, file] = await Promise.all([read(cacheFolder), stat(path).catch(() => null)]);
  const last = Object.hasOwn(known, path) ? known[path] : undefined;
  if (file && last && last.size === file.size && last.mtimeMs === file.mtimeMs)
    return { path, version: last.version };
  const examined = await examineMongod(path);
  if (file && isUsable(examined)) {
    const { size, mtimeMs } = file;
    const others = Object.entries(known).filter(([each]) => each !== path);
    const kept = Object.fromEntries(others.slice(1 - MOST));
    await write(cacheFolder, { ...kept, [path]: { size, mtimeMs, version: examined.version } });
  }
  return examined;
}

/** The next start asks every program again. */
export async function forgetPrograms(cacheFolder: string): Promise<void> {
  await rm(fileIn(cacheFolder), { force: true });
}

async function read(cacheFolder: string): Promise<Known> {
  try {
    return knownSchema.parse(JSON.parse(await readFile(fileIn(cacheFolder), 'utf8')));
  } catch {
    // Nothing is known, or nobody knows any more what: every program is asked.
    return {};
  }
}

/** A cache that cannot be written only makes the next start slower. */
async function write(cacheFolder: string, known: Known): Promise<void> {
  try {
    await mkdir(dirname(fileIn(cacheFolder)), { recursive: true, mode: 0o700 });
    await writeFileAtomically(fileIn(cacheFolder), JSON.stringify(known));
  } catch {
    // Said above.
  }
}
