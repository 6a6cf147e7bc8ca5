import { describe, expect, it } from 'vitest';
import { claimTyping, keepTyping, readTyping, typingName } from './kept-typing';
import { memoryStore } from './testing/memory-store';

const at = new Date('2026-11-23T09:42:00Z');
const later = new Date('2026-11-23T09:50:00Z');
const name = typingName('u1', 'patients/new');
const claim = (store: ReturnType<typeof memoryStore>, own: string, ...open: string[]) =>
  claimTyping(store, name, { own, open: new Set([own, ...open]) }, later);
const lastname = (store: ReturnType<typeof memoryStore>, under: string) =>
  readTyping(store, under, later)?.lastname;

describe('typing in two windows', () => {
  // Seen red with one name for all windows: what was typed last in either was all that was left.
  it('is kept apart: neither writes over the other', () => {
    const store = memoryStore();
    const first = claim(store, 'w1', 'w2');
    keepTyping(store, first, { lastname: 'Abebe' }, at);
    const second = claim(store, 'w2', 'w1');
    expect(lastname(store, second)).toBeUndefined();
    keepTyping(store, second, { lastname: 'Okafor' }, at);
    expect(lastname(store, claim(store, 'w1', 'w2'))).toBe('Abebe');
    expect(lastname(store, claim(store, 'w2', 'w1'))).toBe('Okafor');
  });

  it('comes back in the next window once its own is closed, the newest first, and only in one', () => {
    const store = memoryStore();
    keepTyping(store, claim(store, 'w1', 'w2'), { lastname: 'Abebe' }, at);
    keepTyping(store, claim(store, 'w2', 'w1'), { lastname: 'Okafor' }, later);
    const third = claim(store, 'w3');
    expect(lastname(store, third)).toBe('Okafor');
    const fourth = claim(store, 'w4', 'w3');
    expect(lastname(store, fourth)).toBe('Abebe');
    expect(lastname(store, claim(store, 'w5', 'w3', 'w4'))).toBeUndefined();
    expect(store.length).toBe(2);
  });

  it('that an earlier version kept once for all windows comes back too', () => {
    const store = memoryStore();
    keepTyping(store, name, { lastname: 'Abebe' }, at);
    expect(lastname(store, claim(store, 'w1'))).toBe('Abebe');
  });

  it('in another place, or of another person, is left alone', () => {
    const store = memoryStore();
    for (const other of [typingName('u1', 'patients/new2'), typingName('u2', 'patients/new')])
      keepTyping(store, `${other}@w0`, { lastname: 'Abebe' }, at);
    expect(lastname(store, claim(store, 'w1'))).toBeUndefined();
    expect(store.length).toBe(2);
  });

  it('stays where it is when there is no room for it twice', () => {
    const store = memoryStore();
    keepTyping(store, `${name}@w1`, { photo: 'x'.repeat(1_000) }, at);
    const full = {
      ...store,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    const claimed = claimTyping(full, name, { own: 'w2', open: new Set(['w2']) }, later);
    expect(readTyping(store, claimed, later)?.photo).toBe('x'.repeat(1_000));
  });
});
