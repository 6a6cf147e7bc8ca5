import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type InstanceLockResult, takeInstanceLock } from './instance-lock';
import { bundledForNode, nextMessage, startOther } from './testing/other-process';
import { temporaryFolder } from './testing/temporary-folder';

const place = async () => join(await temporaryFolder(), 'instance.lock');

async function held(path: string) {
  const result = await takeInstanceLock(path);
  if (result.kind !== 'held') throw new Error('The lock was expected to be free');
  return result.lock;
}

/** A number that no process has. */
function deadPid(): number {
  return Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));
}

const lockText = (changes: object) =>
  JSON.stringify({
    id: 'an earlier start',
    pid: process.pid,
    mark: null,
    bornAt: 0,
    control: null,
    ...changes,
  });

const winners = (results: InstanceLockResult[]) => results.filter(({ kind }) => kind === 'held');

describe('one Clinic Desk for each data folder', () => {
  it('tells a second start how to reach the first', async () => {
    const path = await place();
    const lock = await held(path);
    expect(await takeInstanceLock(path)).toEqual({ kind: 'taken', by: { pid: process.pid, control: null } });
    const control = { port: 4711, secret: 'a secret of this test' };
    await lock.announce(control);
    expect(await takeInstanceLock(path)).toEqual({ kind: 'taken', by: { pid: process.pid, control } });
  });

  it('keeps the control secret from other users of the computer', async () => {
    const path = await place();
    const lock = await held(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await lock.announce({ port: 1, secret: 'a secret of this test' });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('is free again after a release, and leaves no other file behind', async () => {
    const path = await place();
    const lock = await held(path);
    await lock.release();
    await lock.release();
    expect(await readdir(join(path, '..'))).toEqual([]);
    await held(path);
    expect(await readdir(join(path, '..'))).toEqual(['instance.lock']);
  });

  it('does not release or change the lock of a later start', async () => {
    const path = await place();
    const lost = await held(path);
    await writeFile(path, lockText({ id: 'a later start' }));
    await lost.announce({ port: 1, secret: 'mine' });
    await lost.release();
    expect(await readFile(path, 'utf8')).toContain('a later start');
  });

  // Seen red when a lock was not asked which folder it is of: the start in the copy was led to the desk of the original.
  it('is free in a copy of a folder that is in use, and the copy knows its own desk', async () => {
    const folder = join(await temporaryFolder(), 'original');
    await mkdir(folder);
    const first = await held(join(folder, 'instance.lock'));
    await first.announce({ port: 1, secret: 'of the original' });
    const copied = join(folder, '..', 'copied');
    await cp(folder, copied, { recursive: true });
    await held(join(copied, 'instance.lock'));
    expect(await takeInstanceLock(join(copied, 'instance.lock'))).toMatchObject({ kind: 'taken' });
    expect(await takeInstanceLock(join(folder, 'instance.lock'))).toMatchObject({
      by: { control: { secret: 'of the original' } },
    });
  });

  // Seen red when the path alone told one folder from another.
  it('is still held in a folder that was renamed meanwhile', async () => {
    const folder = join(await temporaryFolder(), 'original');
    await mkdir(folder);
    await held(join(folder, 'instance.lock'));
    const renamed = join(folder, '..', 'renamed');
    await rename(folder, renamed);
    expect(await takeInstanceLock(join(renamed, 'instance.lock'))).toMatchObject({ kind: 'taken' });
  });

  it.each([
    ['whose process has ended', () => lockText({ pid: deadPid() })],
    ['whose number another program has by now', () => lockText({ mark: 'another boot/1', bornAt: 1 })],
    ['that a full disk left empty', () => ''],
    ['that is damaged', () => '{"pid":'],
  ])('takes over a lock %s', async (_, text) => {
    const path = await place();
    await writeFile(path, text());
    await held(path);
    expect(await readdir(join(path, '..'))).toEqual(['instance.lock']);
  });

  it('takes over even when an earlier takeover was cut off', async () => {
    const path = await place();
    await writeFile(path, lockText({ id: 'first', pid: deadPid() }));
    await writeFile(`${path}.first`, lockText({ id: 'second', pid: deadPid() }));
    await held(path);
    expect(await readdir(join(path, '..'))).toEqual(['instance.lock']);
  });

  // Seen red with `placeNew` that looks first and writes then.
  it('has exactly one winner among 20 at the same moment', async () => {
    const path = await place();
    const results = await Promise.all(Array.from({ length: 20 }, () => takeInstanceLock(path)));
    expect(winners(results)).toHaveLength(1);
  });

  // Seen red without the guard: nine won, because slow ones removed the new lock of a quick one.
  it('has exactly one winner among 20 processes that find the same stale lock', async () => {
    const path = await place();
    await writeFile(path, lockText({ pid: deadPid() }));
    const bundle = await bundledForNode(join(import.meta.dirname, 'testing/take-lock.ts'));
    const others = Array.from({ length: 20 }, () => startOther(bundle, [path]));
    await Promise.all(others.map(nextMessage));
    const answers = others.map(nextMessage);
    for (const other of others) other.send('now');
    expect((await Promise.all(answers)).filter((kind) => kind === 'held')).toHaveLength(1);
  });

  it('says in words when the folder cannot be written', async () => {
    const path = join(await place(), 'instance.lock');
    await writeFile(join(path, '..'), 'a file, not a folder');
    await expect(takeInstanceLock(path)).rejects.toMatchObject({ reason: 'folderNotWritable' });
  });
});
