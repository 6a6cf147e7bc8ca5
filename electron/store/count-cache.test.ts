import { expect, it, vi } from 'vitest';
import { CountCache } from './count-cache';

it('counts the same selection once, until its entity changes', async () => {
  const cache = new CountCache();
  const count = vi.fn(async () => 7);
  for (let n = 0; n < 3; n += 1) expect(await cache.count('patients', { text: 'a' }, count)).toBe(7);
  cache.forget('doctors');
  await cache.count('patients', { text: 'a' }, count);
  expect(count).toHaveBeenCalledTimes(1);
  cache.forget('patients');
  await cache.count('patients', { text: 'a' }, count);
  await cache.count('patients', { text: 'b' }, count);
  expect(count).toHaveBeenCalledTimes(3);
});

it('does not keep a count during which something changed', async () => {
  const cache = new CountCache();
  const stale = cache.count('patients', {}, async () => {
    cache.forget('patients');
    return 1;
  });
  expect(await stale).toBe(1);
  expect(await cache.count('patients', {}, async () => 2)).toBe(2);
});

it('counts once for two who ask at the same time, and again after a count that failed', async () => {
  const cache = new CountCache();
  const count = vi.fn(async () => 7);
  const both = [cache.count('patients', {}, count), cache.count('patients', {}, count)];
  expect(await Promise.all(both)).toEqual([7, 7]);
  expect(count).toHaveBeenCalledTimes(1);
  await expect(cache.count('doctors', {}, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await cache.count('doctors', {}, async () => 2)).toBe(2);
});

it('keeps the 200 selections that were used last', async () => {
  const cache = new CountCache();
  const count = vi.fn(async () => 1);
  for (let n = 0; n < 201; n += 1) {
    await cache.count('patients', n, count);
    await cache.count('patients', 0, count);
  }
  count.mockClear();
  await cache.count('patients', 0, count);
  expect(count).not.toHaveBeenCalled();
  await cache.count('patients', 1, count);
  expect(count).toHaveBeenCalledTimes(1);
});
