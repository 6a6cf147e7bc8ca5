import { setTimeout as pause } from 'node:timers/promises';
import mongoose from 'mongoose';
import type { ServerFound } from '../../shared/contract';
import { StartFailure } from '../core/ports/start-failure';
import { connectionFailure, failureIn, inNoSet, isInNoSet, serverKind } from './connection-failures';
import { isAway } from './errors';
import { hopeless, notLookedUp } from './hopeless';
import { setlessCode } from './setless';

/** How long a call waits for a server before it gives up. */
const SELECTION_MS = 5_000;
/** A member that has just started takes a moment until it accepts writes. */
const PRIMARY_MS = 15_000;
/** How often the driver looks for the server; also how soon its return is noticed. */
const HEARTBEAT_MS = 1_000;
/** With the heartbeat, how soon a server that hangs is taken for away. */
const CONNECT_MS = 3_000;
/**
 * A connection on which nothing comes for so long while something is asked is broken off: it was lost without a word, as
 * routers do, though others to the same server are good. Longer than any statement of ours runs, except those that say so.
 */
const SILENCE_MS = 30_000;
/** What says nothing for so long is closed and made anew when it is needed, before a router forgets it. */
const IDLE_MS = 120_000;
/** How long a call waits for a free connection. */
const QUEUE_MS = 10_000;

/** For statements that may run for minutes without a word: making an index over all records. The driver takes it for any statement. */
export const mayBeSilent: mongoose.mongo.CommandOperationOptions & { readonly socketTimeoutMS: 0 } = {
  socketTimeoutMS: 0,
};

/** The database that an address without one means. */
const DEFAULT_DATABASE = 'clinicdesk';

type Connected = { readonly connection: mongoose.Connection; readonly standsAlone: boolean };

/** Connects to a server that accepts writes and has transactions. Rejects with `StartFailure`. */
export async function connect(uri: string): Promise<mongoose.Connection> {
  const { connection, standsAlone } = await connectToAny(uri);
  if (!standsAlone) return connection;
  await connection.close(true).catch(() => undefined);
  throw connectionFailure('serverRefused');
}

/** Connects to a server that accepts writes, and tells whether it is one without transactions. Rejects with `StartFailure`. */
export async function connectToAny(uri: string): Promise<Connected> {
  const connection = mongoose.createConnection();
  try {
    const opening = connection.openUri(uri, {
      ...(hasDatabase(uri) ? {} : { dbName: DEFAULT_DATABASE }),
      appName: 'Clinic Desk',
      // Indexes and collections are made by migrations: on first initiate these crash with an unhandled error.
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
      serverSelectionTimeoutMS: SELECTION_MS,
      connectTimeoutMS: CONNECT_MS,
      heartbeatFrequencyMS: HEARTBEAT_MS,
      socketTimeoutMS: SILENCE_MS,
      maxIdleTimeMS: IDLE_MS,
      waitQueueTimeoutMS: QUEUE_MS,
      // One for the change stream, one for the first calls: connecting and signing in costs them 10 ms each later.
      minPoolSize: 3,
      writeConcern: { w: 'majority', journal: true },
      readConcern: { level: 'majority' },
    });
    // None where the address is none.
    const client: mongoose.mongo.MongoClient | undefined = connection.getClient();
    await (client ? Promise.race([opening, nameless(client)]) : opening);
    const kind = await untilWritable(connection);
    return { connection, standsAlone: kind === 'standalone' };
  } catch (error) {
    // Not waited for: mongoose waits until the driver has given up by itself.
    connection.close(true).catch(() => undefined);
    throw error instanceof StartFailure ? error : refusedBy(error);
  }
}

/** A name that does not exist is told at once, a name server that does not answer before the driver gives it up. */
function nameless(client: mongoose.mongo.MongoClient): Promise<never> {
  const isNoName = (failure: Error) => failureIn(failure, true)?.reason === 'nameNotFound';
  return Promise.race([hopeless(client, isNoName), notLookedUp(client)]);
}

function hasDatabase(uri: string): boolean {
  return /^mongodb(\+srv)?:\/\/[^/?]+\/[^/?]/.test(uri);
}

/** The open database of a connection. */
export function databaseOf(connection: mongoose.Connection): mongoose.mongo.Db {
  const { db } = connection;
  if (!db) throw new Error('The connection is not open');
  return db;
}

async function untilWritable(connection: mongoose.Connection): Promise<ServerFound['kind']> {
  const admin = connection.getClient().db('admin');
  const from = Date.now();
  for (;;) {
    const hello = await admin.command({ hello: 1 });
    const kind = serverKind(hello);
    if (hello.isWritablePrimary) return kind;
    const waited = Date.now() - from;
    // A member that has just started says so too, until it has read which set it belongs to.
    if (isInNoSet(hello) && waited > SELECTION_MS) throw inNoSet(await setlessCode(admin));
    if (waited > PRIMARY_MS) throw connectionFailure('notWritable');
    await pause(50);
  }
}

/** Nothing of the address is in the sentence: it may hold a password. */
const refusedBy = (error: unknown): StartFailure =>
  failureIn(error, true) ??
  (isAway(error)
    ? connectionFailure('noAnswer', error)
    : new StartFailure(
        'unknown',
        'The database could not be opened.',
        'Try again; if it stays like this, the log file says more.',
        { cause: error },
      ));
