import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type AdminDocument, type AdministerServer, ServerAdminError } from '../core/ports/server-admin';
import { StartFailure } from '../core/ports/start-failure';
import { isMissing } from './file-failure';
import { isPortFree } from './free-port';
import { systemCredentials } from './key-file';
import type { Log } from './log';
import { startFailureOfMongod } from './mongod-failure';
import { commandLineOf, isAlive } from './process-table';

/** Writing out a large cache to a slow disk takes long; it is never cut short. */
const STOP_LIMIT_MS = 60_000;
const LOOK_EVERY_MS = 20;
const ANSWER_LIMIT_MS = 2_000;

export type OrphanSearch = {
  readonly database: string;
  readonly keyFile: string;
  readonly onProgress: (sentence: string) => void;
  readonly log: Log;
};

/**
 * Stops the server that a killed Clinic Desk has left running on this data folder. The caller holds the
 * instance lock, so it belongs to nobody. Rejects with `StartFailure` (`folderInUse`) when the server on the
 * folder was not started by us, or takes very long to stop.
 */
export async function stopOrphan({ database, keyFile, onProgress, log }: OrphanSearch): Promise<void> {
  const pid = await lockHolder(database);
  if (pid === null || !isAlive(pid)) return;
  const commandLine = await commandLineOf(pid);
  // The number went to another program meanwhile. (A server that hides is caught by mongod's own lock.)
  if (!commandLine?.includes('mongod') || !commandLine.includes(database)) return;
  if (!commandLine.includes(keyFile)) {
    throw startFailureOfMongod({
      exitCode: null,
      signal: null,
      lastWords: 'Another mongod instance is already running',
      database,
    });
  }
  onProgress('Stopping a database that was left running');
  log.warn({ pid }, 'A database was left running by an earlier start and is stopped');
  process.kill(pid, 'SIGTERM');
  if (!(await comesTrue(() => !isAlive(pid)))) throw stillStopping();
}

const stillStopping = () =>
  new StartFailure(
    'folderInUse',
    'The database of an earlier start is still being stopped: it writes what it holds to the disk.',
    'Wait a few minutes, then try again. If it goes on, restart the computer.',
  );

/**
 * The same where the system does not tell who holds the lock file (Windows): a server on our port that knows our
 * key file and holds our data is ours; one of a data folder that was copied knows the key too. Resolves with whether
 * it was ours and is gone.
 */
export async function stopOrphanOnPort(
  port: number,
  { key, database }: { readonly key: string; readonly database: string },
  administer: AdministerServer,
): Promise<boolean> {
  let isOurs = false;
  try {
    await administer(
      { port, credentials: systemCredentials(key), patienceMs: ANSWER_LIMIT_MS },
      async (run) => {
        isOurs = await isFolderOf(await run({ getCmdLineOpts: 1 }), database);
        if (isOurs) await run({ shutdown: 1, force: true });
      },
    );
  } catch (error) {
    // It does not answer its own shutdown; a stranger does not accept the key.
    if (!(error instanceof ServerAdminError)) throw error;
  }
  return isOurs && (await comesTrue(() => isPortFree(port)));
}

/** Whether a server holds the data of this folder, as it says of the command line that it was started with. */
async function isFolderOf({ parsed }: AdminDocument, database: string): Promise<boolean> {
  const { storage } = (parsed ?? {}) as { storage?: { dbPath?: unknown } };
  if (typeof storage?.dbPath !== 'string') return false;
  // Neither a link nor how it is written makes it another folder. One that is gone is nobody's.
  const [theirs, ours] = await Promise.all(
    [storage.dbPath, database].map((path) => realpath(path).catch(() => path)),
  );
  return theirs === ours;
}

async function lockHolder(database: string): Promise<number | null> {
  try {
    const pid = Number.parseInt(await readFile(join(database, 'mongod.lock'), 'utf8'), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch (error) {
    if (isMissing(error) || process.platform === 'win32') return null;
    throw error;
  }
}

async function comesTrue(condition: () => boolean | Promise<boolean>): Promise<boolean> {
  const until = performance.now() + STOP_LIMIT_MS;
  while (performance.now() < until) {
    if (await condition()) return true;
    await pause(LOOK_EVERY_MS);
  }
  return false;
}
