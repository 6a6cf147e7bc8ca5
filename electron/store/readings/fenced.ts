import type mongoose from 'mongoose';
import { readingRecords } from '../../../shared/rules/readings/access';
import type { StandaloneWriter } from '../standalone/standalone-writer';
import { inTransaction } from '../transaction';
import type { Lease } from './lease';

type Session = mongoose.mongo.ClientSession;

/** Runs the last step of whoever has a lease, which may be repeated, unless somebody took the lease over. */
export type Fenced = (lease: Lease, work: (session?: Session) => Promise<void>) => Promise<void>;

export const inFencedTransaction =
  (client: mongoose.mongo.MongoClient): Fenced =>
  (lease, work) =>
    inTransaction({ client, isWanted: () => true }, async (session) => {
      await lease.fence(session);
      await work(session);
    });

/**
 * Without transactions: who took the lease over in the very moment after it was looked at comes to their own last step only
 * after this one, because they wait for the turn.
 */
export const inFencedTurn =
  (writer: StandaloneWriter): Fenced =>
  async (lease, work) => {
    await writer.inTurn(
      async () => {
        await lease.fence();
        await work();
      },
      () => true,
    );
    const id = lease.patient.toHexString();
    await writer.tell([{ entity: readingRecords.name, id, patient: id }]);
  };
