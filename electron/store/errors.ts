import mongoose from 'mongoose';
import { DuplicateKey, SavingPaused, TooSlow, Unavailable } from '../core/ports/records';
import { isHeldBack } from './copy/hold-rule';

const { MongoBulkWriteError, MongoError, MongoServerError } = mongoose.mongo;

const DUPLICATE_KEY = 11_000;
const MAX_TIME_EXPIRED = 50;

/** Replies of a server that is there but cannot serve: it stops, lost its place as primary, ran out of disk. */
const awayCodes: ReadonlySet<number> = new Set([
  6, 7, 64, 89, 91, 189, 262, 9_001, 10_107, 11_600, 11_602, 13_435, 13_436, 14_031,
]);

/** Errors of the driver when no server answers. `instanceof` would miss those of mongoose, which wraps some. */
const awayNames: ReadonlySet<string> = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoClientClosedError',
  'MongoPoolClearedError',
  'MongoPoolClosedError',
  'PoolClearedOnNetworkError',
  'MongoWaitQueueTimeoutError',
  'MongoExpiredSessionError',
  'MongoWriteConcernError',
]);

/** What the system says of a connection; the driver passes some of it on as it is (seen: EPIPE within a transaction). */
const socketCodes: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTCONN',
]);

/** True when the database did not answer, or answered that it cannot serve now. */
export function isAway(error: unknown): boolean {
  if (error instanceof Unavailable) return true;
  if (!(error instanceof Error)) return false;
  if (error instanceof MongoServerError && typeof error.code === 'number' && awayCodes.has(error.code))
    return true;
  // A write of many wraps what broke it off.
  if (error instanceof MongoBulkWriteError && error.errorResponse instanceof Error)
    return isAway(error.errorResponse);
  return awayNames.has(error.name) || ('code' in error && socketCodes.has(error.code));
}

/** Every error of MongoDB as the core knows it: DuplicateKey, TooSlow, SavingPaused, Unavailable, or itself. */
export function translated(error: unknown): unknown {
  if (error instanceof MongoServerError && error.code === MAX_TIME_EXPIRED)
    return new TooSlow('A reading took too long', { cause: error });
  if (isHeldBack(error)) return new SavingPaused('The database takes no changes', { cause: error });
  return asDuplicateKey(error) ?? (isAway(error) ? asUnavailable(error) : error);
}

function asUnavailable(error: unknown): Unavailable {
  return error instanceof Unavailable
    ? error
    : new Unavailable('The database does not answer', { cause: error });
}

/** The server's message holds the value that clashed, so it must not become the cause: causes are logged. */
export function asDuplicateKey(error: unknown): DuplicateKey | null {
  if (error instanceof DuplicateKey) return error;
  if (!(error instanceof MongoError) || !('code' in error) || error.code !== DUPLICATE_KEY) return null;
  const found = /collection: [^.\s]+\.(\S+) index: (.+?) dup key/.exec(error.message);
  return new DuplicateKey(found?.[1] ?? 'unknown', found?.[2] ?? 'unknown');
}

/** True when all that a write of many was refused for are ids that are there already. */
export function isOnlyThereAlready(error: unknown): boolean {
  if (!(error instanceof MongoBulkWriteError)) return false;
  const refused = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  return (
    error.result.getWriteConcernError() === undefined &&
    refused.length > 0 &&
    refused.every(({ code, errmsg }) => code === DUPLICATE_KEY && / index: _id_ /.test(errmsg ?? ''))
  );
}

/** True when MongoDB says that the whole transaction may be tried again. */
export function isTransient(error: unknown): boolean {
  return error instanceof MongoError && error.hasErrorLabel('TransientTransactionError');
}

/** True when it is not known whether a commit took place, so that it may be repeated. */
export function isCommitUnknown(error: unknown): boolean {
  return error instanceof MongoError && error.hasErrorLabel('UnknownTransactionCommitResult');
}
