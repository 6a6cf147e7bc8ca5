import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { commandLineOf } from '../../electron/machine/process-table';
import { askRunningDesk } from '../../electron/shell/second-start';
import type { ClinicClient } from '../../shared/contract';

const checkout = resolve(import.meta.dirname, '../..');
const builtIn = resolve(checkout, 'out');

/** A first start on a busy machine: mongod makes its files, the migrations their indexes. */
const READY_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 60_000;

export type DeskOptions = {
  /** A data folder that is kept; without one a new folder is made, and removed when the desk is stopped. */
  readonly home?: string;
  /** Further options of the command line: `--demo`, `--adopt FILE`, `--port N`. Default: any free port. */
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** The folder of another build than the usual one. */
  readonly build?: string;
};

/** One run of the built `serve.js` as a process of its own. */
export type DeskRun = {
  readonly home: string;
  readonly pid: number;
  /** What it printed so far. */
  out(): string;
  /** What it complained about so far. */
  complaints(): string;
  /** The first match in either, waited for; fails with everything printed when the process ends without it. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  /** The exit code once it has ended by itself; null after a signal. */
  readonly ended: Promise<number | null>;
  /**
   * Asks it to stop as a person does with Ctrl+C, removes a folder of its own, and resolves with the exit code.
   * Rejects when a process of its data folder is left.
   */
  stop(): Promise<number | null>;
};

/** A desk that is ready. */
export type RunningDesk = DeskRun & {
  /** "http://127.0.0.1:47000" */
  readonly origin: string;
  /** The link that the start printed; good once. */
  readonly launchUrl: string;
  /** A link for a further browser, asked for as a second start on the same data folder does. */
  newLaunchUrl(): Promise<string>;
  /** A program that calls the contract as a browser of its own, signed out. */
  newCaller(): Promise<ClinicClient>;
  /** Process id of the managed database. */
  databasePid(): number;
};

/** Starts the built application without waiting for it to be ready: for starts that fail. */
export async function runDesk(options: DeskOptions = {}): Promise<DeskRun> {
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'clinic-desk-e2e-')));
  const { args = [], environment, build = builtIn } = options;
  const port = args.includes('--port') ? [] : ['--port', '0'];
  const serve = join(build, 'main', 'serve.js');
  if (!existsSync(serve)) throw new Error(`${serve} is missing: build the application first`);
  const child = spawn(process.execPath, [serve, '--home', home, '--no-open', ...port, ...args], {
    // What the person at this computer has set for their own clinic must not reach the one of a test.
    env: {
      ...process.env,
      ...{ CLINIC_HOME: '', CLINIC_MONGODB_URI: '', CLINIC_VAULT_PASSPHRASE: '' },
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return follow(child, home, options.home === undefined);
}

function follow(child: ChildProcess, home: string, isOwnHome: boolean): DeskRun {
  let out = '';
  let complaints = '';
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  child.stdout?.on('data', (chunk) => {
    out += String(chunk);
    tell();
  });
  child.stderr?.on('data', (chunk) => {
    complaints += String(chunk);
    tell();
  });
  let hasEnded = false;
  const ended = once(child, 'close').then(([code]) => {
    hasEnded = true;
    tell();
    return code as number | null;
  });
  const said = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolvePromise, reject) => {
      const fail = (why: string) =>
        reject(new Error(`${why} before it said ${pattern}:\n${out}${complaints}`));
      const limit = setTimeout(() => finish(() => fail('Time ran out')), READY_LIMIT_MS);
      const finish = (act: () => void) => {
        clearTimeout(limit);
        listeners.delete(look);
        act();
      };
      const look = () => {
        const found = pattern.exec(out) ?? pattern.exec(complaints);
        if (found) finish(() => resolvePromise(found));
        else if (hasEnded) finish(() => fail('It ended'));
      };
      listeners.add(look);
      look();
    });

  const stop = async () => {
    const databasePid = databasePidOf(home);
    const isOver = () => child.exitCode !== null || child.signalCode !== null;
    if (!isOver()) child.kill('SIGTERM');
    const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    const code = await ended;
    clearTimeout(limit);
    const left = await runningOn(home, databasePid);
    if (left.length > 0) throw new Error(`Processes are left after the stop: ${left.join('; ')}`);
    if (isOwnHome) await rm(home, { recursive: true, force: true });
    return code;
  };
  return {
    home,
    pid: child.pid ?? 0,
    out: () => out,
    complaints: () => complaints,
    said,
    ended,
    stop,
  };
}

/** Starts the built application and waits for its ready line. A start that fails leaves nothing behind. */
export async function startDesk(options: DeskOptions = {}): Promise<RunningDesk> {
  const run = await runDesk(options);
  try {
    const [, launchUrl = ''] = await run.said(/^Clinic Desk is ready: (http:\S+)$/m);
    return asRunning(run, launchUrl);
  } catch (error) {
    await run.stop();
    throw error;
  }
}

/** What a desk that runs writes for a second start. */
type Lock = { readonly control: Parameters<typeof askRunningDesk>[0] };

/** A run that has printed where it is; for starts that recovered from a failure too. */
export function asRunning(run: DeskRun, launchUrl: string): RunningDesk {
  const { origin } = new URL(launchUrl);
  const newLaunchUrl = async () => {
    const { control } = JSON.parse(readFileSync(join(run.home, 'instance.lock'), 'utf8')) as Lock;
    const answer = await askRunningDesk(control);
    if (!answer?.url) throw new Error('The desk gives no further link');
    return answer.url;
  };
  return {
    ...run,
    origin,
    launchUrl,
    newLaunchUrl,
    newCaller: async () => callerAt(await newLaunchUrl()),
    databasePid() {
      const pid = databasePidOf(run.home);
      if (pid === null) throw new Error('No database runs on this data folder');
      return pid;
    },
  };
}

/** Comes in with a launch link and calls the contract over HTTP, as another program on this computer would. */
async function callerAt(launchUrl: string): Promise<ClinicClient> {
  const entered = await fetch(launchUrl, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`The launch link was not accepted (${entered.status})`);
  const headers = { cookie, 'x-clinic-desk': '1' };
  const link = new RPCLink({ url: `${new URL(launchUrl).origin}/rpc`, headers });
  // The router was assembled from the contract that `ClinicClient` is derived from.
  return createORPCClient(link) as unknown as ClinicClient;
}

/** The process id that mongod wrote into its folder; null before its first start and after a clean stop. */
function databasePidOf(home: string): number | null {
  try {
    return Number(readFileSync(join(home, 'database', 'mongod.lock'), 'utf8')) || null;
  } catch {
    return null;
  }
}

/** Command lines of the processes that still name the data folder: on Linux any, elsewhere only the database is asked about. */
async function runningOn(home: string, databasePid: number | null): Promise<string[]> {
  const everyone =
    process.platform === 'linux' ? readdirSync('/proc').map(Number).filter(Boolean) : [databasePid];
  const lines = await Promise.all(everyone.flatMap((pid) => (pid === null ? [] : commandLineOf(pid))));
  return lines.filter((line) => line?.includes(home)).map(String);
}
