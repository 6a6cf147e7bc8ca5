import { setTimeout as pause } from 'node:timers/promises';
import mongoose from 'mongoose';
import type { EntityTable } from '../../shared/entities';
import type { ChangeListener, RecordChange } from '../core/ports/store';
import { type ChangeEvent, changeOf, pipelineOf } from './change-events';
import type { Reachability } from './reachability';

type Db = mongoose.mongo.Db;
type From = { resumeAfter: unknown } | { startAtOperationTime: mongoose.mongo.Timestamp };

/** So many failures in a row at the same place are no accident. */
const STUCK_AFTER = 10;
/** What arrives within this time is told together. */
const TICK_MS = 20;
/** More changes in a second than this are told as a gap: reading again is cheaper than following. */
const MOST_IN_A_SECOND = 500;
/** In such a burst, more is waited for: an import would otherwise be a gap fifty times a second. */
const TICK_IN_A_BURST_MS = 500;

/** One change stream on the whole database, kept open and resumed where it stopped. */
export class ChangeFeed {
  readonly #listeners = new Set<ChangeListener>();
  readonly #database: Db;
  readonly #table: EntityTable;
  readonly #reachability: Reachability;
  #stream: mongoose.mongo.ChangeStream | undefined;
  #from: From;
  /** Failures in a row while the database answers. */
  #failures = 0;
  #pending: RecordChange[] = [];
  #tick: NodeJS.Timeout | undefined;
  #isBurst = false;
  #second = { began: 0, changes: 0 };
  #isClosed = false;
  #running: Promise<void>;

  private constructor(around: { database: Db; table: EntityTable; reachability: Reachability }, from: From) {
    this.#database = around.database;
    this.#table = around.table;
    this.#reachability = around.reachability;
    this.#from = from;
    this.#running = this.#run();
  }

  /** Every change from this call on is told. */
  static async open(around: {
    database: Db;
    table: EntityTable;
    reachability: Reachability;
  }): Promise<ChangeFeed> {
    return new ChangeFeed(around, await now(around.database));
  }

  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Stops telling; `closed` resolves when the stream is gone, at the latest when the connection is closed. */
  close(): { readonly closed: Promise<void> } {
    this.#isClosed = true;
    clearTimeout(this.#tick);
    this.#listeners.clear();
    this.#stream?.close().catch(() => undefined);
    return { closed: this.#running };
  }

  async #run(): Promise<void> {
    while (!this.#isClosed) {
      try {
        await this.#follow();
      } catch (error) {
        if (this.#isClosed) return;
        if (this.#reachability.isReachable) this.#failures += 1;
        // An event that can never be read (larger than MongoDB's limit) would stop live updates for good.
        const isStuck = this.#failures >= STUCK_AFTER;
        if (isStuck || isHistoryLost(error)) await this.#startAnew();
        await this.#untilReachable();
      }
    }
  }

  async #follow(): Promise<void> {
    const stream = this.#database.watch<Record<string, unknown>, mongoose.mongo.ChangeStreamDocument>(
      pipelineOf(this.#table),
      {
        ...this.#from,
        fullDocument: 'updateLookup',
      },
    );
    this.#stream = stream;
    try {
      while (!this.#isClosed) {
        // The pipeline decides what an event looks like, which the driver's type cannot know.
        const event = (await stream.next()) as unknown as ChangeEvent;
        this.#take(event);
      }
    } finally {
      // Everything up to this token was taken; the driver moves it on in quiet times too.
      if (stream.resumeToken) this.#from = { resumeAfter: stream.resumeToken };
      await stream.close().catch(() => undefined);
    }
  }

  /** Reads the clock of the database before telling of the gap, so that nothing falls between. */
  async #startAnew(): Promise<void> {
    try {
      this.#from = await now(this.#database);
    } catch {
      // Away again: the lost place is found lost once more, and this is tried again.
      return;
    }
    this.#failures = 0;
    this.#pending = [];
    this.#tell({ type: 'gap' });
  }

  async #untilReachable(): Promise<void> {
    do await pause(100, undefined, { ref: false });
    while (!this.#isClosed && !this.#reachability.isReachable);
  }

  #take(event: ChangeEvent): void {
    this.#failures = 0;
    const change = changeOf(event, this.#table);
    if (!change) throw new HistoryLost();
    this.#pending.push(change);
    this.#tick ??= setTimeout(() => this.#flush(), this.#isBurst ? TICK_IN_A_BURST_MS : TICK_MS);
  }

  #flush(): void {
    this.#tick = undefined;
    const changes = this.#pending;
    this.#pending = [];
    const now = performance.now();
    if (now - this.#second.began >= 1_000) this.#second = { began: now, changes: 0 };
    this.#second.changes += changes.length;
    this.#isBurst = this.#second.changes > MOST_IN_A_SECOND;
    if (this.#isBurst) this.#tell({ type: 'gap' });
    else for (const change of changes) this.#tell({ type: 'changed', change });
  }

  #tell(event: Parameters<ChangeListener>[0]): void {
    for (const listener of this.#listeners) listener(event);
  }
}

class HistoryLost extends Error {}

const HISTORY_LOST = 286;
const INVALID_TOKEN = 260;
const STREAM_FATAL = 280;
const lostCodes: ReadonlySet<unknown> = new Set([HISTORY_LOST, INVALID_TOKEN, STREAM_FATAL]);

function isHistoryLost(error: unknown): boolean {
  if (error instanceof HistoryLost) return true;
  return error instanceof Error && 'code' in error && lostCodes.has(error.code);
}

/** The moment after the last change that the database knows. */
async function now(database: Db): Promise<From> {
  // A server that has just become primary may not tell the time of an operation yet; that of its last write it knows.
  const { operationTime: told, lastWrite } = await database.command({ hello: 1 });
  const operationTime: unknown = told ?? lastWrite?.opTime?.ts;
  if (!(operationTime instanceof mongoose.mongo.Timestamp)) throw new Error('The database told no time');
  return {
    startAtOperationTime: new mongoose.mongo.Timestamp({ t: operationTime.t, i: operationTime.i + 1 }),
  };
}
