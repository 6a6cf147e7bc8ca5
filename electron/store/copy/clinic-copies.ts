import { setTimeout as pause } from 'node:timers/promises';
import type mongoose from 'mongoose';
import type { Amount, ClinicCopies, CopyNote, CopyOrder, CopyWatch } from '../../core/ports/clinic-copies';
import type { DatabaseAddress } from '../../core/ports/database-source';
import { StartFailure } from '../../core/ports/start-failure';
import { placeOfCopy } from '../../../shared/rules/connections/same-place';
import { connect, databaseOf } from '../connection';
import { connectionFailure, failureIn } from '../connection-failures';
import { asDuplicateKey, isAway, translated } from '../errors';
import { membersOf } from './members';
import { finish, runCopy } from './copy-run';
import { definitionsOf, dropCopy } from './definitions';
import { lift } from './hold';
import { HEARTBEAT_MS, intoNotes, newId, type OutNote, outNotes, SILENCE_MS } from './notes';
import { amountOf } from './progress';
import { Reachability } from '../reachability';
import { noteReturn, returnsOf, settleReturn } from './returns';
import type { SavingWatch } from './saving-watch';
import { sinceCopied } from './since-copied';
import {
  claim,
  isPlaceOf,
  keepAlive,
  keepOthersOut,
  requireOnlyCopy,
  takenFailure,
  targetOf,
  unclaim,
  underWay,
} from './target';

type Db = mongoose.mongo.Db;

/** The `ClinicCopies` port on MongoDB. */
export function mongoCopies(here: Db, watch: SavingWatch): ClinicCopies {
  const outNote = () => outNotes(here).findOne({ _id: 'out' });

  return {
    get saving() {
      return watch.saving;
    },
    onSaving: (listener) => watch.onSaving(listener),

    note: () =>
      asked(async () => {
        const note = await outNote();
        return note && asNote(note);
      }),

    returns: () =>
      asked(async () => {
        const note = await outNote();
        return returnsOf(here, note && (note.state === 'moved' || !note.isComplete) ? note.copy : undefined);
      }),

    origin: () =>
      asked(async () => {
        const into = await intoNotes(here).findOne({ _id: 'into', state: 'complete' });
        return into && { copy: into.copy, openedAt: into.openedAt };
      }),

    sinceCopied: (to) =>
      asked(async () => {
        const { copy } = await requireMoved(here);
        return opened(to, (there) => sinceCopied(there, copy));
      }),

    amount: () =>
      asked(async () => {
        let all: Amount = { documents: 0, bytes: 0 };
        for (const definition of await definitionsOf(here)) {
          const { documents, bytes } = await amountOf(here, definition);
          all = { documents: all.documents + documents, bytes: all.bytes + bytes };
        }
        return all;
      }),

    inspect: (to) =>
      asked(async () => {
        const note = await outNote();
        return opened(to, (there) => targetOf(there, note?.copy));
      }),

    run: (order, watching) =>
      asked(
        () => opened(order.to.address, (there) => run(here, there, order, watching, watch), watching),
        watching.signal,
      ),

    remove: (to) =>
      asked(async () => {
        const note = await requireBegun(here);
        await opened(to, async (there) => {
          const target = await targetOf(there, note.copy);
          if (target.kind === 'taken') throw takenFailure(target);
          // Nothing of this copy is there, and what somebody else makes there meanwhile is not ours to remove.
          if (target.kind === 'empty') return;
          const mine = newId();
          await claim(there, note.copy, mine, { from: '', by: note.by, at: note.begunAt });
          const rest = keepAlive(here, there, { run: mine, hold: () => undefined, onLost: () => undefined });
          try {
            await requireOnlyCopy(there, note.copy);
            // Each collection of a copy is held since it was made: what comes meanwhile is not of it, and stays.
            await dropCopy(there, note.copy);
            await settleReturn(here, note.copy);
          } finally {
            rest();
            await unclaim(there, mine).catch(() => undefined);
          }
        });
        await forget(here, note.copy);
      }),

    abandon: () =>
      asked(async () => {
        const note = await requireBegun(here);
        await forget(here, note.copy);
      }),

    workHereAgain: (who) =>
      asked(async () => {
        const note = await outNote();
        if (!note?.hold) return;
        if (note.state === 'moved' || note.isComplete) await noteReturn(here, note, who);
        await lift(here, { id: note.hold.id, from: ['holding', 'lifting', 'moved'] });
        await watch.look();
      }),
  };
}

async function run(here: Db, there: Db, order: CopyOrder, watch: CopyWatch, saving: SavingWatch) {
  const begun = await restingNote(here, saving, watch.signal);
  if (begun?.state === 'moved' && !begun.isComplete && (await isPlaceOf(there, begun.copy))) {
    await leadTo(here, begun.copy, await toOf(there, order, begun));
    await finish({ here, there, copy: begun.copy });
    return { isWhole: true, compared: [] };
  }
  const target = await targetOf(there, begun?.copy);
  if (target.kind === 'taken') throw takenFailure(target);
  if (begun?.state === 'moved') throw movedAlready(begun);
  if (begun && target.kind === 'empty' && begun.to.connection !== order.to.connection)
    throw begunElsewhere(begun);
  const to = await toOf(there, order, begun);
  const copy = begun?.copy ?? (await begin(here, order, to));
  const mine = newId();
  await claim(there, copy, mine, order, watch.signal);
  const lost = new AbortController();
  let holding: string | undefined;
  const rest = keepAlive(here, there, {
    run: mine,
    hold: () => holding,
    onLost: () => lost.abort(underWay()),
  });
  try {
    const signal = AbortSignal.any([watch.signal, lost.signal]);
    if (target.kind === 'unfinished') await requireOnlyCopy(there, copy, await namesOf(here));
    await keepOthersOut(there, copy, mine, signal).catch(async (error: unknown) => {
      // Nothing of it came to be.
      if (!begun && isTaken(error)) await forget(here, copy);
      throw error;
    });
    if (begun) await leadTo(here, copy, to);
    if (target.kind === 'unfinished') await settleReturn(here, copy);
    return await runCopy({
      ...{ here, there, copy },
      watch: { ...watch, signal },
      onHold: (id) => {
        holding = id;
      },
    });
  } finally {
    rest();
    await unclaim(there, mine).catch(() => undefined);
  }
}

