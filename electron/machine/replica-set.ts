import { setTimeout as pause } from 'node:timers/promises';
import { type AdminDocument, type RunAdminCommand, ServerAdminError } from '../core/ports/server-admin';
import { StartFailure } from '../core/ports/start-failure';
import { REPLICA_SET } from './mongod-arguments';

/** MongoDB's error numbers (error_codes.yml). */
const NOT_YET_INITIALISED = 94;
const USER_NOT_FOUND = 11;

const PRIMARY_LIMIT_MS = 120_000;
const LOOK_EVERY_MS = 20;
const HELLO_WAIT_MS = 1_000;

/** The user as whom the application works: every database, but neither users nor the server itself. */
export const APPLICATION_USER = 'clinic-desk';
const APPLICATION_ROLES = ['readWriteAnyDatabase', 'dbAdminAnyDatabase', 'clusterMonitor'];

/** `mustBeArranged`: the server has no replica set yet, or one that names another port. */
export type Readiness = 'primary' | 'mustBeArranged';

/** Waits until the server takes writes, or says that it never will without `arrangeReplicaSet`. */
export async function awaitPrimary(run: RunAdminCommand): Promise<Readiness> {
  const until = performance.now() + PRIMARY_LIMIT_MS;
  let hello = await run({ hello: 1 });
  while (performance.now() < until) {
    if (hello.isWritablePrimary === true) return 'primary';
    if (hello.setName === undefined) return 'mustBeArranged';
    // Answered at the moment in which something changes.
    hello = await run({ hello: 1, topologyVersion: hello.topologyVersion, maxAwaitTimeMS: HELLO_WAIT_MS });
  }
  throw notPrimary();
}

/**
 * Makes the server the only member of its replica set, under the port on which it now listens: a first start, a
 * first start that was cut off, and a database that had to move to another port. Needs `__system`.
 */
export async function arrangeReplicaSet(run: RunAdminCommand, port: number): Promise<void> {
  const host = `127.0.0.1:${port}`;
  const until = performance.now() + PRIMARY_LIMIT_MS;
  // Asked of the data itself: a server that has not read its configuration yet would take another one.
  if ((await keptConfig(run)) === null) {
    await run({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } });
  }
  while (performance.now() < until) {
    const config = await currentConfig(run);
    if (config && !hasHost(config, host)) await run({ replSetReconfig: movedTo(config, host), force: true });
    if ((await awaitPrimary(run)) === 'primary') return;
    // It is still reading its configuration.
    await pause(LOOK_EVERY_MS);
  }
  throw notPrimary();
}

/**
 * Writes another port into the kept configuration of a server that runs without its replica set (MongoDB manual,
 * "Change Hostnames in a Self-Managed Replica Set"). Started with it under another port, a server first asks
 * whoever has the old one whether that is itself, waits half a minute for one that says nothing, and then hangs up
 * on everybody.
 */
export async function moveKeptConfig(run: RunAdminCommand, port: number): Promise<void> {
  const config = await keptConfig(run);
  if (config === null) return;
  const { members } = movedTo(config, `127.0.0.1:${port}`);
  const update = { q: { _id: config._id }, u: { $set: { members } } };
  await run({ update: 'system.replset', updates: [update], writeConcern: { w: 1, j: true } }, 'local');
}

/** Sets the password of the application, creating its user if need be. Needs `__system` and a primary. */
export async function setApplicationPassword(
  run: RunAdminCommand,
  password: string,
): Promise<'changed' | 'made'> {
  const user = { pwd: password, roles: APPLICATION_ROLES, mechanisms: ['SCRAM-SHA-256'] };
  try {
    await run({ updateUser: APPLICATION_USER, ...user });
    return 'changed';
  } catch (error) {
    if (!hasCode(error, USER_NOT_FOUND)) throw error;
    await run({ createUser: APPLICATION_USER, ...user });
    return 'made';
  }
}

/** The configuration as it is kept in the data; null before the first `replSetInitiate`. */
async function keptConfig(run: RunAdminCommand): Promise<AdminDocument | null> {
  const { cursor } = await run({ find: 'system.replset', limit: 1, singleBatch: true }, 'local');
  const first: unknown = isDocument(cursor) && Array.isArray(cursor.firstBatch) ? cursor.firstBatch[0] : null;
  return isDocument(first) ? first : null;
}

async function currentConfig(run: RunAdminCommand): Promise<AdminDocument | null> {
  try {
    const { config } = await run({ replSetGetConfig: 1 });
    return isDocument(config) ? config : null;
  } catch (error) {
    if (hasCode(error, NOT_YET_INITIALISED)) return null;
    throw error;
  }
}

const members = (config: AdminDocument): readonly unknown[] =>
  Array.isArray(config.members) ? config.members : [];

function hasHost(config: AdminDocument, host: string): boolean {
  const all = members(config);
  return all.length === 1 && isDocument(all[0]) && all[0].host === host;
}

/** Other members cannot exist: one that a copied folder brings along is left out. */
function movedTo(config: AdminDocument, host: string): AdminDocument {
  const first = members(config).find(isDocument);
  return {
    ...config,
    version: Number(String(config.version)) + 1,
    members: [{ ...first, _id: 0, host, votes: 1, priority: 1 }],
  };
}

const isDocument = (value: unknown): value is AdminDocument =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasCode = (error: unknown, code: number): boolean =>
  error instanceof ServerAdminError && error.code === code;

function notPrimary(): StartFailure {
  return new StartFailure(
    'serverRefused',
    'The database has started but does not accept changes.',
    'Restart the computer and start Clinic Desk again.',
  );
}
