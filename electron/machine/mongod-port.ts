import { join } from 'node:path';
import { StartFailure } from '../core/ports/start-failure';
import { findFreePort, isPortFree, noFreePort } from './free-port';
import type { ManagedMongodParts, Say } from './managed-mongod-parts';
import { type MongodOrder, type RunningMongod, startMongod } from './mongod-process';
import { stopOrphanOnPort } from './orphan-mongod';
import { moveKeptConfig } from './replica-set';
import { asOwner, isUnreachable, type OwnedServer } from './server-access';

const TRIES = 5;

export type PortStart = {
  readonly binary: string;
  readonly key: string;
  readonly say: Say;
  readonly signal: AbortSignal;
};

/** Starts the server on the port that it keeps, or on another one when a stranger has taken that. */
export async function startOnPort(parts: ManagedMongodParts, start: PortStart): Promise<RunningMongod> {
  const { folders, log, settings, administer } = parts;
  const { stopBy = process.platform === 'win32' ? 'command' : 'signal' } = parts;
  const { binary, key, say, signal } = start;
  const kept = settings.current.databasePort;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = await choosePort(parts, start);
    const owned = { port, key, administer };
    const places = { ...folders, logFile: join(folders.logs, 'mongod.log'), port };
    const shutdown = stopBy === 'command' ? () => shutDown(owned) : undefined;
    const order = { binary, places, onProgress: say, log, signal, shutdown };
    try {
      if (kept !== undefined && kept !== port) await move(order, owned);
      return await startMongod(order);
    } catch (error) {
      // Another program took the port between our look and mongod's.
      if (!(error instanceof StartFailure && error.reason === 'portTaken')) throw error;
    }
  }
  throw noFreePort();
}

async function choosePort(parts: ManagedMongodParts, { key, say }: PortStart): Promise<number> {
  const { folders, settings, administer, log } = parts;
  const kept = settings.current.databasePort;
  if (kept === undefined) return findFreePort();
  if (
    (await isPortFree(kept)) ||
    (await stopOrphanOnPort(kept, { key, database: folders.database }, administer))
  )
    return kept;
  const port = await findFreePort();
  log.warn({ kept, port }, 'The port of the database is taken by another program');
  say(`Another program uses port ${kept}. The database moves to port ${port}.`);
  return port;
}

/** Tells the data the new port, which takes a start without the replica set. */
async function move(order: MongodOrder, owned: OwnedServer): Promise<void> {
  const server = await startMongod({ ...order, places: { ...order.places, isAlone: true } });
  try {
    await asOwner(owned, (run) => moveKeptConfig(run, owned.port));
  } finally {
    await server.stop();
  }
}

async function shutDown(owned: OwnedServer): Promise<void> {
  try {
    await asOwner(owned, (run) => run({ shutdown: 1, force: true }));
  } catch (error) {
    // A server that shuts down hangs up instead of answering.
    if (!isUnreachable(error)) throw error;
  }
}
