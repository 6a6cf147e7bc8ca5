import { setTimeout as pause } from 'node:timers/promises';
import type mongoose from 'mongoose';
import type { CopyOrder, CopyTarget } from '../../core/ports/clinic-copies';
import { StartFailure } from '../../core/ports/start-failure';
import { MIGRATIONS } from '../migrations';
import { WRITER } from '../standalone/writer-document';
import { filledIn, strangersIn } from './definitions';
import { holdableIn, holdOne, release } from './held-collections';
import { stillHolds } from './hold';
import { COPIES, HEARTBEAT_MS, type IntoNote, intoNotes, isSilent, outNotes, SILENCE_MS } from './notes';

type Db = mongoose.mongo.Db;

/** What stands where a copy is to go; `copy`: the one that was begun already. */
export async function targetOf(there: Db, copy: string | undefined): Promise<CopyTarget> {
  const into = await intoNotes(there).findOne({ _id: 'into' });
  const out = await outNotes(there).findOne({ _id: 'out' });
  if (copy !== undefined && out?.copy === copy) return itself;
  if (into?.state === 'complete' || into?.openedAt) return aClinic;
  if (into && into.copy === copy) return { kind: 'unfinished', begunAt: into.begunAt, by: into.by };
  if (into) return ofAnother(into);
  const filled = await contentOf(there);
  return filled.length === 0 ? { kind: 'empty' } : filledBy(filled);
}

/** A database that was only opened once, and never set up, notes no more than its form. */
const bookkeeping = [MIGRATIONS, COPIES, WRITER];
const contentOf = (there: Db) => filledIn(there, bookkeeping);

/** Whether this copy is there, finished or not. */
export const isPlaceOf = async (there: Db, copy: string): Promise<boolean> =>
  (await intoNotes(there).countDocuments({ _id: 'into', copy }, { limit: 1 })) > 0;

type Taken = Extract<CopyTarget, { kind: 'taken' }>;

const taken = (message: string, remedy: string): Taken => ({ kind: 'taken', message, remedy });

export const takenFailure = ({ message, remedy }: Taken): StartFailure =>
  new StartFailure('copyTargetTaken', message, remedy);

const otherDatabase = 'Choose another name for the database of that connection, or another connection.';

const itself = taken(
  'This connection leads to the very database that is open.',
  'Choose a connection to another one.',
);
const aClinic = taken('The database there is a clinic already, a copy that was finished.', otherDatabase);
const ofAnother = ({ from, by }: IntoNote) =>
  taken(
    `The database there holds an unfinished copy of another database ("${from}", begun by ${by}).`,
    `Go on with it or remove it where it was begun. ${otherDatabase}`,
  );
const filledBy = (filled: readonly string[]) =>
  taken(
    `The database there holds something already (${filled.slice(0, 3).join(', ')}${filled.length > 3 ? ' and more' : ''}).`,
    `A copy goes into an empty database. ${otherDatabase}`,
  );

const notOfCopy = (strange: readonly string[]) =>
  new StartFailure(
    'copyTargetTaken',
    `Beside the copy something lies there that is not of it (${strange.slice(0, 3).join(', ')}${strange.length > 3 ? ' and more' : ''}). Nothing was removed.`,
    'Ask whoever runs the server to take it away, and try again.',
  );

/**
 * Makes a target the place of this copy and of this run alone; `keepOthersOut` makes sure of it. Rejects with
 * `StartFailure` while another run is at it.
 */
export async function claim(
  there: Db,
  copy: string,
  run: string,
  order: Omit<CopyOrder, 'to'>,
  signal?: AbortSignal,
): Promise<void> {
  const notes = intoNotes(there);
  const { from, by, at: begunAt } = order;
  // The note is made here or is there: a failed insert only says that it is.
  await notes.updateOne(
    { _id: 'into' },
    {
      $setOnInsert: {
        copy,
        state: 'unfinished',
        isTentative: true,
        from,
        by,
        begunAt,
        run,
        aliveAt: new Date(0),
      },
    },
    { upsert: true },
  );
  const deadline = Date.now() + SILENCE_MS + HEARTBEAT_MS;
  for (;;) {
    const mine = {
      _id: 'into',
      copy,
      state: 'unfinished',
      openedAt: { $exists: false },
      ...isSilent,
    } as const;
    const { matchedCount } = await notes.updateOne(mine, [{ $set: { run, aliveAt: '$$NOW' } }]);
    if (matchedCount === 1) return;
    // Who was killed a moment ago is no longer at it, which shows after a while.
    if (Date.now() > deadline) throw underWay();
    await pause(500, undefined, { signal });
  }
}

/**
 * From here on the server refuses what anybody else writes there: a Clinic Desk that was open already, at its page of setting
 * up, does not know of the claim. Nothing of the copy is written before. Rejects with `StartFailure` when something came
 * between the look at the target and this, and leaves it as it is.
 */
export async function keepOthersOut(
  there: Db,
  copy: string,
  run: string,
  signal?: AbortSignal,
): Promise<void> {
  for (const each of await holdableIn(there)) {
    signal?.throwIfAborted();
    if (each.heldBy !== copy) await holdOne(there, copy, each);
  }
  const notes = intoNotes(there);
  const tentative = { _id: 'into', copy, run, isTentative: true } as const;
  if ((await notes.countDocuments(tentative, { limit: 1 })) === 0) return;
  const filled = await contentOf(there);
  if (filled.length === 0) {
    await notes.updateOne(tentative, { $unset: { isTentative: true } });
    return;
  }
  await notes.deleteOne(tentative);
  await release(there, copy);
  throw takenFailure(filledBy(filled));
}

/**
 * Refuses a place where something lies that this copy did not bring, before that is held: removing the copy, or going on with
 * it, would take it along. `wanted`: what the copy is to bring, whoever holds it.
 */
export async function requireOnlyCopy(
  there: Db,
  copy: string,
  wanted: readonly string[] = [],
): Promise<void> {
  const strange = await strangersIn(there, copy, [...bookkeeping, ...wanted]);
  if (strange.length > 0) throw notOfCopy(strange);
}

type Alive = {
  readonly run: string;
  /** The hold that is on, if one is. */
  readonly hold: () => string | undefined;
  /** Told when the copy is somebody else's by now. */
  readonly onLost: () => void;
};

/** Says every few seconds, here and there, that the copy is being worked at. Returns how to stop. */
export function keepAlive(here: Db, there: Db, { run, hold, onLost }: Alive): () => void {
  const timer = setInterval(() => {
    const now = [{ $set: { aliveAt: '$$NOW' } }];
    intoNotes(there)
      .updateOne({ _id: 'into', run }, now)
      .then(
        ({ matchedCount }) => (matchedCount === 0 ? onLost() : undefined),
        // A server that is away is noticed by the copying itself.
        () => undefined,
      );
    const id = hold();
    if (id === undefined) return;
    stillHolds(here, id).catch(() => undefined);
  }, HEARTBEAT_MS).unref();
  return () => clearInterval(timer);
}

/** Gives the place free for whoever goes on. */
export async function unclaim(there: Db, run: string): Promise<void> {
  await intoNotes(there).updateOne({ _id: 'into', run }, { $set: { aliveAt: new Date(0) } });
}

export const underWay = () =>
  new StartFailure(
    'copyUnderWay',
    'This copy is being made on another computer at this moment.',
    'Wait until it is done, or stop it there.',
  );
