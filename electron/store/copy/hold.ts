import { setTimeout as pause } from 'node:timers/promises';
import type mongoose from 'mongoose';
import { StartFailure } from '../../core/ports/start-failure';
import { LEASE_MS } from '../readings/lease';
import { LOCKS, readingCollections } from '../readings/collections';
import { busy, type Holdable, holdableIn, holdOne, PATIENCE_MS, release } from './held-collections';
import { HEARTBEAT_MS, isSilent, newId, outNotes, type OutState } from './notes';

type Db = mongoose.mongo.Db;

/**
 * Makes the server refuse every change of every collection, from whatever computer it comes: each gets a rule that no
 * document fulfils. Setting one waits for the transactions that are writing there, so when all are set nothing is under way
 * any more. Removals are not refused; Clinic Desk makes none that stands by itself.
 *
 * A time series takes no rule. Whoever writes readings decides it in a packet first, which is refused; who has decided
 * already ends with the lease, which is waited for. Leases themselves are held last, or nobody could give one back.
 *
 * Gives the id of the hold. Rejects with `StartFailure`, or when it is stopped, and has lifted then what it set: also where somebody took the hold
 * for left behind meanwhile (a computer that slept), and lifted what was set until then.
 */
export async function hold(database: Db, copy: string, signal?: AbortSignal): Promise<string> {
  const id = newId();
  const all = await holdableIn(database);
  const isLast = ({ name }: Holdable) => name === LOCKS;
  const { matchedCount } = await outNotes(database).updateOne({ _id: 'out', copy, state: 'copying' }, [
    { $set: { state: 'holding', since: '$$NOW', aliveAt: '$$NOW', hold: { id } } },
  ]);
  if (matchedCount === 0) throw disturbed();
  /** One rule may have to wait for longer than a silent hold lasts. */
  const beat = setInterval(() => void stillHolds(database, id).catch(() => undefined), HEARTBEAT_MS).unref();
  const set = async (some: readonly Holdable[]) => {
    for (const each of some) {
      signal?.throwIfAborted();
      if (!(await stillHolds(database, id))) throw disturbed();
      await holdOne(database, id, each);
    }
  };
  try {
    await set(all.filter((each) => !isLast(each)));
    await untilDecidedReadingsAreIn(database, signal);
    await set(all.filter(isLast));
    if (!(await stillHolds(database, id))) throw disturbed();
    return id;
  } catch (error) {
    await lift(database, { id, from: ['holding'] }).catch(() => undefined);
    // Once more: who lifted it before did not see what was set after that.
    await release(database, id).catch(() => undefined);
    throw error;
  } finally {
    clearInterval(beat);
  }
}

/** Says that a hold is being worked at; false when somebody has lifted it. */
export async function stillHolds(database: Db, id: string): Promise<boolean> {
  const mine = { _id: 'out', state: 'holding', 'hold.id': id } as const;
  const { matchedCount } = await outNotes(database).updateOne(mine, [{ $set: { aliveAt: '$$NOW' } }]);
  return matchedCount === 1;
}

/** Whether every collection is held by this hold, and no other collection has come. */
export async function isHeldBy(database: Db, id: string): Promise<boolean> {
  return (await holdableIn(database)).every(({ heldBy }) => heldBy === id);
}

/** Which hold is lifted: one by its id, or whichever nobody has said for a while that they are at it. */
export type Lifting = { readonly id?: string; readonly from: readonly Exclude<OutState, 'copying'>[] };

/**
 * Takes changes again. From its first step on no comparison counts any more: the copy can only be finished out of
 * `holding`. One that was never marked as whole can go on; of a whole one nothing is left here but its `BackNote`. Gives
 * false when there is no such hold.
 */
export async function lift(database: Db, { id, from }: Lifting): Promise<boolean> {
  const note = await outNotes(database).findOneAndUpdate(
    { _id: 'out', state: { $in: [...from] }, ...(id === undefined ? isSilent : { 'hold.id': id }) },
    [{ $set: { state: 'lifting', aliveAt: '$$NOW' } }],
    { returnDocument: 'after' },
  );
  if (!note) return false;
  if (note.hold) await release(database, note.hold.id);
  const mine = { _id: 'out' as const, state: 'lifting' as const, copy: note.copy };
  if (note.isComplete) await outNotes(database).deleteOne(mine);
  else
    await outNotes(database).updateOne(mine, [
      { $set: { state: 'copying', since: '$$NOW' } },
      { $unset: ['hold', 'aliveAt'] },
    ]);
  return true;
}

/** Nobody who decided on readings before is still inserting them. Who takes a lease from now on can decide nothing. */
async function untilDecidedReadingsAreIn(database: Db, signal?: AbortSignal): Promise<void> {
  const { locks } = readingCollections(database);
  const isTaken = { $expr: { $gt: ['$until', '$$NOW'] } };
  const taken = await locks.find(isTaken, { projection: { fence: 1 } }).toArray();
  if (taken.length === 0) return;
  const same = { $or: taken.map(({ _id, fence }) => ({ _id, fence })) };
  const deadline = Date.now() + LEASE_MS + PATIENCE_MS;
  while ((await locks.countDocuments({ ...same, ...isTaken }, { limit: 1 })) > 0) {
    if (Date.now() > deadline) throw busy();
    await pause(100, undefined, { signal });
  }
}

export const disturbed = () =>
  new StartFailure(
    'copyDisturbed',
    'The pause of saving was ended by somebody while both databases were compared.',
    'Go on with the copy. Nothing was lost.',
  );
