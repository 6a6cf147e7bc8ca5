import { describe, expect, test } from 'vitest';
import { noWindowBecause } from './electron-binary.mjs';

describe('a window of its own', () => {
  test('is opened on Windows and macOS', () => {
    for (const platform of ['win32', 'darwin'] as const) {
      expect(noWindowBecause({ platform, env: {}, isRoot: false })).toBeUndefined();
    }
  });

  test('is opened on Linux where there is a screen', () => {
    for (const env of [{ DISPLAY: ':0' }, { WAYLAND_DISPLAY: 'wayland-0' }]) {
      expect(noWindowBecause({ platform: 'linux', env, isRoot: false })).toBeUndefined();
    }
  });

  test('is not opened where there is no screen', () => {
    expect(noWindowBecause({ platform: 'linux', env: {}, isRoot: false })).toBe('There is no screen here');
  });

  test('is not opened for the root user, who would lose the sandbox', () => {
    expect(noWindowBecause({ platform: 'linux', env: { DISPLAY: ':0' }, isRoot: true })).toMatch(/sandbox/);
  });
});
