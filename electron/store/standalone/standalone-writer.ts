import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type mongoose from 'mongoose';
import { NeedsReplicaSet, Unavailable } from '../../core/ports/records';
import type { RecordChange } from '../../core/ports/store';
import { isHeldBack } from '../copy/hold-rule';
import { carryOut, type Journal, journalBytes, journalOf, type Turn } from './journal';
import { prepareWriter, telling, type WriterDocument, writersOf } from './writer-document';

type Db = mongoose.mongo.Db;

/** A writer that says nothing for so long is taken for dead, in milliseconds. */
const LEASE_MS = 8_000;
/** How long other writers are waited for. */
const PATIENCE_MS = 15_000;
const LONGEST_PAUSE_MS = 50;

export type Lease = {
  /** Stores a unit of work for good, once. Rejects with `DuplicateKey`, and then nothing was stored. */
  store(journal: Journal): Promise<void>;
};

/**
 * One writer at a time in a whole database on a standalone server, on however many desks. Within this process writers queue;
 * between processes the document of the writer decides, by the server's clock.
 */
export class StandaloneWriter {
  readonly #database: Db;
  readonly #writers: mongoose.mongo.Collection<WriterDocument>;
  /** Told when something was stored here, so that nobody waits for the next poll. */
  readonly #onStored: () => void;
  #queue: Promise<unknown> = Promise.resolve();
  /** The work that what runs now belongs to. */
  readonly #underWay = new AsyncLocalStorage<{ readonly isOver: boolean }>();

  constructor(database: Db, onStored: () => void = () => undefined) {
    this.#database = database;
    this.#writers = writersOf(database);
    this.#onStored = onStored;
  }

  /**
   * Runs work while nobody else writes. Rejects with `Unavailable` when others are in the way for too long. Work within work
   * shares its turn, for which it would wait for ever, and only reads: two that store are not stored as one.
   */
  inTurn<T>(work: (lease: Lease) => Promise<T>, isWanted: () => boolean): Promise<T> {
    if (this.#underWay.getStore()?.isOver === false) return work({ store: refuse });
    const mine = this.#queue.then(async () => {
      const turn = await this.#take(isWanted);
      const held = { isDecided: false };
      const underWay = { isOver: false };
      try {
        const lease: Lease = { store: (journal) => this.#store(turn, held, journal, isWanted) };
        return await this.#underWay.run(underWay, () => work(lease));
      } finally {
        underWay.isOver = true;
        if (!held.isDecided) await this.#giveBack(turn);
      }
    });
    this.#queue = mine.catch(() => undefined);
    return mine;
  }

  /** Carries out what a writer left who broke off, if there is something; also where the server is a replica set now. */
  async settle(): Promise<void> {
    const left = await this.#writers.findOne({ _id: 'writer', journal: { $exists: true } });
    if (left)
      await this.inTurn(
        async () => undefined,
        () => true,
      );
  }

  /** Tells changes that were stored by themselves. In a clinic that moved away, nobody is told any more. */
  async tell(changes: readonly RecordChange[]): Promise<void> {
    try {
      await this.#writers.updateOne({ _id: 'writer' }, [{ $set: telling(changes) }]);
    } catch (error) {
      if (!isHeldBack(error)) throw error;
    }
    this.#onStored();
  }

  async #take(isWanted: () => boolean): Promise<Turn> {
    const holder = randomUUID();
    const deadline = performance.now() + PATIENCE_MS;
    for (let attempt = 1; ; attempt += 1) {
      const taken = await this.#writers.findOneAndUpdate(
        { _id: 'writer', $expr: { $lt: ['$until', '$$NOW'] } },
        [{ $set: { holder, until: later } }],
        { returnDocument: 'after', projection: { until: 1, journal: 1 } },
      );
      if (taken) {
        const turn = { holder, until: taken.until };
        if (taken.journal) await this.#finishLeft(turn, journalOf(taken.journal));
        return turn;
      }
      if (!isWanted() || performance.now() >= deadline)
        throw new Unavailable('Another writer was in the way');
      if (attempt === 1) await prepareWriter(this.#database);
      await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, 2 ** attempt));
    }
  }

  async #finishLeft(turn: Turn, journal: Journal): Promise<void> {
    const carried = await carryOut(this.#database, journal, turn);
    if (carried.kind === 'heldBack') throw carried.by;
    await this.#clear(turn, carried.kind === 'done' ? journal.changes : [], { until: later });
    this.#onStored();
  }

  async #store(
    { holder }: Turn,
    held: { isDecided: boolean },
    journal: Journal,
    isWanted: () => boolean,
  ): Promise<void> {
    if (!isWanted()) throw new Unavailable('The database was away in the meantime');
    const decided = await this.#writers.findOneAndUpdate(
      { _id: 'writer', holder, $expr: { $lt: ['$$NOW', '$until'] } },
      [{ $set: { journal: { $literal: journalBytes(journal) }, until: later } }],
      { returnDocument: 'after', projection: { until: 1 } },
    );
    if (!decided) throw new Unavailable('The work took so long that another writer went ahead');
    // Should this break off here, the turn ends by itself and whoever is next carries it out.
    held.isDecided = true;
    const turn = { holder, until: decided.until };
    const { carried, isCleared } = await this.#carryThrough(turn, journal).catch((error: unknown) => {
      // A pause of saving began in the middle: the journal stays, for whoever writes next.
      throw isHeldBack(error) ? notKnown(error) : error;
    });
    if (carried.kind === 'refused') throw carried.by;
    if (carried.kind === 'heldBack') throw isCleared ? carried.by : notKnown(carried.by);
    if (carried.kind === 'lapsed')
      throw isCleared ? new Unavailable('Another program was in the way') : notKnown();
    this.#onStored();
  }

  async #carryThrough(turn: Turn, journal: Journal) {
    const carried = await carryOut(this.#database, journal, turn);
    const isCleared = await this.#clear(turn, carried.kind === 'done' ? journal.changes : [], over);
    return { carried, isCleared };
  }

  /** The last step of a unit: with it, everything before it is on the disk. False when somebody else has the turn. */
  async #clear(
    { holder }: Turn,
    changes: readonly RecordChange[],
    next: Record<string, unknown>,
  ): Promise<boolean> {
    const { matchedCount } = await this.#writers.updateOne(
      { _id: 'writer', holder },
      [{ $set: { ...telling(changes), journal: '$$REMOVE', ...next } }],
      { writeConcern: { w: 'majority', journal: true } },
    );
    return matchedCount === 1;
  }

  /** Not given back, it runs out by itself. */
  async #giveBack({ holder }: Turn): Promise<void> {
    await this.#writers
      .updateOne({ _id: 'writer', holder, journal: { $exists: false } }, [{ $set: over }])
      .catch(() => undefined);
  }
}

const notKnown = (cause?: unknown) => new Unavailable('It is not known whether it was stored', { cause });
const refuse = () => Promise.reject(new NeedsReplicaSet());
const later = { $dateAdd: { startDate: '$$NOW', unit: 'millisecond', amount: LEASE_MS } };
const over = { until: new Date(0) };
