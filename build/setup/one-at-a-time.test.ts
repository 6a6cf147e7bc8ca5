import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clinic-desk-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const { signal } = new AbortController();

describe('setting up', () => {
  test('waits for another command in the same folder', async () => {
    const diary: string[] = [];
    const { promise: firstMayEnd, resolve: endFirst } = deferred();
    const first = oneAtATime(signal, async () => (await firstMayEnd, diary.push('first')), folder);
    const second = oneAtATime(signal, async () => diary.push('second'), folder);
    endFirst();
    await Promise.all([first, second]);
    expect(diary).toEqual(['first', 'second']);
  });

  test('goes on when the other command failed', async () => {
    const broken = oneAtATime(signal, () => Promise.reject(new Error('no network')), folder);
    await expect(broken).rejects.toThrow('no network');
    expect(await oneAtATime(signal, async () => 'done', folder)).toBe('done');
  });

  test('takes over from a command that was killed', async () => {
    const neverAProcess = 2 ** 31 - 1;
    writeFileSync(join(folder, 'setting-up'), String(neverAProcess));
    expect(await oneAtATime(signal, async () => 'done', folder)).toBe('done');
  });
});

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
