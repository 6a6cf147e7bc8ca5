import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { Unavailable } from '../../core/ports/records';
import type { LockDocument, ObjectId } from './collections';

type Locks = mongoose.mongo.Collection<LockDocument>;
type Session = mongoose.mongo.ClientSession;

/** A writer that says nothing for so long is taken for dead, in milliseconds. */
export const LEASE_MS = 30_000;
/** No statement may run longer; what is left of the lease is always more when one begins. */
export const STATEMENT_MS = 12_000;
/** How long another writer of the same patient is waited for. */
const PATIENCE_MS = 20_000;
const LONGEST_PAUSE_MS = 100;

/** The right to write the readings of one patient, on one server by one writer at a time. */
export type Lease = {
  readonly patient: ObjectId;
  /** Makes sure that the lease outlasts the next statement. Rejects with `Unavailable` when it was lost. */
  ready(): Promise<void>;
  /** Joins a transaction, if there is one; fails when the lease was lost: the fence is raised by whoever takes it. */
  fence(session?: Session): Promise<void>;
};

/**
 * One writer of the readings of a patient at a time, on however many desks: a time series has neither unique indexes nor
 * transactions, so what is there already can only be found out by who alone may add to it. Within this process writers
 * queue; between processes a lock document decides, by the server's clock.
 */
export class Leases {
  readonly #queues = new Map<string, Promise<unknown>>();
  constructor(private readonly locks: Locks) {}

  /** Runs work with the leases of some patients; they are taken in one order everywhere, so that nobody waits in a circle. */
  async hold<T>(patients: readonly string[], work: (leases: readonly Lease[]) => Promise<T>): Promise<T> {
    const taken: Lease[] = [];
    const inOrder = [...new Set(patients)].sort();
    const next = (index: number): Promise<T> => {
      const patient = inOrder[index];
      if (patient === undefined) return work(taken);
      return this.#inQueue(patient, async () => {
        const held = await this.#take(patient, PATIENCE_MS);
        if (!held) throw new Unavailable('Another writer of these readings was in the way');
        taken.push(held.lease);
        try {
          return await next(index + 1);
        } finally {
          await held.release();
        }
      });
    };
    return next(0);
  }

  /** The same for one patient, or null at once when somebody else is writing. */
  async tryHold<T>(patient: string, work: (lease: Lease) => Promise<T>): Promise<T | null> {
    if (this.#queues.has(patient)) return null;
    return this.#inQueue(patient, async () => {
      const held = await this.#take(patient, 0);
      if (!held) return null;
      try {
        return await work(held.lease);
      } finally {
        await held.release();
      }
    });
  }

  #inQueue<T>(patient: string, work: () => Promise<T>): Promise<T> {
    const before = this.#queues.get(patient) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine.catch(() => undefined);
    this.#queues.set(patient, settled);
    void settled.then(() => {
      if (this.#queues.get(patient) === settled) this.#queues.delete(patient);
    });
    return mine;
  }

  async #take(patient: string, patienceMs: number) {
    const _id = new mongoose.mongo.ObjectId(patient);
    const owner = randomUUID();
    const deadline = performance.now() + patienceMs;
    for (let attempt = 1; ; attempt += 1) {
      let askedAt = performance.now();
      const fence = await this.#tryTake(_id, owner);
      if (fence !== null) {
        const isMine = { _id, owner, fence };
        const lost = () => new Unavailable('Another writer took over');
        const lease: Lease = {
          patient: _id,
          ready: async () => {
            if (performance.now() - askedAt < LEASE_MS / 2) return;
            const now = performance.now();
            const { matchedCount } = await this.locks.updateOne(isMine, untilLater);
            if (matchedCount === 0) throw lost();
            askedAt = now;
          },
          fence: async (session) => {
            const { matchedCount } = await this.locks.updateOne(isMine, untilLater, { session });
            if (matchedCount === 0) throw lost();
          },
        };
        // Not given back, it runs out by itself.
        const release = async () => {
          await this.locks
            .updateOne(isMine, { $set: { until: new Date(0) } }, { writeConcern: { w: 1 } })
            .catch(() => undefined);
        };
        return { lease, release };
      }
      if (performance.now() >= deadline) return null;
      await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, 2 ** attempt));
    }
  }

  /** The number of this taking, which only rises; null while somebody else has it. */
  async #tryTake(_id: ObjectId, owner: string): Promise<number | null> {
    const taken = await this.locks.findOneAndUpdate(
      { _id, $expr: { $lt: ['$until', '$$NOW'] } },
      [{ $set: { owner, fence: { $add: ['$fence', 1] }, until: later } }],
      { returnDocument: 'after' },
    );
    if (taken) return taken.fence;
    // The first writer of a patient makes the document; whoever loses that race finds it on the next try.
    const { upsertedCount } = await this.locks.updateOne(
      { _id },
      { $setOnInsert: { owner: '', fence: 0, until: new Date(0) } },
      { upsert: true },
    );
    return upsertedCount > 0 ? this.#tryTake(_id, owner) : null;
  }
}

const later = { $dateAdd: { startDate: '$$NOW', unit: 'millisecond', amount: LEASE_MS } };
const untilLater = [{ $set: { until: later } }];
