import { setTimeout as pause } from 'node:timers/promises';
import type mongoose from 'mongoose';
import { Unavailable } from '../core/ports/records';
import { isCommitUnknown, isTransient } from './errors';

type Session = mongoose.mongo.ClientSession;

/** How long a unit of work is tried again while other writers are in its way. */
const PATIENCE_MS = 15_000;
const LONGEST_PAUSE_MS = 200;
/** Tried so often whatever the clock says: on a busy computer one attempt can take longer than all patience. */
const FEWEST_ATTEMPTS = 4;

/** One attempt of the work. */
type Attempt<T> = (session: Session) => Promise<T>;

export type TransactionSurroundings = {
  readonly client: mongoose.mongo.MongoClient;
  /** False when nobody waits for it any more: it is not committed then, and not tried again. */
  readonly isWanted: () => boolean;
  readonly patienceMs?: number;
};

/**
 * Runs work in a transaction with a snapshot of the database and a durable commit, again from the start while MongoDB
 * says that it may be. The driver's own `withTransaction` would go on for two minutes without a pause.
 */
export async function inTransaction<T>(
  { client, isWanted, patienceMs = PATIENCE_MS }: TransactionSurroundings,
  work: Attempt<T>,
): Promise<T> {
  const session = client.startSession();
  const deadline = Date.now() + patienceMs;
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(session, { work, isWanted, deadline });
      } catch (error) {
        if (!isTransient(error)) throw error;
        if (!isWanted() || (attempt >= FEWEST_ATTEMPTS && Date.now() > deadline))
          throw new Unavailable('Another writer was in the way', { cause: error });
        // Those who clashed once would clash again if they all came back at the same moment.
        await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, 2 ** attempt));
      }
    }
  } finally {
    await session.endSession();
  }
}

type Once<T> = { readonly work: Attempt<T>; readonly isWanted: () => boolean; readonly deadline: number };

async function once<T>(session: Session, { work, isWanted, deadline }: Once<T>): Promise<T> {
  session.startTransaction({
    readConcern: { level: 'snapshot' },
    writeConcern: { w: 'majority', journal: true },
    readPreference: 'primary',
  });
  let result: T;
  try {
    result = await work(session);
    if (!isWanted()) throw new Unavailable('The database was away in the meantime');
  } catch (error) {
    // The server ends an abandoned transaction by itself; the reason it was abandoned is what matters.
    await session.abortTransaction().catch(() => undefined);
    throw error;
  }
  await commit(session, deadline);
  return result;
}

async function commit(session: Session, deadline: number): Promise<void> {
  for (;;) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      if (!isCommitUnknown(error) || Date.now() > deadline) throw error;
      await pause(20);
    }
  }
}
