import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { isMissing } from './file-failure';

const run = promisify(execFile);

/**
 * A process as it is told apart from a later one with the same number. Linux gives an exact `mark` (boot and
 * clock tick of its birth); elsewhere `bornAt` (ms since 1970) is compared within a few seconds.
 */
export type ProcessIdentity = { readonly pid: number; readonly mark: string | null; readonly bornAt: number };

const BIRTH_TOLERANCE_MS = 5_000;

export async function ownIdentity(): Promise<ProcessIdentity> {
  return { pid: process.pid, mark: await linuxMark(process.pid), bornAt: performance.timeOrigin };
}

/** Whether this very process still runs. When the system does not tell ages, a live number counts as the same. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  if (!isAlive(identity.pid)) return false;
  const mark = await linuxMark(identity.pid);
  if (mark !== null && identity.mark !== null) return mark === identity.mark;
  if (process.platform === 'linux') return isAlive(identity.pid);
  const bornAt = await birthOf(identity.pid);
  return bornAt === null || Math.abs(bornAt - identity.bornAt) < BIRTH_TOLERANCE_MS;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The command line of a process, or null when it is gone or the system does not show it. */
export async function commandLineOf(pid: number): Promise<string | null> {
  if (process.platform === 'linux') {
    const text = await readProcFile(`/proc/${pid}/cmdline`);
    return text === null || text === '' ? null : text.split('\0').join(' ').trim();
  }
  if (process.platform === 'win32') {
    return askSystem('powershell.exe', [
      '-NoProfile',
      '-Command',
      `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`,
    ]);
  }
  return askSystem('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
}

async function linuxMark(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  const [boot, stat] = await Promise.all([
    readProcFile('/proc/sys/kernel/random/boot_id'),
    readProcFile(`/proc/${pid}/stat`),
  ]);
  // The program's name, in parentheses, may itself hold spaces and parentheses: count from its end (proc(5), field 22).
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, bornAtTick] = [fields?.[0], fields?.[19]];
  if (boot === null || bornAtTick === undefined) return null;
  // A zombie has ended; its parent only has not asked how.
  if (state === 'Z') return 'ended';
  return `${boot.trim()}/${bornAtTick}`;
}

async function birthOf(pid: number): Promise<number | null> {
  const text =
    process.platform === 'win32'
      ? await askSystem('powershell.exe', [
          '-NoProfile',
          '-Command',
          `(Get-Process -Id ${pid}).StartTime.ToUniversalTime().ToString("o")`,
        ])
      : await askSystem('ps', ['-o', 'lstart=', '-p', String(pid)]);
  const bornAt = Date.parse(text ?? '');
  return Number.isNaN(bornAt) ? null : bornAt;
}

async function readProcFile(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    // ESRCH: the process ended between opening and reading.
    if (isMissing(error) || (error instanceof Error && 'code' in error && error.code === 'ESRCH'))
      return null;
    throw error;
  }
}

/** What a system command prints; null when it fails, which is how it says that there is no such process. */
async function askSystem(command: string, args: readonly string[]): Promise<string | null> {
  try {
    const env = { ...process.env, LC_ALL: 'C' };
    const { stdout } = await run(command, args, { timeout: 5_000, windowsHide: true, env });
    return stdout.trim() || null;
  } catch {
    return null;
  }
}