const namesOf = async (database: Db) => (await definitionsOf(database)).map(({ name }) => name);

const isTaken = (error: unknown) => error instanceof StartFailure && error.reason === 'copyTargetTaken';

async function forget(here: Db, copy: string): Promise<void> {
  await outNotes(here).deleteOne({ _id: 'out', copy, state: 'copying' });
}

/** The same copy over another connection to its place: one that was forgotten is another one when it is added again. */
async function leadTo(here: Db, copy: string, to: OutNote['to']): Promise<void> {
  await outNotes(here).updateOne({ _id: 'out', copy }, { $set: { to } });
}

/** What is noted of the place of a copy. */
async function toOf(there: Db, { to }: CopyOrder, begun: OutNote | null): Promise<OutNote['to']> {
  const { connection, name, place } = to;
  return { connection, name, place: placeOfCopy(place, await membersOf(there), begun?.to.place) };
}

async function begin(here: Db, { by, at }: CopyOrder, to: OutNote['to']): Promise<string> {
  const copy = newId();
  const note: OutNote = {
    ...{ _id: 'out', copy, state: 'copying', since: at, by, begunAt: at },
    to,
  };
  await outNotes(here)
    .insertOne(note)
    .catch((error: unknown) => {
      throw asDuplicateKey(error) ? underWay() : error;
    });
  return copy;
}

/** The note of a copy that nobody compares at this moment; a pause whose computer is gone ends within this time. */
async function restingNote(here: Db, saving: SavingWatch, signal: AbortSignal): Promise<OutNote | null> {
  const deadline = Date.now() + SILENCE_MS + HEARTBEAT_MS;
  for (;;) {
    await saving.look();
    const note = await outNotes(here).findOne({ _id: 'out' });
    if (!note || note.state === 'copying' || note.state === 'moved') return note;
    if (Date.now() > deadline) throw underWay();
    await pause(500, undefined, { signal });
  }
}

async function requireBegun(here: Db): Promise<OutNote> {
  const note = await outNotes(here).findOne({ _id: 'out' });
  if (!note) throw new StartFailure('copyNotPossible', 'No copy was begun here.', 'Begin one first.');
  if (note.state !== 'copying') throw underWay();
  return note;
}

async function requireMoved(here: Db): Promise<OutNote> {
  const note = await outNotes(here).findOne({ _id: 'out', state: 'moved' });
  if (!note)
    throw new StartFailure('copyNotPossible', 'The clinic has not moved.', 'Look at the copy again.');
  return note;
}

const asNote = ({ copy, to, by, begunAt, since, state, isComplete }: OutNote): CopyNote => ({
  ...{ id: copy, to, by, begunAt, since },
  state: state === 'copying' ? 'begun' : state !== 'moved' ? 'paused' : isComplete ? 'finished' : 'finishing',
});

const BREAK_OFF_MS = 3_000;

/** Works on another database, over a connection of its own that is broken when the work is stopped. */
async function opened<T>(
  { uri }: DatabaseAddress,
  work: (there: Db) => Promise<T>,
  { signal, onAnswering }: Partial<Pick<CopyWatch, 'signal' | 'onAnswering'>> = {},
): Promise<T> {
  const connection = await connect(uri);
  const reachability = new Reachability(connection.getClient());
  if (onAnswering) {
    onAnswering(true);
    reachability.onChange(onAnswering);
  }
  // What is under way is given a moment to end by itself.
  const breakOff = () =>
    setTimeout(() => void connection.close(true).catch(() => undefined), BREAK_OFF_MS).unref();
  try {
    if (signal?.aborted) throw connectionFailure('cancelled');
    signal?.addEventListener('abort', breakOff, { once: true });
    return await work(databaseOf(connection));
  } finally {
    signal?.removeEventListener('abort', breakOff);
    reachability.close();
    await connection.close(true).catch(() => undefined);
  }
}

/** Errors of either database in words, or as the core knows them. */
async function asked<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    if (signal?.aborted) throw stopped(error);
    if (isAway(error)) throw lostLink(error);
    throw failureIn(error, true) ?? translated(error);
  }
}

const movedAlready = ({ to }: OutNote) =>
  new StartFailure(
    'clinicMoved',
    `The clinic has moved to "${to.name}" already.`,
    'Open that connection, or choose to work here again.',
  );

const begunElsewhere = ({ to }: OutNote) =>
  new StartFailure(
    'copyElsewhere',
    `A copy to "${to.name}" was begun and is not finished.`,
    'Go on with it, or remove it first.',
  );

const stopped = (cause: unknown) =>
  new StartFailure('cancelled', 'The copy was stopped.', 'Go on with it when you like.', { cause });

const lostLink = (cause: unknown) =>
  new StartFailure(
    'noAnswer',
    'The connection to one of the two databases was lost.',
    'Go on with the copy when both answer; it continues where it stood.',
    { cause },
  );
