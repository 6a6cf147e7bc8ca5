import { describe, expect, it } from 'vitest';
import { entities } from '../../../../shared/entities';
import { typingName } from '../../data';
import { memoryStore } from '../../data/testing/memory-store';
import { setField, startForm } from '../../form/form-state';
import { dropOldDrafts, keepDraft, readDraft } from '../../form/kept-drafts';
import { bookingPlace, keepBooking, readBooking } from './kept-booking';

const at = new Date('2026-11-23T09:42:00Z');
const now = { at, today: '2026-11-23' };
const patient = 'a'.repeat(24);
const bookingName = (userId: string, request: Parameters<typeof bookingPlace>[0]) =>
  typingName(userId, bookingPlace(request));
const name = bookingName('u1', { kind: 'walkIn' });
const form = typingName('u1', 'patients/new');

describe('a booking that is half typed', () => {
  it('comes back as it was typed', () => {
    const store = memoryStore();
    const typed = { patient, date: '2026-11-24', time: '10:20', minutes: 20, reason: 'Cough since a week' };
    keepBooking(store, name, typed, at);
    expect(readBooking(store, name, now)).toEqual(typed);
  });

  // Seen red with a sweep that took whatever is no draft of a form for unreadable: every sign-in wiped the booking.
  it('outlasts starts, sign-ins and other windows for two weeks, as a form does, and no longer', () => {
    const store = memoryStore();
    keepBooking(store, name, { patient, reason: 'Cough' }, at);
    keepDraft(store, form, entities.patients, setField(startForm({}, 0), 'city', 'Easton'), at);
    const almost = new Date('2026-12-07T09:41:00Z');
    dropOldDrafts(store, at);
    dropOldDrafts(store, almost);
    expect(readBooking(store, name, { ...now, at: almost })).toEqual({ patient, reason: 'Cough' });
    expect(readDraft(store, form, almost)?.values).toEqual({ city: 'Easton' });
    dropOldDrafts(store, new Date('2026-12-07T09:43:00Z'));
    expect(store.length).toBe(0);
  });

  it('is not brought back when it is old, also before anything swept it away', () => {
    const store = memoryStore();
    keepBooking(store, name, { patient }, at);
    const late = { at: new Date('2026-12-08T00:00:00Z'), today: '2026-12-08' };
    expect(readBooking(store, name, late)).toBeUndefined();
  });

  it('leaves out a day that is past, with its time', () => {
    const store = memoryStore();
    keepBooking(store, name, { patient, date: '2026-11-23', time: '16:00', minutes: 30 }, at);
    const tomorrow = { at: new Date('2026-11-24T07:00:00Z'), today: '2026-11-24' };
    expect(readBooking(store, name, tomorrow)).toEqual({ patient, minutes: 30 });
  });

  it('is forgotten when nobody and nothing is named any more', () => {
    const store = memoryStore();
    keepBooking(store, name, { patient }, at);
    keepBooking(store, name, { date: '2026-11-24', minutes: 20 }, at);
    expect(store.length).toBe(0);
  });

  it('belongs to one person and one patient', () => {
    const names = [
      name,
      bookingName('u2', { kind: 'walkIn' }),
      bookingName('u1', { kind: 'new' }),
      bookingName('u1', { kind: 'new', initial: { patient } }),
    ];
    expect(new Set(names).size).toBe(names.length);
  });

  it('is none when what is kept cannot be read', () => {
    const store = memoryStore();
    store.setItem(name, '{"patient":"of an older version"}');
    expect(readBooking(store, name, now)).toBeUndefined();
  });
});
