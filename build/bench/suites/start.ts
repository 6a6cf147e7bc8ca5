import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { dataFolders, programCacheFolder } from '../../../electron/machine/folders';
import { findMongod } from '../../../electron/machine/mongod-binary';
import { type RunningMongod, startMongod } from '../../../electron/machine/mongod-process';
import { entities } from '../../../shared/entities';
import { deskAt } from '../clinic';
import { interleaved, type Way } from '../measure';
import { compared, plain, type Row } from '../report';

const rounds = 6;
/** The built application, when there is one. */
const serve = join(process.cwd(), 'out/main/serve.js');

/** Second starts on a data folder, each after a clean stop. */
export async function start(): Promise<Row[]> {
  const home = await mkdtemp(join(tmpdir(), 'clinic-desk-bench-'));
  try {
    const port = await firstStart(home);
    const ways = [
      bareMongod(home, port),
      toFirstQuery(home),
      ...(existsSync(serve) ? [builtDesk(home)] : []),
    ];
    const timings = await interleaved(ways, { rounds, warmUp: 1 });
    const [bare, query, built] = ways.map(({ name }) => name);
    const against = bare ?? '';
    return [
      plain(timings, against),
      compared(timings, { what: 'launch to first query', way: query ?? '', against, atMost: 1.1 }),
      ...(built ? [compared(timings, { what: built, way: built, against })] : []),
    ];
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Makes the data folder what it is for a clinic: initiated, with a user, collections and indexes. */
async function firstStart(home: string): Promise<number> {
  const desk = deskAt(home);
  try {
    await desk.core.database.start();
    return desk.computer.settings?.current.databasePort ?? 0;
  } finally {
    await desk.close();
  }
}

/** The same program with the same arguments on the same data, until it takes connections. */
function bareMongod(home: string, port: number): Way {
  const folders = dataFolders({ home, environment: {} });
  const places = { ...folders, logFile: join(folders.logs, 'mongod.log'), port };
  const nothing = () => undefined;
  const log = { info: nothing, warn: nothing, error: nothing };
  const { signal } = new AbortController();
  let binary: Promise<{ path: string }> | undefined;
  let running: RunningMongod | undefined;
  const find = () =>
    findMongod({
      environment: process.env,
      cacheFolder: programCacheFolder({ environment: process.env }),
      onProgress: nothing,
    });
  return {
    name: 'bare mongod listens',
    prepare: () => (binary ??= find()),
    run: async () => {
      const { path } = await (binary ??= find());
      running = await startMongod({ binary: path, places, onProgress: nothing, log, signal });
    },
    finish: async () => running?.stop(),
  };
}

function toFirstQuery(home: string): Way {
  let desk: ReturnType<typeof deskAt> | undefined;
  return {
    name: 'first query',
    run: async () => {
      desk = deskAt(home);
      await desk.core.database.start();
      await desk.core.database.records.find(entities.patients, { limit: 50 });
    },
    finish: async () => desk?.close(),
  };
}

/** `npm start` once everything is built: Node, the host and the database, until the ready line. */
function builtDesk(home: string): Way {
  let child: ChildProcess | undefined;
  return {
    name: 'built application ready',
    run: async () => {
      const args = [serve, '--home', home, '--no-open', '--port', '0'];
      child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      if (!child.stdout) throw new Error('The application was started without its output');
      for await (const line of createInterface({ input: child.stdout })) {
        if (line.startsWith('Clinic Desk is ready')) return;
      }
      throw new Error('The application ended before it was ready');
    },
    finish: async () => {
      if (!child || child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
