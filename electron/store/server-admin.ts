import mongoose from 'mongoose';
import { type AdministerServer, ServerAdminError } from '../core/ports/server-admin';

const { MongoClient, MongoServerError } = mongoose.mongo;

/** MongoDB's number for "Authentication failed". */
const AUTHENTICATION_FAILED = 18;

/** `AdministerServer` with MongoDB's own driver: a direct connection, closed when the work is done. */
export const administerServer: AdministerServer = async (server, work) => {
  const { username, password, database } = server.credentials;
  const client = new MongoClient(`mongodb://127.0.0.1:${server.port}`, {
    directConnection: true,
    auth: { username, password },
    authSource: database,
    authMechanism: 'SCRAM-SHA-256',
    maxPoolSize: 1,
    // The driver's own retries would repeat a command that is meant once.
    retryWrites: false,
    retryReads: false,
    serverSelectionTimeoutMS: server.patienceMs,
    connectTimeoutMS: server.patienceMs,
  });
  try {
    await client.connect();
    return await work(async (command, database = 'admin') => {
      try {
        // 64-bit numbers stay what they are: some replies are sent back as part of the next command.
        return await client.db(database).command(command, { promoteLongs: false });
      } catch (error) {
        throw translated(error);
      }
    });
  } catch (error) {
    throw isDriverError(error) ? translated(error) : error;
  } finally {
    await client.close();
  }
};

/** What `work` throws of its own accord passes unchanged. */
const isDriverError = (error: unknown): boolean => error instanceof mongoose.mongo.MongoError;

function translated(error: unknown): ServerAdminError {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof MongoServerError)) {
    return new ServerAdminError('unreachable', message, undefined, { cause: error });
  }
  const code = typeof error.code === 'number' ? error.code : undefined;
  const reason = code === AUTHENTICATION_FAILED ? 'notAuthenticated' : 'refused';
  return new ServerAdminError(reason, message, code, { cause: error });
}
