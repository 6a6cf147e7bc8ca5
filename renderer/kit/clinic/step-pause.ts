import { useSyncExternalStore } from 'react';

/** Longer than a double click, shorter than a second thought. */
const pauseMs = 600;

let isPaused = false;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  isPaused = next;
  for (const listener of listeners) listener();
}

/** Called when a step was taken: for a moment no other is. */
export function pauseSteps(): void {
  clearTimeout(timer);
  timer = setTimeout(() => set(false), pauseMs);
  set(true);
}

/**
 * True for a moment after a step of any row: the next step stands under the pointer at once, and the second half of a
 * double click would take it as well, or that of the row which moved up.
 */
export function useStepPause(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isPaused,
  );
}
