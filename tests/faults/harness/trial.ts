import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Desk } from '../../../electron/compose';
import { seededChance } from '../../../electron/core/demo/chance';
import { deskOn, setUpClinic } from './desk';
import { Journal } from './journal';
import { Patience } from './patience';
import { type ServerName, serverKinds } from './servers';
import { type Verdict, verdictOn } from './verdict';
import { followed, type Followed, watch } from './watcher';
import { weakenWrites } from './weak-writes';
import { work, type WriterParts } from './writer';

export type TrialOptions = {
  readonly server: ServerName;
  readonly rounds: number;
  readonly writers: number;
  /** The bundled worker that reads files, which the desk wants to know of. */
  readonly documentWorker: string;
  /** Commits with `w: 1, j: false`. */
  readonly isWeak?: boolean;
  readonly seed?: number;
  readonly onRound?: (round: Round, number: number) => void;
};

/** One fault; times in milliseconds. */
export type Round = {
  readonly what: string;
  /** From the fault until the server was there again. */
  readonly awayMs: number;
  /** From then until the first write was acknowledged. Negative: one was, before the harness had seen it back. */
  readonly reconnectMs: number;
};

export type Outcome = Verdict & {
  readonly rounds: readonly Round[];
  readonly acknowledged: number;
  readonly patience: Patience;
  readonly contradictions: readonly string[];
  readonly watchers: readonly Followed[];
};

const WATCHERS = 2;
/** After a recovery, so many acknowledgements and then up to so many milliseconds pass before the next fault. */
const ACKNOWLEDGED_BETWEEN = 12;
const LONGEST_WAIT_MS = 900;
/** Nothing takes so long: a trial that waits longer for a write to be acknowledged is broken off. */
const NEVER_MS = 60_000;

/** Lets people write while their server is hurt again and again, and holds what is stored in the end against what they were told. */
export async function runTrial(options: TrialOptions): Promise<Outcome> {
  const home = await mkdtemp(join(tmpdir(), 'clinic-desk-faults-'));
  const chance = seededChance(options.seed ?? 1);
  const closing: (() => unknown)[] = [() => rm(home, { recursive: true, force: true })];
  try {
    const server = await serverKinds[options.server]({ home, chance });
    closing.push(() => server.dispose());
    const desk = deskOn(home, server.uri, options.documentWorker);
    closing.push(() => desk.close());
    await desk.core.database.start();
    const { journal, writers, patience, watchers } = await staffed(desk, options);
    closing.push(() => Promise.all(watchers.map((watcher) => watcher.close())));
    if (options.isWeak) closing.push(weakenWrites());
    let isOver = false;
    const working = writers.map((writer) => work({ ...writer, isOver: () => isOver }));
    const ended = Promise.all(working);
    const rounds: Round[] = [];
    try {
      for (let number = 0; number < options.rounds; number += 1) {
        await Promise.race([ready(journal), failed(ended)]);
        await pause(chance.between(0, LONGEST_WAIT_MS));
        // Every other time in the very moment of an acknowledgement.
        if (chance.happens(0.5)) await soon(journal);
        const at = performance.now();
        const { what, backAt } = await server.strike(number);
        if (!journal.writes.some((write) => write.at >= backAt)) await soon(journal);
        const first = journal.writes.find((write) => write.at > backAt)?.at ?? Number.NaN;
        const round = { what, awayMs: backAt - at, reconnectMs: first - backAt };
        rounds.push(round);
        options.onRound?.(round, number);
      }
    } finally {
      isOver = true;
      await Promise.race([ended, pause(NEVER_MS, undefined, { ref: false }).then(() => patience.giveUp())]);
      await ended;
    }
    const told = await Promise.all(watchers.map((watcher) => followed(watcher, journal)));
    const { uri } = await desk.computer.open(() => undefined);
    return {
      ...(await verdictOn(uri, journal)),
      ...{ rounds, patience, watchers: told },
      acknowledged: journal.writes.length,
      contradictions: journal.contradictions,
    };
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

/** A clinic with one window for each writer and each watcher, all of one person who may do everything. */
async function staffed(desk: Desk, { writers: count }: TrialOptions) {
  const [journal, patience] = [new Journal(), new Patience()];
  const { client: owner, signedIn } = await setUpClinic(desk);
  const writers: Omit<WriterParts, 'isOver'>[] = [];
  for (let number = 0; number < count; number += 1) {
    const name = `writer${number}`;
    const { record } = await owner.doctors.create({ firstname: 'Doctor', lastname: name });
    const client = await signedIn(name);
    writers.push({ name, client, journal, patience, doctor: record.id });
  }
  const watchers = [];
  for (let number = 0; number < WATCHERS; number += 1)
    watchers.push(await watch(await signedIn(`watcher${number}`)));
  return { journal, patience, writers, watchers };
}

async function ready(journal: Journal): Promise<void> {
  for (let number = 0; number < ACKNOWLEDGED_BETWEEN; number += 1) await soon(journal);
}

/** The next acknowledgement; rejects when there is none for a minute. */
async function soon(journal: Journal): Promise<void> {
  const limit = new AbortController();
  const never = pause(NEVER_MS, undefined, { signal: limit.signal }).then(() => {
    throw new Error('No write was acknowledged for a minute');
  });
  try {
    await Promise.race([journal.next(), never]);
  } finally {
    limit.abort();
    never.catch(() => undefined);
  }
}

/** Rejects when writers end by an error of their own, and never resolves. */
const failed = (ended: Promise<unknown>): Promise<never> =>
  ended.then(() => new Promise<never>(() => undefined));
