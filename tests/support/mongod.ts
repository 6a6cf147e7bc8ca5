import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import mongoose from 'mongoose';
import { findMongod } from '../../electron/machine/mongod-binary';
import { programCacheFolder } from '../../electron/machine/folders';

/** A real `mongod` for tests: a one-member replica set without users, in a new folder of its own. */
export type TestMongod = {
  readonly port: number;
  /** Address of a database of this server; every suite takes a name of its own. */
  uri(database: string): string;
  /** Ends the process at once, or kindly; its data stay. */
  stop(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Starts it again on the same data and port; as a replica set or none, as it was at first when nothing is said. */
  start(as?: TestMongodOptions): Promise<void>;
  /** Holds the process still as a hanging server, and lets it go on. */
  freeze(): void;
  thaw(): void;
  /** Makes the next commands of this name fail with an error of the server's own; no more when `times` is 0. */
  failNext(
    command: string,
    error: { errorCode: number; errorLabels?: string[] },
    times?: number,
  ): Promise<void>;
  /** Stops it and removes its folder. */
  dispose(): Promise<void>;
};

/** `begun: false`: a member of a set that nobody has begun yet; it accepts no writes. */
export type TestMongodOptions = { readonly replicaSet?: boolean; readonly begun?: boolean };

/** Starts a new `mongod`, found as the app finds it. Resolves when it accepts writes. */
export async function startTestMongod({
  replicaSet: atFirst = true,
  begun: begunAtFirst = true,
}: TestMongodOptions = {}): Promise<TestMongod> {
  const { path } = await findMongod({
    environment: process.env,
    cacheFolder: programCacheFolder({ environment: process.env }),
    onProgress: (sentence) => process.stderr.write(`${sentence}\n`),
  });
  const folder = await mkdtemp(join(tmpdir(), 'clinic-desk-test-'));
  const port = await freePort();
  let running: ChildProcess | undefined;
  const uri = (database: string) => `mongodb://127.0.0.1:${port}/${database}?directConnection=true`;

  const start = async ({ replicaSet = atFirst, begun = begunAtFirst }: TestMongodOptions = {}) => {
    running = spawn(path, mongodArguments({ folder, port, replicaSet }), {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await untilListening(running);
    if (replicaSet && begun) await untilPrimary(port);
  };
  const stop = async (signal: 'SIGKILL' | 'SIGTERM' = 'SIGTERM') => {
    const ending = running;
    running = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    await ended;
  };
  await start();
  return {
    port,
    uri,
    start,
    stop,
    freeze: () => running?.kill('SIGSTOP'),
    thaw: () => running?.kill('SIGCONT'),
    failNext: (command, error, times = 1) =>
      asAdministrator(port, async (admin) => {
        const data = { failCommands: [command], ...error };
        await admin.command({ configureFailPoint: 'failCommand', mode: times > 0 ? { times } : 'off', data });
      }),
    dispose: async () => {
      await stop('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Places = { readonly folder: string; readonly port: number; readonly replicaSet: boolean };

function mongodArguments({ folder, port, replicaSet }: Places): string[] {
  return [
    ...['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
    ...(replicaSet ? ['--replSet', 'tests', '--oplogSize', '64'] : []),
    ...['--wiredTigerCacheSizeGB', '0.25', '--setParameter', 'diagnosticDataCollectionEnabled=false'],
    // Each test file has a database of some two hundred files, which would all stay open: twenty thousand ended the server.
    ...['--setParameter', 'wiredTigerFileHandleCloseIdleTime=5'],
    ...['--setParameter', 'wiredTigerFileHandleCloseScanInterval=2'],
    ...['--setParameter', 'wiredTigerFileHandleCloseMinimum=250'],
    // For fail points: the server answers a command with an error that is hard to bring about otherwise.
    ...['--setParameter', 'enableTestCommands=1'],
  ];
}

export async function untilListening(mongod: ChildProcess): Promise<void> {
  if (!mongod.stdout) throw new Error('mongod was started without its output');
  const lines = createInterface({ input: mongod.stdout });
  await new Promise<void>((resolve, reject) => {
    // Reading goes on for ever: a full pipe would stop the server.
    lines.on('line', (line) => line.includes('Waiting for connections') && resolve());
    mongod.once('exit', (code) => reject(new Error(`mongod ended with ${code} before it listened`)));
    mongod.once('error', reject);
  });
}

async function untilPrimary(port: number): Promise<void> {
  await asAdministrator(port, async (admin) => {
    const members = [{ _id: 0, host: `127.0.0.1:${port}` }];
    await admin.command({ replSetInitiate: { _id: 'tests', members } }).catch(unlessInitiated);
    for (;;) {
      const hello = await admin.command({ hello: 1 });
      if (hello.isWritablePrimary) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
}

async function asAdministrator(
  port: number,
  work: (admin: mongoose.mongo.Db) => Promise<void>,
): Promise<void> {
  const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`);
  try {
    await work(client.db('admin'));
  } finally {
    await client.close();
  }
}

const ALREADY_INITIALIZED = 23;

function unlessInitiated(error: unknown): void {
  if (!(error instanceof mongoose.mongo.MongoServerError) || error.code !== ALREADY_INITIALIZED) throw error;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
