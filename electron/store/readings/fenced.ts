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
 * Without transactions: a lease that was lost is refused before the step, and one that was not is made to last its whole time
 * from then on. Whoever takes it over after that comes to their own last step only after this one, because they wait for the
 * turn. A step that hangs for longer than both last is not found out: it writes beside the one that took over.
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
