import { describe, expect, it } from 'vitest';
import { entities } from '../../../shared/entities';
import { setField, startForm } from './form-state';
import { typingName } from '../data';
import { memoryStore } from '../data/testing/memory-store';
import { dropDraft, dropOldDrafts, keepDraft, readDraft } from './kept-drafts';

const at = new Date('2026-11-23T09:42:00Z');
const name = typingName('u1', 'patients/new');
const { patients, users } = entities;

describe('typing that is not saved yet', () => {
  it('is kept and comes back, with dates as dates and emptied fields as emptied', () => {
    const store = memoryStore();
    const born = new Date('1972-03-12T00:00:00Z');
    const state = setField(setField(startForm({ city: 'Norbridge' }, 3), 'seen', born), 'city', undefined);
    expect(keepDraft(store, name, patients, state, at)).toBe(true);
    expect(readDraft(store, name, at)).toEqual({
      at,
      revision: 3,
      base: { city: 'Norbridge', seen: null },
      values: { city: null, seen: born },
    });
  });

  it('is forgotten once nothing differs from what is saved', () => {
    const store = memoryStore();
    keepDraft(store, name, patients, setField(startForm({}, 0), 'city', 'Easton'), at);
    keepDraft(store, name, patients, startForm({}, 0), at);
    expect(readDraft(store, name, at)).toBeNull();
    expect(store.texts.size).toBe(0);
  });

  it('never holds a password', () => {
    // Seen red with the filter on `writeOnly` taken out.
    const store = memoryStore();
    const state = setField(setField(startForm({}, 0), 'password', 'correct horse'), 'username', 'asha');
    keepDraft(store, name, users, state, at);
    expect([...store.texts.values()].join()).not.toContain('correct horse');
    expect(readDraft(store, name, at)?.values).toEqual({ username: 'asha' });
  });

  it('belongs to one person and one form', () => {
    expect(typingName('u1', 'patients/new')).not.toBe(typingName('u2', 'patients/new'));
    expect(typingName('u1', 'patients/new')).not.toBe(typingName('u1', 'healthlogs/new'));
  });

  it('says when this computer has no room to keep it', () => {
    const state = setField(startForm({}, 0), 'photo', 'x'.repeat(500));
    expect(keepDraft(memoryStore(200), name, patients, state, at)).toBe(false);
  });

  it('is none when what is kept cannot be read', () => {
    const store = memoryStore();
    store.setItem(name, '{"at":');
    expect(readDraft(store, name, at)).toBeNull();
    store.setItem(name, '{"words":"of an older version"}');
    expect(readDraft(store, name, at)).toBeNull();
  });

  it('lasts two weeks and no longer', () => {
    const store = memoryStore();
    keepDraft(store, name, patients, setField(startForm({}, 0), 'city', 'Easton'), at);
    expect(readDraft(store, name, new Date('2026-12-07T09:41:00Z'))?.values).toEqual({ city: 'Easton' });
    expect(readDraft(store, name, new Date('2026-12-07T09:43:00Z'))).toBeNull();
  });

  it('is removed from the computer when it is old, whoever typed it, and nothing else is', () => {
    const store = memoryStore();
    const typed = setField(startForm({}, 0), 'city', 'Easton');
    keepDraft(store, typingName('someone who left', 'patients/new'), patients, typed, at);
    keepDraft(store, name, patients, typed, new Date('2026-12-06T09:00:00Z'));
    store.setItem('clinic-desk:people', '[]');
    dropOldDrafts(store, new Date('2026-12-08T09:00:00Z'));
    expect([...store.texts.keys()]).toEqual([name, 'clinic-desk:people']);
  });

  it('is gone after it was discarded', () => {
    const store = memoryStore();
    keepDraft(store, name, patients, setField(startForm({}, 0), 'city', 'Easton'), at);
    dropDraft(store, name);
    expect(readDraft(store, name, at)).toBeNull();
  });
});
