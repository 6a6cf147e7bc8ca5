import { setTimeout as pause } from 'node:timers/promises';
import mongoose from 'mongoose';
import { StartFailure } from '../core/ports/start-failure';
import { isAway } from './errors';

/** How long a call waits for a server before it gives up. */
const SELECTION_MS = 5_000;
/** A member that has just started takes a moment until it accepts writes. */
const PRIMARY_MS = 15_000;
/** How often the driver looks for the server; also how soon its return is noticed. */
const HEARTBEAT_MS = 1_000;
/** With the heartbeat, how soon a server that hangs is taken for away. */
const CONNECT_MS = 3_000;

const AUTHENTICATION_CODES = new Set([13, 18, 8000]);

/** The database that an address without one means. */
const DEFAULT_DATABASE = 'clinicdesk';

/**
 * Connects and makes sure that the server can do what the store needs: it accepts writes and transactions.
 * Rejects with `StartFailure`.
 */
export async function connect(uri: string): Promise<mongoose.Connection> {
  const connection = mongoose.createConnection();
  try {
    await connection.openUri(uri, {
      ...(hasDatabase(uri) ? {} : { dbName: DEFAULT_DATABASE }),
      appName: 'Clinic Desk',
      // Indexes and collections are made by migrations: on first initiate these crash with an unhandled error.
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
      serverSelectionTimeoutMS: SELECTION_MS,
      connectTimeoutMS: CONNECT_MS,
      heartbeatFrequencyMS: HEARTBEAT_MS,
      // One for the change stream, one for the first calls: connecting and signing in costs them 10 ms each later.
      minPoolSize: 3,
      writeConcern: { w: 'majority', journal: true },
      readConcern: { level: 'majority' },
    });
    await untilWritable(connection);
    return connection;
  } catch (error) {
    await connection.close(true).catch(() => undefined);
    throw error instanceof StartFailure ? error : refusedBy(error);
  }
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

async function untilWritable(connection: mongoose.Connection): Promise<void> {
  const admin = connection.getClient().db('admin');
  const deadline = Date.now() + PRIMARY_MS;
  for (;;) {
    const hello = await admin.command({ hello: 1 });
    if (!hello.setName && hello.msg !== 'isdbgrid') throw standalone();
    if (hello.isWritablePrimary) return;
    if (Date.now() > deadline) throw notWritable();
    await pause(50);
  }
}

const standalone = () =>
  new StartFailure(
    'serverRefused',
    'This MongoDB server is not set up as a replica set, which Clinic Desk needs to keep records together.',
    'Ask whoever runs the server to make it a replica set (one member is enough), or use the database on this computer.',
  );

const notWritable = () =>
  new StartFailure(
    'serverRefused',
    'The database server answers, but it does not accept changes.',
    'Connect to the whole replica set rather than to one copy of it, or try again in a minute.',
  );

/** The address stays out of the sentence: it may hold a password. */
function refusedBy(error: unknown): StartFailure {
  const code = error instanceof mongoose.mongo.MongoServerError ? error.code : undefined;
  if (typeof code === 'number' && AUTHENTICATION_CODES.has(code)) {
    return new StartFailure(
      'serverRefused',
      'The database server does not accept the user name or password.',
      'Check the user name and password of the connection and try again.',
      { cause: error },
    );
  }
  if (isAway(error)) {
    return new StartFailure(
      'serverRefused',
      'The database server does not answer.',
      'Check that the server runs and that this computer can reach it, then try again.',
      { cause: error },
    );
  }
  return new StartFailure(
    'unknown',
    'The database could not be opened.',
    'Try again; if it stays like this, the log file says more.',
    { cause: error },
  );
}
