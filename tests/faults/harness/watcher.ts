import { setTimeout as pause } from 'node:timers/promises';
import type { ClinicClient } from '../../../shared/contract';
import { type Journal, keyOf } from './journal';

/** What one window was told by live updates. */
export type Watcher = {
  /** How often each state of a record was told. */
  readonly told: ReadonlyMap<string, number>;
  /** When everything was to be read again (`performance.now()`). */
  readonly gaps: readonly number[];
  /** Revisions of one record that came in another order than they were made. */
  readonly outOfOrder: readonly string[];
  close(): Promise<void>;
};

export type Followed = {
  readonly told: number;
  readonly missed: readonly string[];
  readonly doubled: readonly string[];
  readonly outOfOrder: readonly string[];
  readonly gaps: number;
};

/** Follows `events.watch` as a window does; resolves once it is told everything that changes from then on. */
export async function watch(client: ClinicClient): Promise<Watcher> {
  const told = new Map<string, number>();
  const gaps: number[] = [];
  const outOfOrder: string[] = [];
  const latest = new Map<string, number>();
  const stop = new AbortController();
  const events = await client.events.watch(undefined, { signal: stop.signal });
  const first = await events.next();
  if (first.done || first.value.type !== 'ready') throw new Error('The stream did not begin with "ready"');
  const following = (async () => {
    for await (const event of events) {
      if (event.type === 'gap') gaps.push(performance.now());
      if (event.type !== 'changed' || event.revision === undefined) continue;
      const key = keyOf(event);
      told.set(key, (told.get(key) ?? 0) + 1);
      if ((latest.get(event.id) ?? 0) > event.revision) outOfOrder.push(key);
      latest.set(event.id, event.revision);
    }
  })().catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  return {
    told,
    gaps,
    outOfOrder,
    close: async () => {
      stop.abort();
      await following;
    },
  };
}

const LAST_EVENTS_MS = 15_000;

/**
 * Holds a watcher against the journal, once the last events have come. A change that was not told is missed unless the
 * window was told to read everything again after it was stored.
 */
export async function followed(watcher: Watcher, { writes }: Journal): Promise<Followed> {
  const missed = () =>
    writes.filter(
      ({ key, storedSince }) => !watcher.told.has(key) && !watcher.gaps.some((gap) => gap >= storedSince),
    );
  const until = performance.now() + LAST_EVENTS_MS;
  while (missed().length > 0 && performance.now() < until) await pause(50);
  const ours = writes.map(({ key }) => key);
  return {
    told: ours.filter((key) => watcher.told.has(key)).length,
    missed: missed().map(({ key }) => key),
    doubled: ours.filter((key) => (watcher.told.get(key) ?? 0) > 1),
    outOfOrder: watcher.outOfOrder,
    gaps: watcher.gaps.length,
  };
}
