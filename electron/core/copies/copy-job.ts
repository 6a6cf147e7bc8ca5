import type { CopyRun } from '../../../shared/contract';
import type {
  Amount,
  ClinicCopies,
  CollectionProgress,
  CopyOrder,
  CopyProgress,
  CopyResult,
} from '../ports/clinic-copies';
import { Unavailable } from '../ports/records';
import { StartFailure, type StartFailureReason } from '../ports/start-failure';
import { Speed } from './speed';

/** Waits after a lost connection, in milliseconds; begun anew whenever something was copied. */
const retryAfter = [1_000, 2_000, 5_000, 10_000, 20_000] as const;

type Given = {
  /** Throws `Unavailable` while no database is open. */
  readonly copies: () => ClinicCopies;
  readonly beforePause: () => Promise<void>;
  /** Told when a step begins and when all is over: what the database says of the copy may be something else now. */
  readonly onStage: () => void;
  readonly log: (message: string, error?: unknown) => void;
};

type Ended = Exclude<CopyRun, { kind: 'running' }>;

/** The one copy that this process makes at a time. Goes on by itself when the connection was lost while people work. */
export class CopyJob {
  readonly #given: Given;
  #stop: AbortController | undefined;
  #order: CopyOrder | undefined;
  #progress: CopyProgress = nothingYet;
  #speed = new Speed();
  #isInterrupted = false;
  #isTargetAway = false;
  #ended: Ended | undefined;
  #running: Promise<void> | undefined;

  constructor(given: Given) {
    this.#given = given;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** The id of the connection that it copies to; undefined while it does nothing. */
  get copyingTo(): string | undefined {
    return this.#running && this.#order?.to.connection;
  }

  /** What it does, or how it ended; undefined before the first one. */
  get run(): CopyRun | undefined {
    if (!this.#running || !this.#order) return this.#ended;
    const { stage, collections } = this.#progress;
    const [done, all] = [sumOf(collections, 'done'), sumOf(collections, 'all')];
    return {
      ...{ kind: 'running', to: this.#order.to.name, stage, collections: [...collections], done, all },
      ...this.#speed.estimate(all.bytes - done.bytes),
      ...{ isInterrupted: this.#isInterrupted, isTargetAway: this.#isTargetAway },
      isStopping: this.#stop?.signal.aborted ?? false,
    };
  }

  /** Begins; `onEnd` is told how it ended. False while one is being made: nothing begins then. */
  start(order: CopyOrder, onEnd: (ended: Ended) => void): boolean {
    if (this.#running) return false;
    const stop = new AbortController();
    this.#stop = stop;
    this.#order = order;
    this.#progress = nothingYet;
    this.#speed = new Speed();
    this.#ended = undefined;
    this.#isTargetAway = false;
    this.#running = this.#work(order, stop.signal).then((ended) => {
      this.#ended = ended;
      this.#running = undefined;
      this.#given.onStage();
      onEnd(ended);
    });
    return true;
  }

  /** Resolves when nothing is being made any more. */
  async stop(): Promise<void> {
    this.#stop?.abort();
    await this.#running;
  }

  /** Another matter begins: how the last one ended is of no interest. */
  forget(): void {
    this.#ended = undefined;
  }

  async #work(order: CopyOrder, signal: AbortSignal): Promise<Ended> {
    for (let attempt = 0; ; attempt += 1) {
      const before = sumOf(this.#progress.collections, 'done').documents;
      try {
        return endOf(await this.#once(order, signal));
      } catch (error) {
        if (signal.aborted) return { kind: 'stopped' };
        if (sumOf(this.#progress.collections, 'done').documents > before) attempt = 0;
        const wait = retryAfter[attempt];
        // While nobody can save, people are not kept waiting for a connection to come back.
        const mayRetry = isLost(error) && wait !== undefined && isWhilePeopleWork(this.#progress);
        if (!mayRetry) return this.#failed(error);
        this.#isInterrupted = true;
        await pause(wait, signal);
        if (signal.aborted) return { kind: 'stopped' };
      }
    }
  }

  async #once(order: CopyOrder, signal: AbortSignal): Promise<CopyResult> {
    const { copies, beforePause, onStage } = this.#given;
    return copies().run(order, {
      ...{ signal, beforePause },
      onAnswering: (answers) => {
        this.#isTargetAway = !answers;
      },
      onProgress: (progress) => {
        const isNewStage = progress.stage !== this.#progress.stage;
        if (isNewStage) this.#speed = new Speed();
        this.#isInterrupted = false;
        this.#progress = progress;
        if (isNewStage) onStage();
        this.#speed.note(sumOf(progress.collections, 'done').bytes);
      },
    });
  }

  #failed(error: unknown): Ended {
    if (error instanceof StartFailure) {
      const { reason, message, remedy } = error;
      return { kind: 'failed', reason, message, remedy };
    }
    if (error instanceof Unavailable) return { kind: 'failed', ...awayWords };
    this.#given.log('The copy of the clinic failed unexpectedly', error);
    return { kind: 'failed', ...unknownWords };
  }
}

/** Waits, and no longer once it is stopped. */
const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });

const nothingYet: CopyProgress = { stage: 'preparing', collections: [] };

const endOf = ({ isWhole, compared }: CopyResult): Ended => ({
  kind: isWhole ? 'whole' : 'different',
  compared: [...compared],
});

/** How a server is away that answered before: gone, electing another primary, or not to be found without a network. */
const away: ReadonlySet<StartFailureReason> = new Set<StartFailureReason>([
  'noAnswer',
  'connectionRefused',
  'notWritable',
  'nameNotFound',
  'lookUpFailed',
]);

const isLost = (error: unknown) =>
  error instanceof Unavailable || (error instanceof StartFailure && away.has(error.reason));

const isWhilePeopleWork = ({ stage }: CopyProgress) =>
  stage === 'preparing' || stage === 'copying' || stage === 'indexing';

const sumOf = (collections: readonly CollectionProgress[], which: 'done' | 'all'): Amount =>
  collections.reduce(
    (sum, { [which]: { documents, bytes } }) => ({
      documents: sum.documents + documents,
      bytes: sum.bytes + bytes,
    }),
    { documents: 0, bytes: 0 },
  );

const awayWords = {
  reason: 'noAnswer',
  message: 'The database here does not answer.',
  remedy: 'Go on with the copy when it is back; it continues where it stood.',
};
const unknownWords = {
  reason: 'unknown',
  message: 'The copy broke off.',
  remedy: 'Go on with it. If it happens again, the log file in the data folder says more.',
};
