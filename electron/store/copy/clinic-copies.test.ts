import mongoose from 'mongoose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { contentOf, withDatabase } from '../../../tests/support/database-content';
import { testDatabase } from '../../../tests/support/database';
import { takeReadings } from '../../../tests/support/copied-clinic';
import { entities } from '../../../shared/entities';
import type { CopyProgress } from '../../core/ports/clinic-copies';
import { SavingPaused } from '../../core/ports/records';
import { intoNotes } from './notes';
import { heldIn } from './testing/held-in';
import {
  ada,
  copy,
  eachWithPlaceForCopy,
  hasBegun,
  here,
  ids,
  open,
  patient,
  place,
  set,
  stoppedWhen,
  store,
  stranger,
  there,
} from './testing/place-for-copy';

describe('a copy to another database', () => {
  eachWithPlaceForCopy();

  it('holds everything byte for byte, says so collection by collection, and is opened as a clinic', async () => {
    const stages = new Set<string>();
    const result = await copy({ onProgress: ({ stage }) => stages.add(stage) });
    expect(result.isWhole).toBe(true);
    expect(result.compared.filter(({ isEqual }) => !isEqual)).toEqual([]);
    expect(result.compared.find(({ name }) => name === 'patients')?.here.documents).toBeGreaterThan(0);
    expect(result.compared.find(({ name }) => name === 'readings')?.there.documents).toBeGreaterThan(0);
    expect([...stages]).toEqual(['preparing', 'copying', 'indexing', 'pausing', 'comparing', 'finishing']);
    expect(await contentOf(there)).toEqual(await contentOf(here));

    const copied = await open(there, () => undefined);
    expect(copied.copies.saving).toEqual({ kind: 'open' });
    await copied.records.change((unit) =>
      unit.insert(entities.patients, { firstname: 'First', lastname: 'There' }, { at: new Date() }),
    );
    await copied.close();
  }, 60_000);

  // Seen red with a comparison that mends nothing (it found the differences, and the copy was not finished), and with a
  // store that opens whatever it finds.
  it('that was stopped cannot be opened, leaves people working, and goes on with what changed meanwhile', async () => {
    // Patients are copied by then.
    await stoppedWhen(hasBegun('typed'));
    await expect(open(there, () => undefined)).rejects.toMatchObject({ reason: 'copyUnfinished' });
    expect(store.copies.saving).toEqual({ kind: 'open' });
    expect(await store.copies.note()).toMatchObject({ state: 'begun', to: { name: 'Clinic server' } });
    expect(await store.copies.inspect({ uri: there })).toMatchObject({
      kind: 'unfinished',
      by: 'Ada Okonkwo',
    });

    await patient(store, { firstname: 'New', lastname: 'Meanwhile' });
    await takeReadings(store, ids.slice(1, 2), 20);
    const [one, other] = await store.records.find(entities.patients, { limit: 2 });
    // What must be unique goes from one to another: at no moment do both have it here.
    await withDatabase(here, async (database) => {
      const patients = database.collection('patients');
      const first = { _id: new mongoose.mongo.ObjectId(one?.id) };
      const second = { _id: new mongoose.mongo.ObjectId(other?.id) };
      const number = (await patients.findOne(first))?.recordNumber;
      await patients.updateOne(first, { $set: { recordNumber: 'between' } });
      await patients.updateOne(second, { $set: { recordNumber: number } });
      await database.collection<{ _id: string }>('typed').deleteOne({ _id: 'text' });
      await database.collection('attachments.chunks').deleteOne({ n: 3 });
      await database.collection('made later').insertOne({ only: 'here' });
    });
    const result = await copy();
    expect(result.isWhole).toBe(true);
    expect(await contentOf(there)).toEqual(await contentOf(here));
  }, 60_000);

  // Seen red with all that the connection names: of those one may be another server, where the connection could be led then.
  it('notes of the hosts that it was made to those that are its server, also when it goes on', async () => {
    const member = { host: '127.0.0.1', port: set.members[0]?.port ?? 0 };
    const noted = async () => (await store.copies.note())?.to.place;
    const begun = async (hosts: { host: string; port: number }[]) => {
      const stop = new AbortController();
      const onProgress = ({ stage }: CopyProgress) => stage === 'copying' && stop.abort();
      await expect(copy({ hosts, signal: stop.signal, onProgress })).rejects.toMatchObject({
        reason: 'cancelled',
      });
    };
    await begun([member, stranger]);
    expect(await noted()).toEqual({ hosts: [member], srv: false, database: 'clinic' });
    await begun([stranger, member]);
    expect((await noted())?.hosts).toEqual([member]);
  }, 60_000);

  // Seen red while the copy stayed bound to the connection that was forgotten: nobody could delete it any more.
  it('goes on over a connection that was forgotten and added again, and is bound to that one from then on', async () => {
    await stoppedWhen(hasBegun('typed'));
    const stop = new AbortController();
    const again = copy({
      ...{ connection: 'added again', signal: stop.signal },
      onProgress: ({ stage }) => stage === 'copying' && stop.abort(),
    });
    await expect(again).rejects.toMatchObject({ reason: 'cancelled' });
    expect(await store.copies.note()).toMatchObject({ state: 'begun', to: { connection: 'added again' } });
    expect((await copy({ connection: 'added again' })).isWhole).toBe(true);
  }, 60_000);

  // Seen red without the rule that holds changes back: 328 of 1,513 acknowledged patients were not in the copy.
  it('loses nothing that is saved while it is made: what is acknowledged is in the copy, and later saving is refused', async () => {
    const acknowledged: string[] = [];
    let refusal: unknown;
    let isOver = false;
    const write = async (writer: number) => {
      for (let number = 0; !isOver; number += 1) {
        const made = await patient(store, { firstname: `W${writer}`, lastname: `N${number}` }).catch(
          (error: unknown) => {
            refusal = error;
            return null;
          },
        );
        if (!made) return;
        acknowledged.push(made.id);
      }
    };
    const writers = [1, 2, 3].map(write);
    const result = await copy();
    isOver = true;
    await Promise.all(writers);
    expect(result.isWhole).toBe(true);
    const copied = await withDatabase(there, (database) =>
      database.collection('patients').countDocuments({ firstname: /^W/ }),
    );
    expect(acknowledged.length).toBeGreaterThan(3);
    expect(copied).toBe(acknowledged.length);
    expect(refusal).toBeInstanceOf(SavingPaused);
    // All ways of writing are refused, and reading goes on.
    expect(store.copies.saving).toMatchObject({ kind: 'moved', to: 'Clinic server', by: 'Ada Okonkwo' });
    await expect(
      store.records.insertMany(entities.patients, [{ firstname: 'A', lastname: 'B' }], { at: new Date() }),
    ).rejects.toBeInstanceOf(SavingPaused);
    await expect(
      store.files.begin({
        id: new mongoose.mongo.ObjectId().toHexString(),
        by: 'x',
        about: 'y',
        at: new Date(),
      }),
    ).rejects.toBeInstanceOf(SavingPaused);
    expect(await store.records.count(entities.patients, {})).toBe(40 + acknowledged.length);
  }, 60_000);

  // Seen red with a target that nobody looked into.
  it('goes only into an empty database, or into one that was opened and never set up', async () => {
    await withDatabase(there, (database) => database.collection('patients').insertOne({ firstname: 'Old' }));
    await expect(copy()).rejects.toMatchObject({
      reason: 'copyTargetTaken',
      message: 'The database there holds something already (patients).',
    });
    expect(await store.copies.inspect({ uri: there })).toMatchObject({ kind: 'taken' });
    await expect(copy({ to: here })).rejects.toMatchObject({ reason: 'copyTargetTaken' });
    const opened = set.uri(`opened-${Date.now()}`);
    await (await open(opened, () => undefined)).close();
    expect((await copy({ to: opened })).isWhole).toBe(true);
    expect(await contentOf(opened)).toEqual(await contentOf(here));
    const another = await open(testDatabase(), () => undefined);
    await expect(another.copies.inspect({ uri: opened })).resolves.toMatchObject({
      kind: 'taken',
      message: 'The database there is a clinic already, a copy that was finished.',
    });
    await another.close();
  }, 60_000);

  // Seen red with a claim that trusts the look before it: the clinic that was set up was gone, and the copy said it was whole.
  it('leaves alone a clinic that is set up after the look at its place, and says so', async () => {
    const desk = await open(there, () => undefined);
    onTestFinished(() => desk.close());
    await withDatabase(there, async (database) => {
      await database.createCollection('copies');
      // Nobody can note a claim while this transaction may note one.
      const session = database.client.startSession();
      session.startTransaction();
      await database.collection<{ _id: string }>('copies').insertOne({ _id: 'into' }, { session });
      const copied = copy().catch((error: unknown) => error);
      await expect.poll(() => store.copies.note()).not.toBeNull();
      await patient(desk, { firstname: 'Set', lastname: 'Up' });
      await session.abortTransaction();
      await session.endSession();
      expect(await copied).toMatchObject({
        reason: 'copyTargetTaken',
        message: expect.stringMatching(/^The database there holds something already \(.*patients/),
      });
      expect(await database.collection('patients').countDocuments()).toBe(1);
      expect(await heldIn(database)).toEqual([]);
    });
    await patient(desk, { firstname: 'Goes', lastname: 'On' });
    expect(await store.copies.note()).toBeNull();
  }, 60_000);

  // Seen red without the rule that keeps others out: who had the page open set up a clinic, and the copy removed it.
  it('refuses a desk that was open there before, until the copy is the clinic', async () => {
    const desk = await open(there, () => undefined);
    onTestFinished(() => desk.close());
    let early: Promise<unknown> | undefined;
    const result = await copy({
      onProgress: (progress) => {
        if (hasBegun('patients')(progress))
          early ??= patient(desk, { firstname: 'Set', lastname: 'Up' }).catch((error: unknown) => error);
      },
    });
    expect(await early).toBeInstanceOf(SavingPaused);
    expect(result.isWhole).toBe(true);
    expect(await contentOf(there)).toEqual(await contentOf(here));
    expect(await withDatabase(there, heldIn)).toEqual([]);
    await patient(desk, { firstname: 'First', lastname: 'There' });
  }, 60_000);

  // Seen red while a held collection got nothing back.
  it('judges documents over there as it does here', async () => {
    const validator = { firstname: { $type: 'string' } };
    const rule = { validator, validationLevel: 'moderate', validationAction: 'error' };
    await withDatabase(here, (database) => database.createCollection('judged', rule));
    await copy();
    for (const uri of [there, here]) {
      if (uri === here) await store.copies.workHereAgain(ada);
      const judged = await withDatabase(uri, (database) =>
        database.listCollections({ name: 'judged' }, { nameOnly: false }).toArray(),
      );
      expect(judged).toMatchObject([{ options: rule }]);
    }
  }, 60_000);

  // Seen red while the claim of a place took no notice: it waited until its connection was broken off.
  it('that is stopped while another run seems to be at it waits no longer', async () => {
    await stoppedWhen(hasBegun('patients'));
    await withDatabase(there, (database) =>
      intoNotes(database).updateOne({ _id: 'into' }, { $set: { aliveAt: new Date(Date.now() + 600_000) } }),
    );
    const stop = new AbortController();
    const order = {
      to: { connection: 'server', name: 'Clinic server', address: { uri: there }, place },
      // The claim asks for it.
      get from() {
        setImmediate(() => stop.abort());
        return 'This computer';
      },
      ...{ by: 'Ada Okonkwo', at: new Date() },
    };
    const watch = {
      ...{
        signal: stop.signal,
        onProgress: () => undefined,
        beforePause: async () => undefined,
        onAnswering: () => undefined,
      },
    };
    await expect(store.copies.run(order, watch)).rejects.toMatchObject({
      ...{ reason: 'cancelled', cause: { name: 'AbortError' } },
    });
  }, 90_000);

  it('that is not finished is removed as a whole, and nothing else is', async () => {
    await stoppedWhen(hasBegun('patients'));
    await store.copies.remove({ uri: there });
    expect(await contentOf(there)).toEqual({});
    expect(await store.copies.note()).toBeNull();
    await withDatabase(there, (database) => database.collection('other').insertOne({ is: 'here' }));
    await expect(store.copies.remove({ uri: there })).rejects.toMatchObject({ reason: 'copyNotPossible' });
    expect(Object.keys(await contentOf(there))).toEqual(['other']);
  }, 60_000);

  // Seen red while all that lay there was removed, also by going on.
  it('is not removed where something lies beside it that it did not bring, nor once somebody opened it', async () => {
    await stoppedWhen(hasBegun('typed'));
    const before = Object.keys(await contentOf(there));
    await withDatabase(there, (database) => database.collection('other').insertOne({ is: 'theirs' }));
    await expect(store.copies.remove({ uri: there })).rejects.toMatchObject({
      ...{ reason: 'copyTargetTaken', message: expect.stringContaining('not of it (other)') },
    });
    await expect(copy()).rejects.toMatchObject({ reason: 'copyTargetTaken' });
    expect(Object.keys(await contentOf(there)).sort()).toEqual([...before, 'other'].sort());
    await withDatabase(there, async (database) => {
      expect(await heldIn(database)).not.toContain('other');
      await database.dropCollection('other');
      await intoNotes(database).updateOne({ _id: 'into' }, { $set: { openedAt: new Date() } });
    });
    await expect(store.copies.remove({ uri: there })).rejects.toMatchObject({ reason: 'copyTargetTaken' });
    expect(Object.keys(await contentOf(there))).toEqual(before);
    await withDatabase(there, (database) =>
      intoNotes(database).updateOne({ _id: 'into' }, { $unset: { openedAt: true } }),
    );
    await store.copies.remove({ uri: there });
    expect(await contentOf(there)).toEqual({});
  }, 60_000);
});
