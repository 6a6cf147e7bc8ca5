import { describe, expect, it } from 'vitest';
import { isPressed, isSingleLetter } from './shortcut-keys';

const press = (key: string, held: string[] = [], code = '') => ({
  key,
  code,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  altKey: held.includes('alt'),
  shiftKey: held.includes('shift'),
});

describe('keyboard shortcuts', () => {
  it('mean Ctrl on Windows and Linux and ⌘ on a Mac', () => {
    expect(isPressed('mod+K', press('k', ['ctrl']), false)).toBe(true);
    expect(isPressed('mod+K', press('k', ['meta']), true)).toBe(true);
    expect(isPressed('mod+K', press('k', ['ctrl']), true)).toBe(false);
    expect(isPressed('mod+K', press('k'), false)).toBe(false);
  });

  it('tell ⌘⇧N from ⌘N', () => {
    expect(isPressed('mod+N', press('N', ['ctrl', 'shift']), false)).toBe(false);
    expect(isPressed('mod+shift+N', press('N', ['ctrl', 'shift']), false)).toBe(true);
  });

  it('take ? whether or not the keyboard needs shift for it', () => {
    expect(isPressed('?', press('?', ['shift']), false)).toBe(true);
    expect(isPressed('?', press('?'), false)).toBe(true);
  });

  it('take the letter on the key where Alt types another sign', () => {
    expect(isPressed('alt+N', press('˜', ['alt'], 'KeyN'), true)).toBe(true);
  });

  it('know keys by the names that key caps show', () => {
    expect(isPressed('alt+enter', press('Enter', ['alt']), false)).toBe(true);
    expect(isPressed('left', press('ArrowLeft'), false)).toBe(true);
  });

  it('count as single letters only without ⌘ and ⌥', () => {
    expect(['W', '?', '/'].map(isSingleLetter)).toEqual([true, true, true]);
    expect(['mod+W', 'alt+N', 'left', 'enter'].map(isSingleLetter)).toEqual([false, false, false, false]);
  });
});
