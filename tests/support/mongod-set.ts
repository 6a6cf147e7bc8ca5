import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { programCacheFolder } from '../../electron/machine/folders';
import { findMongod } from '../../electron/machine/mongod-binary';
import { freePort, untilListening } from './mongod';

export type TestSetOptions = {
  /** 0: one server that is no replica set. */
  readonly members?: 0 | 1 | 3;
  /** Files of PEM; with `clientCa`, a client must show a certificate of that authority. */
  readonly tls?: { readonly certificate: string; readonly ca: string; readonly wantsClients?: boolean };
  /** Names, passwords and roles; the server asks who comes then. The first one is for the test itself: `root` on `admin`. */
  readonly accounts?: readonly TestAccount[];
};
export type TestAccount = {
  readonly user: string;
  /** Absent: known by its certificate (`$external`). */
  readonly password?: string;
  readonly roles: readonly { readonly role: string; readonly db: string }[];
};

/** One server of a set: how it is ended, held still and started again; its data stay. */
export type TestMember = {
  readonly port: number;
  kill(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  start(): Promise<void>;
  freeze(): void;
  thaw(): void;
};

/** Real `mongod` servers of a replica set as a clinic or Atlas runs it: of one or three members, with accounts and TLS. */
export type TestSet = {
  readonly name: string;
  readonly members: readonly TestMember[];
  /** `127.0.0.1:port` of each, joined by commas. */
  readonly hosts: string;
  /** As root of the first account, when there are accounts. */
  uri(database: string): string;
  asRoot<Result>(work: (admin: mongoose.mongo.Db) => Promise<Result>): Promise<Result>;
  /** The member that takes writes now; waits up to 30 s until there is one. */
  primary(): Promise<TestMember>;
  /** Makes the primary give its place to another. */
  stepDown(): Promise<void>;
  /** Takes a member that is not the primary out of the set; resolves when it knows. */
  takeOut(): Promise<TestMember>;
  /** Lets nothing reach the other members until what it resolves with is called: writes are on their way for so long. */
  holdReplication(): Promise<() => Promise<void>>;
  dispose(): Promise<void>;
};

export async function startTestSet(options: TestSetOptions = {}): Promise<TestSet> {
  const { members: count = 1, tls, accounts } = options;
  const { path } = await findMongod({
    environment: process.env,
    cacheFolder: programCacheFolder({ environment: process.env }),
    onProgress: (sentence) => process.stderr.write(`${sentence}\n`),
  });
  const folder = await mkdtemp(join(tmpdir(), 'clinic-desk-set-'));
  const name = 'clinicset';
  const keyFile = join(folder, 'key');
  await writeFile(keyFile, randomBytes(96).toString('base64'), { mode: 0o600 });
  const members = await Promise.all(
    Array.from({ length: Math.max(count, 1) }, async (_, index) => {
      const data = await mkdtemp(join(folder, `member-${index}-`));
      const port = await freePort();
      return memberOf(path, port, [
        ...['--dbpath', data, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
        ...(count > 0 ? ['--replSet', name, '--oplogSize', '64'] : []),
        ...['--wiredTigerCacheSizeGB', '0.25', '--setParameter', 'diagnosticDataCollectionEnabled=false'],
        ...['--setParameter', 'enableTestCommands=1'],
        ...(tls ? tlsArguments(tls) : []),
        ...(accounts ? (count > 0 ? ['--keyFile', keyFile] : ['--auth']) : []),
      ]);
    }),
  );
  const dispose = async () => {
    await Promise.all(members.map((member) => member.kill('SIGKILL')));
    await rm(folder, { recursive: true, force: true });
  };
  const [first] = members;
  if (!first) throw new Error('There is no member');
  const hosts = members.map(({ port }) => `127.0.0.1:${port}`).join(',');
  const security = tls
    ? {
        tls: true,
        tlsCAFile: tls.ca,
        tlsAllowInvalidCertificates: true,
        ...(tls.wantsClients && { tlsCertificateKeyFile: tls.certificate }),
      }
    : {};
  const root = accounts?.[0];
  const direct = async <Result>(
    port: number,
    work: (admin: mongoose.mongo.Db) => Promise<Result>,
    hasRoot = true,
  ) => {
    const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
      ...security,
      ...(root && hasRoot ? { auth: { username: root.user, password: root.password ?? '' } } : {}),
      serverSelectionTimeoutMS: 5_000,
    });
    try {
      return await work(client.db('admin'));
    } finally {
      await client.close();
    }
  };
  const isPrimary = (port: number) =>
    direct(
      port,
      async (admin) => Boolean((await admin.command({ hello: 1 })).isWritablePrimary),
      false,
    ).catch(() => false);
  const primary = async () => {
    const until = Date.now() + 30_000;
    while (Date.now() < until) {
      for (const member of members) if (await isPrimary(member.port)) return member;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('The set has no primary');
  };
  const setUp = async () => {
    await Promise.all(members.map((member) => member.start()));
    if (count > 0) {
      const config = {
        _id: name,
        members: members.map(({ port }, _id) => ({ _id, host: `127.0.0.1:${port}` })),
        // An election within a second instead of ten, so that tests may have many.
        settings: { electionTimeoutMillis: 1_000, heartbeatIntervalMillis: 200 },
      };
      await direct(first.port, (admin) => admin.command({ replSetInitiate: config }), false);
    }
    for (const [index, account] of (accounts ?? []).entries()) {
      const { port } = await primary();
      // The first comes in as nobody: MongoDB lets the first account be made from its own computer.
      await direct(port, (admin) => createUser(admin, account), index > 0);
    }
  };
  try {
    await setUp();
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    ...{ name, members, hosts, primary },
    uri: (database) => {
      const who = root ? `${encodeURIComponent(root.user)}:${encodeURIComponent(root.password ?? '')}@` : '';
      const how = new URLSearchParams({
        ...(count > 0 ? { replicaSet: name } : { directConnection: 'true' }),
        ...(root ? { authSource: 'admin' } : {}),
        ...Object.fromEntries(Object.entries(security).map(([key, value]) => [key, String(value)])),
      });
      return `mongodb://${who}${hosts}/${database}?${how}`;
    },
    asRoot: async (work) => direct((await primary()).port, work),
    async stepDown() {
      const { port } = await primary();
      // It hangs up on whoever asked.
      await direct(port, (admin) =>
        admin.command({ replSetStepDown: 5, secondaryCatchUpPeriodSecs: 4 }),
      ).catch(unlessHungUp);
    },
    async takeOut() {
      const { port: ofPrimary } = await primary();
      const out = members.find(({ port }) => port !== ofPrimary);
      if (!out) throw new Error('There is no other member');
      await direct(ofPrimary, async (admin) => {
        const { config } = await admin.command({ replSetGetConfig: 1 });
        const rest = config.members.filter(({ host }: { host: string }) => host !== `127.0.0.1:${out.port}`);
        await admin.command({ replSetReconfig: { ...config, version: config.version + 1, members: rest } });
      });
      const isOut = () => direct(out.port, async (admin) => !(await admin.command({ hello: 1 })).setName);
      while (!(await isOut())) await new Promise((resolve) => setTimeout(resolve, 50));
      return out;
    },
    async holdReplication() {
      const { port: ofPrimary } = await primary();
      const others = members.filter(({ port }) => port !== ofPrimary);
      const turn = async (mode: 'alwaysOn' | 'off') => {
        for (const { port } of others)
          await direct(port, (admin) => admin.command({ configureFailPoint: 'stopReplProducer', mode }));
      };
      await turn('alwaysOn');
      return () => turn('off');
    },
    dispose,
  };
}

const tlsArguments = ({ certificate, ca, wantsClients }: NonNullable<TestSetOptions['tls']>) => [
  ...['--tlsMode', 'requireTLS', '--tlsCertificateKeyFile', certificate, '--tlsCAFile', ca],
  ...(wantsClients ? [] : ['--tlsAllowConnectionsWithoutCertificates']),
];

const createUser = (admin: mongoose.mongo.Db, { user, password, roles }: TestAccount) =>
  password === undefined
    ? admin.client.db('$external').command({ createUser: user, roles })
    : admin.command({ createUser: user, pwd: password, roles });

function unlessHungUp(error: unknown): void {
  if (!(error instanceof mongoose.mongo.MongoNetworkError)) throw error;
}

function memberOf(program: string, port: number, args: readonly string[]): TestMember {
  let running: ChildProcess | undefined;
  return {
    port,
    async start() {
      running = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      await untilListening(running);
    },
    async kill(signal = 'SIGKILL') {
      const ending = running;
      running = undefined;
      if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
      const ended = new Promise((resolve) => ending.once('exit', resolve));
      // A server that is held still would not hear it.
      ending.kill('SIGCONT');
      ending.kill(signal);
      await ended;
    },
    freeze: () => running?.kill('SIGSTOP'),
    thaw: () => running?.kill('SIGCONT'),
  };
}
