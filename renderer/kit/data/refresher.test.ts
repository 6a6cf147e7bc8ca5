import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { queryKeys } from './query-keys';
import { createRefresher } from './refresher';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A list on screen whose reads take `ms` milliseconds. */
function show(cache: QueryClient, ms = 0) {
  const read = vi.fn(async () => {
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
    return { rows: [], at: Date.now() };
  });
  const observer = new QueryObserver(cache, {
    queryKey: queryKeys.list('patients', {}),
    queryFn: read,
    staleTime: Number.POSITIVE_INFINITY,
  });
  observer.subscribe(() => undefined);
  return { read, observer };
}

const change = { entity: 'patients', id: '1'.repeat(24) };

describe('following changes', () => {
  it('reads at once after a change, and at most every 100 ms while changes keep coming', async () => {
    const cache = new QueryClient();
    const { read } = show(cache);
    const refresher = createRefresher(cache);
    await vi.advanceTimersByTimeAsync(1_000);
    read.mockClear();
    for (let passed = 0; passed < 1_000; passed += 10) {
      refresher.changed(change);
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(read.mock.calls.length).toBeGreaterThanOrEqual(8);
    expect(read.mock.calls.length).toBeLessThanOrEqual(11);
  });

  it('reads once more after a read that was under way when the change came', async () => {
    const cache = new QueryClient();
    const { read, observer } = show(cache, 300);
    const refresher = createRefresher(cache);
    await vi.advanceTimersByTimeAsync(150);
    refresher.changed(change);
    await vi.advanceTimersByTimeAsync(100);
    expect(read).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(500);
    expect(read).toHaveBeenCalledTimes(2);
    expect(observer.getCurrentResult().isStale).toBe(false);
  });

  it('lets slow reads end although changes never stop', async () => {
    const cache = new QueryClient();
    const { observer } = show(cache, 400);
    const refresher = createRefresher(cache);
    for (let passed = 0; passed < 2_000; passed += 50) {
      refresher.changed(change);
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(observer.getCurrentResult().data).toBeDefined();
  });

  it('leaves alone what shows nothing of the change, and reads everything after a gap', async () => {
    const cache = new QueryClient();
    const { read } = show(cache);
    const refresher = createRefresher(cache);
    await vi.advanceTimersByTimeAsync(10);
    read.mockClear();
    refresher.changed({ entity: 'prescriptions', id: change.id });
    await vi.advanceTimersByTimeAsync(200);
    expect(read).not.toHaveBeenCalled();
    refresher.everything();
    await vi.advanceTimersByTimeAsync(200);
    expect(read).toHaveBeenCalledTimes(1);
  });
});
