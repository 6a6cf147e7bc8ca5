import { execFileSync, spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commandLineOf, isAlive, isRunning, ownIdentity } from './process-table';

const deadPid = () => Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));

describe('a process', () => {
  it('is known again as itself', async () => {
    expect(await isRunning(await ownIdentity())).toBe(true);
  });

  it('is not taken for a later one with the same number', async () => {
    const identity = await ownIdentity();
    expect(await isRunning({ ...identity, mark: identity.mark && `${identity.mark}1`, bornAt: 0 })).toBe(
      false,
    );
  });

  it('is known as gone', async () => {
    const pid = deadPid();
    expect(isAlive(pid)).toBe(false);
    expect(await isRunning({ pid, mark: null, bornAt: 0 })).toBe(false);
    expect(await commandLineOf(pid)).toBeNull();
  });

  it('shows its command line, spaces included', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)', '/a folder/database']);
    await new Promise((resolve) => child.once('spawn', resolve));
    expect(await commandLineOf(child.pid ?? 0)).toContain('/a folder/database');
    child.kill();
  });
});
