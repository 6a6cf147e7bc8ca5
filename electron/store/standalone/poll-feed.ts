import { setTimeout as pause } from 'node:timers/promises';
import type mongoose from 'mongoose';
import type { ChangeListener } from '../../core/ports/store';
import { COPIES, outNotes } from '../copy/notes';
import type { Reachability } from '../reachability';
import { prepareWriter, type NumberedChange, type WriterDocument, writersOf } from './writer-document';

type Db = mongoose.mongo.Db;

/** How often every desk asks what changed, in milliseconds. */
const POLL_MS = 1_000;

type Around = { readonly database: Db; readonly reachability: Reachability };
type Answer = { readonly n: number; readonly news: readonly NumberedChange[] };

/**
 * Tells changes where the server has no change stream: asks the ring of the writer's document again and again. What other
 * programs change is not in it.
 */
export class PollFeed {
  readonly #listeners = new Set<ChangeListener>();
  readonly #around: Around;
  readonly #writers: mongoose.mongo.Collection<WriterDocument>;
  /** The number of the last change that was told. */
  #last: number;
  /** Of the copy that is being made of this database: it is no record, and no unit of work writes it. */
  #copy: string | undefined;
  #isClosed = false;
  #wake = new AbortController();
  readonly #running: Promise<void>;

  private constructor(around: Around, last: number) {
    this.#around = around;
    this.#writers = writersOf(around.database);
    this.#last = last;
    this.#running = this.#run();
  }

  /** Every change from this call on is told. */
  static async open(around: Around): Promise<PollFeed> {
    await prepareWriter(around.database);
    const writer = await writersOf(around.database).findOne({ _id: 'writer' }, { projection: { n: 1 } });
    return new PollFeed(around, writer?.n ?? 0);
  }

  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Asks at once: something was stored here. */
  readonly poke = (): void => this.#wake.abort();

  /** Stops telling; `closed` resolves when nothing is asked any more. */
  close(): { readonly closed: Promise<void> } {
    this.#isClosed = true;
    this.#listeners.clear();
    this.poke();
    return { closed: this.#running };
  }

  async #run(): Promise<void> {
    while (!this.#isClosed) {
      await pause(POLL_MS, undefined, { ref: false, signal: this.#wake.signal }).catch(() => undefined);
      this.#wake = new AbortController();
      if (this.#isClosed || !this.#around.reachability.isReachable) continue;
      // Away for a moment, or for longer: the next poll asks from the same number on.
      await this.#ask().catch(() => undefined);
    }
  }

  async #ask(): Promise<void> {
    const [answer, copy] = await Promise.all([
      this.#writers.findOne<Answer>(
        { _id: 'writer' },
        {
          projection: {
            n: 1,
            news: { $filter: { input: '$ring', cond: { $gt: ['$$this.n', this.#last] } } },
          },
        },
      ),
      outNotes(this.#around.database).findOne({ _id: 'out' }, { projection: { state: 1, since: 1 } }),
    ]);
    const { n = 0, news = [] } = answer ?? {};
    const isWhole = n >= this.#last && news.length === n - this.#last;
    this.#last = n;
    if (!isWhole) this.#tell({ type: 'gap' });
    else for (const { n: _, ...change } of news) this.#tell({ type: 'changed', change });
    const before = this.#copy;
    this.#copy = copy ? `${copy.state} ${copy.since.getTime()}` : undefined;
    if (before !== this.#copy) this.#tell({ type: 'changed', change: { entity: COPIES, id: 'out' } });
  }

  #tell(event: Parameters<ChangeListener>[0]): void {
    for (const listener of this.#listeners) listener(event);
  }
}
