import { type ChildProcess, spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { StartFailure } from '../core/ports/start-failure';
import { endWithUs } from './end-with-us';
import { failureOfMissing, isMissing } from './file-failure';
import type { Log } from './log';
import { type MongodPlaces, mongodArguments } from './mongod-arguments';
import { type MongodEnd, startFailureOfMongod } from './mongod-failure';
import { MongodLog, saysReady, saysRecovering, saysUnclean } from './mongod-log';
import { rotateIfLarge } from './rotate-file';

export type MongodOrder = {
  readonly binary: string;
  readonly places: MongodPlaces;
  readonly onProgress: (sentence: string) => void;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Asks the server itself to stop: where the system has no signal for it (Windows). */
  readonly shutdown?: (() => Promise<void>) | undefined;
};

export interface RunningMongod {
  readonly pid: number;
  readonly port: number;
  /** How long it took to put itself right, in milliseconds; null when it had been stopped cleanly. */
  readonly recoveredIn: number | null;
  /** Resolves with the reason when the process has ended, whoever ended it. */
  readonly ended: Promise<StartFailure>;
  /** Lets it finish cleanly; resolves when it is gone. */
  stop(): Promise<void>;
}

const LOG_ROTATION = { limit: 10_000_000, keep: 3 };
const LOOK_EVERY_MS = 10;
const SLOW_AFTER_MS = 5_000;
/** A recovery may take minutes, but it writes to the log meanwhile. */
const SILENCE_LIMIT_MS = 300_000;
/** A clean stop takes about one second; writing out a large cache to a slow disk takes longer. */
const STOP_LIMIT_MS = 20_000;
const OUTPUT_KEPT = 8_192;

/** Starts a `mongod` and resolves when it takes connections. Rejects with `StartFailure` when it ends instead. */
export async function startMongod(order: MongodOrder): Promise<RunningMongod> {
  order.signal.throwIfAborted();
  const { logFile } = order.places;
  rotateIfLarge(logFile, LOG_ROTATION);
  const mongodLog = new MongodLog(logFile, await sizeOf(logFile));
  const server = new SpawnedMongod(order, mongodLog);
  try {
    await server.ready();
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

class SpawnedMongod implements RunningMongod {
  readonly port: number;
  readonly ended: Promise<StartFailure>;
  recoveredIn: number | null = null;
  readonly #child: ChildProcess;
  #hasEnded = false;
  #output = '';

  constructor(
    private readonly order: MongodOrder,
    private readonly mongodLog: MongodLog,
  ) {
    this.port = order.places.port;
    this.#child = spawn(order.binary, mongodArguments(order.places), {
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own: Ctrl+C in the terminal is for us, and we stop it in order.
      detached: process.platform !== 'win32',
      windowsHide: true,
      cwd: order.places.database,
      env: environmentFor(process.env),
    });
    const collect = (chunk: Buffer) => {
      this.#output = (this.#output + chunk.toString()).slice(-OUTPUT_KEPT);
    };
    this.#child.stdout?.on('data', collect);
    this.#child.stderr?.on('data', collect);
    // Whichever way our own JavaScript ends, it does not stay behind; it then finishes cleanly by itself.
    const stopWithUs = () => this.#child.kill('SIGTERM');
    process.on('exit', stopWithUs);
    // And when it is killed, which runs nothing of ours any more.
    const callOff = this.pid === 0 ? undefined : endWithUs(this.pid, order.log);
    this.ended = this.#whenEnded().finally(() => {
      process.off('exit', stopWithUs);
      callOff?.();
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async ready(): Promise<void> {
    const { onProgress, signal } = this.order;
    const startedAt = performance.now();
    let lastLineAt = startedAt;
    let said = '';
    let isUnclean = false;
    const say = (sentence: string) => {
      if (sentence !== said) onProgress(sentence);
      said = sentence;
    };
    for (;;) {
      const lines = await this.mongodLog.newLines();
      isUnclean ||= lines.some(saysUnclean);
      if (lines.some(saysReady)) {
        if (isUnclean) this.recoveredIn = Math.round(performance.now() - startedAt);
        return;
      }
      if (this.#hasEnded) throw await this.ended;
      signal.throwIfAborted();
      const now = performance.now();
      if (lines.length > 0) lastLineAt = now;
      if (now - lastLineAt > SILENCE_LIMIT_MS) throw silent();
      if (lines.some(saysRecovering)) say('Checking the database after an unclean end');
      else if (now - startedAt > SLOW_AFTER_MS && said === '') say('Still opening the database');
      await Promise.race([this.ended, pause(LOOK_EVERY_MS)]);
    }
  }

  async stop(): Promise<void> {
    if (this.#hasEnded) return;
    await this.#askToStop();
    const late = Symbol();
    const limit = new AbortController();
    const outcome = await Promise.race([this.ended, pause(STOP_LIMIT_MS, late, { signal: limit.signal })]);
    limit.abort();
    if (outcome !== late) return;
    this.order.log.warn({ pid: this.pid }, 'The database did not stop in time and is ended');
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  async #askToStop(): Promise<void> {
    try {
      await this.order.shutdown?.();
    } catch (err) {
      this.order.log.warn({ err }, 'The database could not be asked to stop');
    }
    if (!this.order.shutdown || this.#hasEnded) this.#child.kill('SIGTERM');
  }

  #whenEnded(): Promise<StartFailure> {
    return new Promise((resolve) => {
      this.#child.once('error', (error) => {
        this.#hasEnded = true;
        resolve(notStarted(this.order.binary, error));
      });
      this.#child.once('close', (exitCode, signal) => {
        this.#hasEnded = true;
        resolve(this.#explain({ exitCode, signal }));
      });
    });
  }

  async #explain(how: Pick<MongodEnd, 'exitCode' | 'signal'>): Promise<StartFailure> {
    const { database } = this.order.places;
    const lastWords = `${await this.mongodLog.lastWords()}\n${this.#output}`;
    // Of files that it does not find it says itself that they are damaged.
    const missing = await failureOfMissing(database).catch(() => null);
    return missing ?? startFailureOfMongod({ ...how, lastWords, database });
  }
}

/** Nothing of ours that may hold a secret (`CLINIC_MONGODB_URI`) goes to another process. */
function environmentFor(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = Object.entries(environment).filter(([name]) => !/^(CLINIC|NODE|ELECTRON|npm)_/.test(name));
  return Object.fromEntries(foreign);
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}

function notStarted(binary: string, cause: Error): StartFailure {
  return new StartFailure(
    'binaryUnusable',
    `The MongoDB program at ${binary} cannot be started.`,
    'Install MongoDB Community Server and set CLINIC_MONGOD to its mongod program.',
    { cause },
  );
}

function silent(): StartFailure {
  return new StartFailure(
    'unknown',
    'The database has been starting for five minutes without a sign of life.',
    'Restart the computer and start Clinic Desk again.',
  );
}
