import { describe, expect, it } from 'vitest';
import {
  changesOf,
  draftOf,
  follow,
  rebase,
  settle,
  setField,
  startForm,
  touchedFields,
  withKept,
} from './form-state';
import { isBlank, isSame } from './values';

const record = { firstname: 'Fatima', phone: '+44 1', city: 'Norbridge', doctors: ['a'] };
const all = Object.keys(record);

describe('what a form sends', () => {
  it('sends only the fields that were changed, and null for one that was emptied', () => {
    const state = setField(setField(startForm(record, 3), 'phone', '+44 2'), 'city', '');
    expect(changesOf(state, all)).toEqual({ phone: '+44 2', city: null });
  });

  it('sends nothing for a field that was changed and changed back', () => {
    const state = setField(setField(startForm(record, 3), 'phone', '+44 2'), 'phone', '+44 1');
    expect(touchedFields(state)).toEqual([]);
  });

  it('sends nothing that the person may not write', () => {
    const state = setField(startForm(record, 3), 'phone', '+44 2');
    expect(changesOf(state, ['firstname'])).toEqual({});
  });

  it('leaves empty fields out of a new record', () => {
    const state = setField(setField(startForm({}, 0), 'firstname', 'Fatima'), 'phone', '  ');
    expect(draftOf(state, all)).toEqual({ firstname: 'Fatima' });
  });
});

describe('a record that changes elsewhere while it is edited', () => {
  const theirs = { revision: 4, values: { ...record, city: 'Easton' } };

  it('shows the new value in a field that was not touched, and saves against the new revision', () => {
    const state = follow(setField(startForm(record, 3), 'phone', '+44 2'), theirs, 'phone');
    expect(state.values).toMatchObject({ city: 'Easton', phone: '+44 2' });
    expect(state.revision).toBe(4);
    expect(changesOf(state, all)).toEqual({ phone: '+44 2' });
  });

  it('keeps what was typed, marks the field, and saves against the revision it was typed on', () => {
    const state = follow(setField(startForm(record, 3), 'city', 'Westham'), theirs, null);
    expect(state.values.city).toBe('Westham');
    expect(state.elsewhere).toEqual(['city']);
    expect(state.revision).toBe(3);
  });

  it('does not replace the field that has the cursor, and follows once it is left unchanged', () => {
    const focused = follow(startForm(record, 3), theirs, 'city');
    expect(focused.values.city).toBe('Norbridge');
    const left = follow(focused, focused.latest, null);
    expect(left.values.city).toBe('Easton');
    expect(left.elsewhere).toEqual([]);
    expect(left.revision).toBe(4);
  });

  it('has nothing to ask when both typed the same', () => {
    const state = follow(setField(startForm(record, 3), 'city', 'Easton'), theirs, null);
    expect(state.elsewhere).toEqual([]);
    expect(touchedFields(state)).toEqual([]);
  });

  it('notices a second change elsewhere while the first is still in question', () => {
    const first = follow(setField(startForm(record, 3), 'city', 'Westham'), theirs, null);
    const second = follow(first, { revision: 5, values: { ...theirs.values, phone: '+44 9' } }, null);
    expect(second.values.phone).toBe('+44 9');
    expect(second.elsewhere).toEqual(['city']);
    expect(second.revision).toBe(3);
  });

  it('shows a field that someone emptied as empty', () => {
    const { city: _gone, ...without } = record;
    expect(follow(startForm(record, 3), { revision: 4, values: without }, null).values.city).toBeUndefined();
  });
});

describe('choosing between two versions', () => {
  const current = { ...record, city: 'Easton', phone: '+44 9' };

  it('sends the chosen own value against the record as it is now', () => {
    const typed = setField(setField(startForm(record, 3), 'city', 'Westham'), 'phone', '+44 2');
    const settled = settle(settle(typed, 'city', current, 'Westham'), 'phone', current, '+44 9');
    const state = rebase(settled, { revision: 4, values: current });
    expect(state.revision).toBe(4);
    expect(changesOf(state, all)).toEqual({ city: 'Westham' });
    expect(state.values.phone).toBe('+44 9');
  });
});

describe('typing kept from before', () => {
  const kept = { base: { city: 'Norbridge' }, values: { city: 'Westham' }, revision: 3 };

  it('comes back on top of the record', () => {
    const state = withKept(startForm(record, 3), kept);
    expect(changesOf(state, all)).toEqual({ city: 'Westham' });
  });

  it('gives way in a new record where the form now starts with another value', () => {
    const typed = {
      base: { time: '10:00', reason: null },
      values: { time: '10:10', reason: 'Cough' },
      revision: 0,
    };
    const state = withKept(startForm({ time: '14:00' }, 0), typed);
    expect(state.values).toEqual({ time: '14:00', reason: 'Cough' });
    expect(state.elsewhere).toEqual([]);
  });

  it('is marked, and saved against the revision it was typed on, when the field changed meanwhile', () => {
    const state = withKept(startForm({ ...record, city: 'Easton' }, 5), kept);
    expect(state.values.city).toBe('Westham');
    expect(state.elsewhere).toEqual(['city']);
    expect(state.revision).toBe(3);
  });
});

describe('what counts as empty and as equal', () => {
  it('takes spaces, empty lists and groups of empty parts as nothing', () => {
    for (const value of [undefined, null, '', '  ', [], {}, { name: '', phone: undefined }]) {
      expect(isBlank(value), JSON.stringify(value)).toBe(true);
    }
    expect(isBlank(0)).toBe(false);
    expect(isBlank(false)).toBe(false);
  });

  it('compares dates by the instant, lists by order and groups by their filled parts', () => {
    expect(isSame(new Date(5), new Date(5))).toBe(true);
    expect(isSame(['a', 'b'], ['b', 'a'])).toBe(false);
    expect(isSame({ name: 'x', phone: undefined }, { name: 'x' })).toBe(true);
    expect(isSame(0, undefined)).toBe(false);
  });
});
