import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { testDatabase } from '../../../tests/support/database';
import { withDatabase } from '../../../tests/support/database-content';
import { auditentries } from '../../../shared/entities/auditentries';
import { type IntoNote, intoNotes } from './notes';
import { sinceCopied } from './since-copied';
import { claim, unclaim } from './target';

const longAgo = new Date(0);
const order = { from: 'This computer', by: 'Ada Okonkwo', at: new Date() };
const note: IntoNote = {
  ...{ _id: 'into', copy: 'one', state: 'unfinished', from: order.from, by: order.by },
  ...{ begunAt: longAgo, run: 'theirs', aliveAt: longAgo },
};
const inPlace = (work: Parameters<typeof withDatabase>[1]) => withDatabase(testDatabase(), work);

// Each seen red without the condition that it is about.
it.each<[string, Partial<IntoNote>]>([
  ['that was opened as a clinic', { openedAt: longAgo }],
  ['that is whole', { state: 'complete' }],
  ['of another database', { copy: 'another' }],
  ['at which somebody works', { aliveAt: new Date(Date.now() + 60_000) }],
])('a copy %s is not gone on with', async (_, changes) => {
  await inPlace(async (there) => {
    await intoNotes(there).insertOne({ ...note, ...changes });
    const stopped = new AbortController();
    const claimed = claim(there, 'one', 'mine', order, stopped.signal);
    await pause(800);
    stopped.abort();
    await expect(claimed).rejects.toThrow();
    expect(await intoNotes(there).findOne({ _id: 'into' })).toMatchObject({ run: 'theirs' });
  });
});

it('a copy that nobody works at is gone on with, and given free by its own run alone', async () => {
  await inPlace(async (there) => {
    await intoNotes(there).insertOne(note);
    await claim(there, 'one', 'mine', order);
    await unclaim(there, 'theirs');
    const claimed = await intoNotes(there).findOne({ _id: 'into' });
    expect(claimed?.run).toBe('mine');
    expect(claimed?.aliveAt.getTime()).toBeGreaterThan(longAgo.getTime());
    await unclaim(there, 'mine');
    expect((await intoNotes(there).findOne({ _id: 'into' }))?.aliveAt).toEqual(longAgo);
  });
});

// Seen red without each of the four conditions.
it('of what became of a copy only changes of the clinic count, that were made since', async () => {
  await inPlace(async (there) => {
    const completedAt = new Date('2026-11-30T10:00:00Z');
    const later = new Date('2026-11-30T11:00:00Z');
    await intoNotes(there).insertOne({ ...note, state: 'complete', completedAt });
    const entry = { at: later, outcome: 'done', action: 'update', entity: 'patients' };
    await there
      .collection(auditentries.name)
      .insertMany([
        entry,
        { ...entry, at: completedAt },
        { ...entry, outcome: 'refused' },
        { ...entry, action: 'read' },
        { ...entry, action: 'save', entity: 'connections' },
      ]);
    expect(await sinceCopied(there, 'one')).toEqual({ changes: 1, lastChange: later });
  });
});
