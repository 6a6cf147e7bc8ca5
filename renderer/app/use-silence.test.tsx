import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ClinicEvent } from '../../shared/contract';
import { connectionWords } from '../kit/shell';
import { withSilence } from './use-session-state';
import { useSilence } from './use-silence';

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-11-30T17:03:00Z') }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** The words of the bar of a window whose link is up, over what it hears. */
function openWindow() {
  const listeners = new Set<(event: ClinicEvent) => void>();
  const live = (listener: (event: ClinicEvent) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const up = { isLive: true, label: 'This computer', tryNow: () => {} };
  const { result } = renderHook(() => withSilence(up, useSilence(live)));
  return {
    words: () => connectionWords(result.current, 'Europe/London'),
    message: () => result.current.message,
    hear: (event: ClinicEvent) =>
      act(() => {
        for (const listener of listeners) listener(event);
      }),
  };
}
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

// Seen red with the link alone asked: "live" for as long as the process was stopped.
it('is away since it was last heard, once nothing is heard of the core, and live when something is', async () => {
  const { words, message, hear } = openWindow();
  for (let beats = 0; beats < 15; beats += 1) {
    await pass(4_000);
    hear({ type: 'alive' });
  }
  expect(words()).toBe('live');
  await pass(11_000);
  expect(words()).toBe('live');
  await pass(2_000);
  expect(words()).toBe('away since 17:04');
  expect(message()).toBe('Clinic Desk does not answer.');
  hear({ type: 'alive' });
  expect(words()).toBe('live');
  expect(message()).toBeUndefined();
});
