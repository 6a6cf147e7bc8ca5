import { describe, expect, it, onTestFinished } from 'vitest';
import { withDatabase } from '../../../tests/support/database-content';
import { SavingPaused } from '../../core/ports/records';
import { intoNotes, outNotes } from './notes';
import {
  ada,
  copy,
  eachWithPlaceForCopy,
  hasBegun,
  here,
  open,
  patient,
  set,
  stoppedWhen,
  store,
  there,
} from './testing/place-for-copy';

describe('a whole copy, and who goes back', () => {
  eachWithPlaceForCopy();

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
});
