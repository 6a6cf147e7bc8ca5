import mongoose from 'mongoose';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { everyKind } from '../../../tests/support/copied-clinic';
import { testDatabase } from '../../../tests/support/database';
import { withDatabase } from '../../../tests/support/database-content';
import { entities } from '../../../shared/entities';
import { SavingPaused, Unavailable } from '../../core/ports/records';
import { type MongoStore, openStore } from '../open-store';
import { LOCKS, readingCollections } from '../readings/collections';
import { holdableIn } from './held-collections';
import { hold, isHeldBy, lift, stillHolds } from './hold';
import { outNotes } from './notes';
import { heldIn } from './testing/held-in';

type Db = mongoose.mongo.Db;

describe('a hold of all changes', () => {
  let here: string;
  let store: MongoStore;
  let patients: string[];
  beforeEach(async () => {
    here = testDatabase();
    store = await openStore(entities)(here, () => undefined);
    patients = await everyKind(store);
  });
  afterEach(() => store?.close());

  const begun = async (database: Db) => {
    const at = new Date();
    const to = { connection: 'server', name: 'Clinic server' };
    await outNotes(database).insertOne({
      ...{ _id: 'out', copy: 'one', state: 'copying', since: at, to, by: 'Ada Okonkwo', begunAt: at },
    });
  };

  // Seen red while what was set after somebody had lifted it stayed: patients took no more changes, and nobody knew why.
  it('that somebody lifted while it was being set leaves nothing held', async () => {
    await withDatabase(here, async (database) => {
      await begun(database);
      // A transaction keeps the rule of one collection waiting.
      const session = database.client.startSession();
      session.startTransaction();
      await database.collection('prescriptions').insertOne({ slow: true }, { session });
      const holding = hold(database, 'one').then(
        () => 'held',
        (error: { reason?: string }) => error.reason,
      );
      const waiting = async () => {
        const asked = { currentOp: 1, 'command.collMod': 'prescriptions', waitingForLock: true };
        const { inprog } = await database.admin().command(asked);
        return inprog.length;
      };
      await expect.poll(waiting, { timeout: 10_000 }).toBe(1);
      const note = await outNotes(database).findOne({ _id: 'out' });
      expect(await lift(database, { id: note?.hold?.id ?? '', from: ['holding'] })).toBe(true);
      await session.abortTransaction();
      await session.endSession();
      expect(await holding).toBe('copyDisturbed');
      expect(await heldIn(database)).toEqual([]);
    });
  }, 60_000);

  // Seen red while the wait for readings took no notice: it went on to its end, and said that somebody was in the way.
  it('that is stopped while it waits for readings does not wait any longer, and leaves nothing held', async () => {
    await withDatabase(here, async (database) => {
      await begun(database);
      const { locks } = readingCollections(database);
      const until = new Date(Date.now() + 600_000);
      await locks.insertOne({ _id: new mongoose.mongo.ObjectId(), owner: 'a device', fence: 1, until });
      const stop = new AbortController();
      const holding = hold(database, 'one', stop.signal).catch((error: unknown) => error);
      // All but the leases themselves are held while they are waited for.
      const others = async () => (await holdableIn(database)).filter(({ heldBy }) => heldBy === undefined);
      await expect
        .poll(async () => (await others()).map(({ name }) => name), { timeout: 20_000 })
        .toEqual([LOCKS]);
      stop.abort();
      expect(await holding).toMatchObject({ name: 'AbortError' });
      expect(await heldIn(database)).toEqual([]);
    });
  }, 90_000);

  // Seen red while only holds were lifted that a note knew: nobody could save any more.
  it('that no note knows any more is lifted by whoever has the database open', async () => {
    await withDatabase(here, async (database) => {
      await begun(database);
      await hold(database, 'one');
      await outNotes(database).updateOne({ _id: 'out' }, [
        { $set: { state: 'copying' } },
        { $unset: ['hold', 'aliveAt'] },
      ]);
      await expect.poll(() => heldIn(database), { timeout: 20_000 }).toEqual([]);
      await store.records.insertMany(entities.patients, [{ firstname: 'A', lastname: 'B' }], {
        at: new Date(),
      });
    });
  }, 60_000);

  const record = (patient: string, takenAt: Date) =>
    store.readings.record([
      {
        ...{ patient, readings: [{ kind: '8867-4', value: 70, takenAt }], from: { origin: 'device' } },
        at: new Date(),
        audit: () => ({ at: new Date(), action: 'record', entity: 'readings', outcome: 'done' }),
      },
    ]);

  // Seen red while leases were held with the rest: none could be given back, and the hold waited for them in vain.
  it('comes on while devices send readings, and none that was acknowledged is missing afterwards', async () => {
    let isOver = false;
    const ends: unknown[] = [];
    const writers = patients.slice(0, 4).map(async (patient, writer) => {
      for (let number = 0; !isOver; number += 1)
        await record(patient, new Date(Date.UTC(2026, 5, 1 + writer, 0, number))).catch((error: unknown) =>
          ends.push(error),
        );
    });
    try {
      await withDatabase(here, async (database) => {
        await begun(database);
        const before = performance.now();
        const id = await hold(database, 'one');
        // Leases last half a minute; none of them was waited for to its end.
        expect(performance.now() - before).toBeLessThan(20_000);
        // As whoever copies does it: a silent hold is lifted by every desk that looks.
        const beat = setInterval(() => void stillHolds(database, id), 2_000);
        onTestFinished(() => clearInterval(beat));
        expect(await isHeldBy(database, id)).toBe(true);
        const readings = () => database.collection('readings').countDocuments();
        const count = await readings();
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        expect(await readings()).toBe(count);
        isOver = true;
        await Promise.all(writers);
        expect(ends.length).toBeGreaterThan(0);
        // A lease that could not be given back any more is in the way of the next one.
        const isRefusal = (error: unknown) => error instanceof SavingPaused || error instanceof Unavailable;
        expect(ends.filter((error) => !isRefusal(error))).toEqual([]);
        clearInterval(beat);
        expect(await lift(database, { id, from: ['holding'] })).toBe(true);
        expect(await heldIn(database)).toEqual([]);
      });
    } finally {
      isOver = true;
      await Promise.all(writers);
    }
  }, 90_000);
});
