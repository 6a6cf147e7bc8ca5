import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { bundledForNode, nextMessage, startOther } from '../../machine/testing/other-process';
import { startLink } from '../../../tests/support/link';
import { contentOf, withDatabase } from '../../../tests/support/database-content';
import { testDatabase } from '../../../tests/support/database';
import { startTestSet, type TestSet } from '../../../tests/support/mongod-set';
import { everyKind, takeReadings } from '../../../tests/support/copied-clinic';
import { entities } from '../../../shared/entities';
import type { CopyProgress, CopyResult } from '../../core/ports/clinic-copies';
import { SavingPaused } from '../../core/ports/records';
import { type MongoStore, openStore } from '../open-store';
import { intoNotes, outNotes } from './notes';
import { heldIn } from './testing/held-in';

const open = openStore(entities);
const copier = join(import.meta.dirname, 'testing/copy-until-killed.ts');

async function killed(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

let set: TestSet;
beforeAll(async () => {
  set = await startTestSet();
}, 60_000);
afterAll(() => set?.dispose());

describe('a copy to another database', () => {
  let here: string;
  let there: string;
  let store: MongoStore;
  let ids: string[];

  beforeEach(async () => {
    here = testDatabase();
    there = set.uri(`copy-${Math.random().toString(36).slice(2, 10)}`);
    store = await open(here, () => undefined);
    ids = await everyKind(store);
  });
  afterEach(() => store?.close());

  const stranger = { host: 'stranger.example', port: 27_017 };
  const place = { hosts: [stranger], srv: false, database: 'clinic' };

  const copy = (
    {
      signal = new AbortController().signal,
      onProgress = () => undefined,
      to = there,
      connection = 'server',
      hosts = place.hosts,
    } = {} as {
      signal?: AbortSignal;
      onProgress?: (progress: CopyProgress) => void;
      to?: string;
      connection?: string;
      hosts?: { host: string; port: number }[];
    },
  ): Promise<CopyResult> =>
    store.copies.run(
      {
        to: { connection, name: 'Clinic server', address: { uri: to }, place: { ...place, hosts } },
        ...{ from: 'This computer', by: 'Ada Okonkwo', at: new Date() },
      },
      { signal, onProgress, beforePause: async () => undefined },
    );

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

  const ada = { by: 'Ada Okonkwo', at: new Date() };
  const patient = (store: MongoStore, values: Record<string, unknown>) =>
    store.records.change((unit) => unit.insert(entities.patients, values, { at: new Date() }));
  /** Stops at the first progress that fulfils a condition. */
  const stoppedWhen = async (is: (progress: CopyProgress) => boolean) => {
    const stop = new AbortController();
    const onProgress = (progress: CopyProgress) => (is(progress) ? stop.abort() : undefined);
    await expect(copy({ signal: stop.signal, onProgress })).rejects.toMatchObject({ reason: 'cancelled' });
  };
  const hasBegun = (name: string) => (progress: CopyProgress) =>
    progress.collections.some((each) => each.name === name && each.state !== 'waiting');

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

  // Seen red while a finished copy over there was looked at first: it was "a clinic already", and nothing could end it.
  it.each(['unfinished', 'complete'] as const)(
    'whose last step broke off when the copy was %s is ended by going on, and can be opened',
    async (state) => {
      await copy();
      await withDatabase(there, (database) =>
        intoNotes(database).updateOne({ _id: 'into' }, { $set: { state } }),
      );
      await withDatabase(here, (database) =>
        outNotes(database).updateOne({ _id: 'out' }, { $unset: { isComplete: true } }),
      );
      expect(await store.copies.note()).toMatchObject({ state: 'finishing' });
      // Seen red with the time of the repetition kept: what was saved there meanwhile counted as copied.
      if (state === 'complete') await savedThere();
      expect((await copy()).isWhole).toBe(true);
      if (state === 'complete')
        expect(await store.copies.sinceCopied({ uri: there })).toMatchObject({ changes: 1 });
      expect(await store.copies.note()).toMatchObject({ state: 'finished' });
      await (await open(there, () => undefined)).close();

      async function savedThere() {
        const copied = await open(there, () => undefined);
        const at = new Date();
        await copied.records.appendAudit([{ at, action: 'create', entity: 'patients', outcome: 'done' }]);
        await copied.close();
      }
    },
    60_000,
  );

  // Seen red while nothing told of it once the copy was given up: it was a second clinic without a sign.
  it('whose last step broke off stays on record when people went back and gave it up', async () => {
    await copy();
    await withDatabase(here, (database) =>
      outNotes(database).updateOne({ _id: 'out' }, { $unset: { isComplete: true } }),
    );
    await store.copies.workHereAgain(ada);
    expect(await store.copies.note()).toMatchObject({ state: 'begun' });
    expect(await store.copies.returns()).toEqual([]);
    await store.copies.abandon();
    expect(await store.copies.returns()).toMatchObject([{ backBy: 'Ada Okonkwo', isUncertain: true }]);
  }, 60_000);

  it('whose last step broke off, and that was not finished, leaves no such record when it is removed', async () => {
    await stoppedWhen(hasBegun('patients'));
    await withDatabase(here, (database) =>
      outNotes(database).updateOne({ _id: 'out' }, { $set: { state: 'moved', hold: { id: 'left' } } }),
    );
    await store.copies.workHereAgain(ada);
    await store.copies.remove({ uri: there });
    expect(await store.copies.note()).toBeNull();
    expect(await store.copies.returns()).toEqual([]);
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
      ...{ signal: stop.signal, onProgress: () => undefined, beforePause: async () => undefined },
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

  it('lets people work in the old database again when they say so, also on other computers', async () => {
    await copy();
    const other = await open(here, () => undefined);
    expect(other.copies.saving).toMatchObject({ kind: 'moved', to: 'Clinic server' });
    await expect(patient(other, { firstname: 'Not', lastname: 'Yet' })).rejects.toBeInstanceOf(SavingPaused);
    // Who looks at the old records stays on record there.
    await other.records.appendAudit([{ at: new Date(), action: 'read', outcome: 'done' }]);
    await store.copies.workHereAgain(ada);
    await patient(store, { firstname: 'Old', lastname: 'Place' });
    await expect.poll(() => other.copies.saving).toEqual({ kind: 'open' });
    await patient(other, { firstname: 'Other', lastname: 'Computer' });
    await other.close();
  }, 60_000);

  // Seen red while going back removed all that told of the move, and while nobody noted an opening.
  it('says what was saved in it since, and that people went back stays on record, also beside a later copy', async () => {
    await copy();
    const to = { uri: there };
    expect(await store.copies.sinceCopied(to)).toEqual({ changes: 0 });
    const moved = await store.copies.note();
    const copied = await open(there, () => undefined);
    onTestFinished(() => copied.close());
    const { openedAt } = await store.copies.sinceCopied(to);
    expect(openedAt).toBeInstanceOf(Date);
    expect(await copied.copies.origin()).toEqual({ copy: moved?.id, openedAt });
    await (await open(there, () => undefined)).close();
    const entry = { at: new Date(), entity: 'patients', outcome: 'done' } as const;
    await copied.records.appendAudit([
      { ...entry, action: 'read' },
      { ...entry, action: 'create' },
      { ...entry, action: 'update', outcome: 'refused' },
    ]);
    expect(await store.copies.sinceCopied(to)).toEqual({
      openedAt,
      changes: 1,
      lastChange: expect.any(Date),
    });
    expect(await store.copies.returns()).toEqual([]);

    await store.copies.workHereAgain({ ...ada, openedAt });
    expect(await store.copies.note()).toBeNull();
    const back = {
      ...{ id: moved?.id, to: moved?.to, by: 'Ada Okonkwo' },
      ...{ movedAt: moved?.since, openedAt, backAt: ada.at, backBy: 'Ada Okonkwo' },
    };
    expect(await store.copies.returns()).toEqual([back]);
    const elsewhere = set.uri(`later-${Date.now()}`);
    expect((await copy({ to: elsewhere })).isWhole).toBe(true);
    expect(await store.copies.returns()).toEqual([back]);
    await store.copies.workHereAgain({ ...ada, at: new Date(ada.at.getTime() + 60_000) });
    expect((await store.copies.returns()).map(({ openedAt: opened }) => opened)).toEqual([
      undefined,
      openedAt,
    ]);
  }, 60_000);

  // Seen red while a hold left in the middle of that became a copy that goes on: the whole one was called unfinished.
  it('that was whole is not taken for unfinished when going back broke off', async () => {
    await copy();
    await withDatabase(here, (database) =>
      outNotes(database).updateOne({ _id: 'out' }, { $set: { state: 'lifting', aliveAt: new Date(0) } }),
    );
    const other = await open(here, () => undefined);
    onTestFinished(() => other.close());
    // By whichever of the two looks first.
    await expect.poll(() => store.copies.note()).toBeNull();
    await expect.poll(() => other.copies.saving, { timeout: 15_000 }).toEqual({ kind: 'open' });
  }, 60_000);

  it('goes on after its process was killed while people worked', async () => {
    const bundle = await bundledForNode(copier);
    const child = startOther(bundle, [here, there, 'copying', 'typed']);
    expect(await nextMessage(child)).toBe('there');
    await killed(child);
    await expect(open(there, () => undefined)).rejects.toMatchObject({ reason: 'copyUnfinished' });
    await patient(store, { firstname: 'New', lastname: 'Meanwhile' });
    expect((await copy()).isWhole).toBe(true);
    expect(await contentOf(there)).toEqual(await contentOf(here));
  }, 120_000);

  it('whose process was killed while nobody could save lets people save again, and goes on', async () => {
    const bundle = await bundledForNode(copier);
    const child = startOther(bundle, [here, there, 'comparing', 'patients']);
    expect(await nextMessage(child)).toBe('there');
    await expect.poll(() => store.copies.saving).toMatchObject({ kind: 'paused', to: 'Clinic server' });
    await expect(patient(store, { firstname: 'Too', lastname: 'Early' })).rejects.toBeInstanceOf(
      SavingPaused,
    );
    await killed(child);
    // By whichever computer has the database open.
    await expect
      .poll(() => store.copies.saving, { timeout: 50_000, interval: 500 })
      .toEqual({ kind: 'open' });
    await patient(store, { firstname: 'New', lastname: 'Meanwhile' });
    expect((await copy()).isWhole).toBe(true);
    expect(await contentOf(there)).toEqual(await contentOf(here));
  }, 120_000);

  it('ends in words when the link to the other database is cut, lets people save, and goes on later', async () => {
    const link = await startLink(set.members[0]?.port ?? 0);
    onTestFinished(() => link.close());
    const to = `mongodb://127.0.0.1:${link.port}/cut-${Date.now()}?directConnection=true`;
    for (const stage of ['copying', 'comparing'] as const) {
      let isCut = false;
      const broken = copy({
        to,
        onProgress(progress) {
          if (isCut || progress.stage !== stage || !hasBegun('patients')(progress)) return;
          isCut = true;
          void link.cut();
        },
      });
      await expect(broken).rejects.toMatchObject({ reason: 'noAnswer' });
      await patient(store, { firstname: 'After', lastname: stage });
      await link.mend();
    }
    const result = await copy({ to });
    expect(result.isWhole).toBe(true);
    expect(await contentOf(to)).toEqual(await contentOf(here));
  }, 120_000);
});
