import type { Query, QueryClient } from '@tanstack/react-query';
import { type Change, touches } from './touches';

/** Reads again what is on screen when something changed. */
export type Refresher = {
  /** A record changed: what may show it is read again, at most every `pause` milliseconds. */
  changed(change: Change): void;
  /** Updates may have been missed: everything on screen is read again. */
  everything(): void;
  stop(): void;
};

/**
 * Changes are gathered and applied together. A read that is already under way is let finish and then done once more:
 * breaking it off would never let a slow one end while changes keep coming, and what it brings may be older than the change.
 */
export function createRefresher(cache: QueryClient, pause = 100): Refresher {
  let pending: Change[] = [];
  let isEverything = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastAt = Number.NEGATIVE_INFINITY;
  const again = new Set<string>();

  function read(query: Query): void {
    query.invalidate();
    if (!query.isActive()) return;
    if (query.state.fetchStatus === 'idle') {
      // The failure is kept in the query's state, where the page shows it.
      query.fetch().catch(() => undefined);
      return;
    }
    if (again.has(query.queryHash)) return;
    again.add(query.queryHash);
    const repeat = () => {
      again.delete(query.queryHash);
      read(query);
    };
    Promise.resolve(query.promise).then(repeat, repeat);
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    lastAt = Date.now();
    const [changes, all] = [pending, isEverything];
    pending = [];
    isEverything = false;
    for (const query of cache.getQueryCache().getAll()) {
      const isTouched = all || changes.some((change) => touches(query.queryKey, change, query.state.data));
      if (isTouched) read(query);
    }
  }

  /** Without a timer when nothing was read just now: a window in the background is given timers late. */
  function soon(wait: number): void {
    if (wait <= 0) flush();
    else timer ??= setTimeout(flush, wait);
  }

  return {
    changed(change) {
      pending.push(change);
      soon(lastAt + pause - Date.now());
    },
    everything() {
      isEverything = true;
      // The news of a new link come in twos: the connection is back, and its stream of events is open.
      soon(pause);
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
