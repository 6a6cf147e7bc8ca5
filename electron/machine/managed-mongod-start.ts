import { ServerAdminError } from '../core/ports/server-admin';
import { checkDataComplete } from './data-files';
import { checkDiskSpace } from './disk-space';
import { openKeyFile } from './key-file';
import type { ManagedMongodParts, Say } from './managed-mongod-parts';
import { unlockMongod } from './mongod-password';
import { startOnPort } from './mongod-port';
import type { RunningMongod } from './mongod-process';
import { stopOrphan } from './orphan-mongod';
import { APPLICATION_USER } from './replica-set';
import { endsSoon, whileRunning } from './server-access';

/** The database in which the clinic's collections stand. */
export const DATABASE_NAME = 'clinic';

type Started = { readonly server: RunningMongod; readonly uri: string; readonly password: string };

/** All the steps from a data folder to a database that takes writes. What fails leaves no process behind. */
export async function startManagedMongod(
  parts: ManagedMongodParts,
  say: Say,
  signal: AbortSignal,
): Promise<Started> {
  const { folders, log, settings } = parts;
  const warning = await checkDiskSpace(folders.database, parts.spaceLimits);
  if (warning !== null) {
    log.warn({}, warning);
    say(warning);
  }
  await checkDataComplete(folders.database);
  const [binary, key] = await Promise.all([parts.findBinary(say, signal), openKeyFile(folders.keyFile)]);
  await stopOrphan({ ...folders, onProgress: say, log });
  say('Starting the database');
  const server = await startOnPort(parts, { binary: binary.path, key, say, signal });
  const { port, pid } = server;
  try {
    const administer = whileRunning(server, parts.administer);
    const password = await unlockMongod({ ...parts, say }, { port, key, administer });
    if (settings.current.databasePort !== port) await settings.update({ databasePort: port });
    await noteRecovery(parts, server);
    log.info({ port, pid, version: binary.version }, 'The database is ready');
    return { server, uri: uriOf(port, password), password };
  } catch (error) {
    const ended = error instanceof ServerAdminError && (await endsSoon(server));
    await server.stop();
    throw ended || error;
  }
}

const MOST_RECOVERIES = 20;

/** Kept for people to read: the server puts itself right without asking. */
async function noteRecovery(
  { settings, log }: ManagedMongodParts,
  { recoveredIn }: RunningMongod,
): Promise<void> {
  if (recoveredIn === null) return;
  log.warn({ milliseconds: recoveredIn }, 'The database had not been stopped cleanly and put itself right');
  const recovery = { at: new Date().toISOString(), milliseconds: recoveredIn };
  await settings.update(({ recoveries = [] }) => ({
    recoveries: [recovery, ...recoveries].slice(0, MOST_RECOVERIES),
  }));
}

function uriOf(port: number, password: string): string {
  const options = 'directConnection=true&authSource=admin&authMechanism=SCRAM-SHA-256';
  return `mongodb://${APPLICATION_USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${DATABASE_NAME}?${options}`;
}
