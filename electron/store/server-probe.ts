import { connect as connectTls } from 'node:tls';
import mongoose from 'mongoose';
import type { ServerFound } from '../../shared/contract';
import type { ProbeServer } from '../core/ports/server-probe';
import type { StartFailure } from '../core/ports/start-failure';
import { aboutFiles } from './certificate-files';
import { unfinishedCopyOf } from './copy/whole';
import {
  connectionFailure,
  failureIn,
  inNoSet,
  isInNoSet,
  isOfNoSet,
  serverKind,
} from './connection-failures';
import { hopeless, notLookedUp } from './hopeless';
import { setlessCode } from './setless';

const { MongoClient } = mongoose.mongo;
type Client = mongoose.mongo.MongoClient;

/** How long the servers may take to be found, and one question to be answered. */
const SELECTION_MS = 5_000;
const ANSWER_MS = 5_000;
/** A second look, when the first one told too little. */
const SECOND_LOOK_MS = 3_000;

/** `ProbeServer` with MongoDB's own driver. */
export const probeServer: ProbeServer = async ({ uri }, signal) => {
  if (signal.aborted) throw connectionFailure('cancelled');
  try {
    return await probe(uri, signal);
  } catch (error) {
    if (signal.aborted) throw connectionFailure('cancelled');
    // Why it is in no set, a server says only when it is asked alone.
    const first = isOfNoSet(error) ? null : failureIn(error, isNamed(uri));
    const told = first ?? (await secondLook(uri, error, signal)) ?? failureIn(error, isNamed(uri));
    if (signal.aborted) throw connectionFailure('cancelled');
    throw told ? await aboutFiles(told, new MongoClient(uri).options) : connectionFailure('noAnswer', error);
  }
};

/** Rejects when somebody stops the test, unless `over` comes first. */
function stopped(signal: AbortSignal, over: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(connectionFailure('cancelled'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true, signal: over });
  });
}

const isNamed = (uri: string) => new mongoose.mongo.MongoClient(uri).options.credentials !== undefined;

async function open<Result>(
  uri: string,
  { ms, signal }: { readonly ms: number; readonly signal: AbortSignal },
  work: (client: Client) => Promise<Result>,
  more: mongoose.mongo.MongoClientOptions = {},
): Promise<Result> {
  const client = new MongoClient(uri, {
    appName: 'Clinic Desk',
    maxPoolSize: 1,
    serverSelectionTimeoutMS: ms,
    connectTimeoutMS: Math.min(ms, ANSWER_MS),
    socketTimeoutMS: ANSWER_MS,
    ...more,
  });
  const over = new AbortController();
  const connecting = client.connect();
  try {
    return await Promise.race([
      connecting.then(work),
      hopeless(client, (failure) => failureIn(failure, true) !== null),
      notLookedUp(client),
      stopped(signal, over.signal),
    ]);
  } finally {
    over.abort();
    await client.close();
    // One that was given up while its name was looked up connects when that is answered, closed or not.
    connecting.then(() => client.close()).catch(() => undefined);
  }
}

async function probe(uri: string, signal: AbortSignal): Promise<ServerFound> {
  return open(uri, { ms: SELECTION_MS, signal }, async (client) => {
    const admin = client.db('admin');
    const hello = await admin.command({ hello: 1 });
    if (isInNoSet(hello)) throw inNoSet(await setlessCode(admin));
    const kind = serverKind(hello);
    const began = performance.now();
    const { version } = await admin.command({ buildInfo: 1 });
    const milliseconds = performance.now() - began;
    await requirePermission(client);
    const isEncrypted = client.options.tls === true;
    const members = Array.isArray(hello.hosts) ? hello.hosts.length : 1;
    const copyOf = await unfinishedCopyOf(client.db());
    return {
      ...{ version: String(version), kind, members, milliseconds, isEncrypted },
      ...(copyOf !== undefined && { unfinishedCopyOf: copyOf }),
    };
  });
}

/** What the records need, of the actions that MongoDB knows. */
const needed = [
  'find',
  'insert',
  'update',
  'remove',
  'createCollection',
  'createIndex',
  'listCollections',
  'collMod',
];

type Privilege = {
  readonly resource: { readonly db?: string; readonly collection?: string; readonly anyResource?: boolean };
  readonly actions: readonly string[];
};

/** Only servers with accounts tell privileges; one without lets everybody do everything. */
async function requirePermission(client: Client): Promise<void> {
  const database = client.db();
  // Asked first, because a server with accounts answers a nobody with an error that says so.
  await database.command({ count: 'patients' });
  const { authInfo } = await database.command({ connectionStatus: 1, showPrivileges: true });
  if (authInfo.authenticatedUsers.length === 0) return;
  const covers = ({ resource }: Privilege) =>
    resource.anyResource === true ||
    ((resource.db === database.databaseName || resource.db === '') && resource.collection === '');
  const allowed = new Set(
    (authInfo.authenticatedUserPrivileges as Privilege[]).filter(covers).flatMap(({ actions }) => actions),
  );
  if (!needed.every((action) => allowed.has(action) || allowed.has('anyAction')))
    throw connectionFailure('noPermission');
}

/** Asks the first server alone, without its set and without signing in: what kind of server is it? */
async function secondLook(uri: string, cause: unknown, signal: AbortSignal): Promise<StartFailure | null> {
  const { options } = new MongoClient(uri);
  const [first] = options.hosts;
  if (!first || options.srvHost) return null;
  const { host = '', port = 27_017 } = first;
  const alone = `mongodb://${host.includes(':') ? `[${host}]` : host}:${port}/?directConnection=true`;
  const ask = <Result>(
    work: (admin: mongoose.mongo.Db) => Promise<Result>,
    more: mongoose.mongo.MongoClientOptions,
  ) => open(alone, { ms: SECOND_LOOK_MS, signal }, (client) => work(client.db('admin')), more);
  const hello = (admin: mongoose.mongo.Db) => admin.command({ hello: 1 });
  try {
    const trust = options.tls ? tlsOf(options) : {};
    const said = await ask(hello, trust);
    if (isInNoSet(said)) return inNoSet(await ask(setlessCode, trust), cause);
    const { setName } = said;
    return options.replicaSet && setName !== options.replicaSet
      ? connectionFailure('wrongReplicaSet', cause, setWords(setName))
      : connectionFailure('notWritable', cause);
  } catch (error) {
    const told = failureIn(error, false);
    if (told) return told;
  }
  if (await speaksTls(host, port, signal)) {
    if (!options.tls) return connectionFailure('encryptionWanted', cause);
    return options.tlsCertificateKeyFile ? null : connectionFailure('certificateWanted', cause);
  }
  // Nothing is said but who we are not: this sends no name and no password.
  const answersOpenly = options.tls && (await ask(hello, {}).then(Boolean, () => false));
  return answersOpenly ? connectionFailure('encryptionNotSpoken', cause) : null;
}

const setWords = (setName: unknown) =>
  typeof setName === 'string'
    ? { remedy: `It is called "${setName.slice(0, 64)}".` }
    : {
        message: 'The server is not part of a replica set.',
        remedy: 'Leave the name of the replica set empty.',
      };

/** The options of trust, for one more question to the same server. */
const tlsOf = (options: mongoose.mongo.MongoOptions) => ({
  tls: true,
  ...(options.tlsCAFile && { tlsCAFile: options.tlsCAFile }),
  ...(options.tlsCertificateKeyFile && { tlsCertificateKeyFile: options.tlsCertificateKeyFile }),
  ...(options.passphrase && { tlsCertificateKeyFilePassword: options.passphrase }),
  ...(options.rejectUnauthorized === false && { tlsAllowInvalidCertificates: true }),
});

/** Whether a TLS handshake comes as far as the server's certificate. Nothing is sent. */
function speaksTls(host: string, port: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    // Nothing is trusted: it is only seen whether anybody answers in TLS.
    const socket = connectTls({ host, port, rejectUnauthorized: false, timeout: SECOND_LOOK_MS });
    const over = new AbortController();
    const end = (answer: boolean) => {
      over.abort();
      socket.destroy();
      resolve(answer);
    };
    socket.once('secureConnect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
    if (signal.aborted) end(false);
    signal.addEventListener('abort', () => end(false), { once: true, signal: over.signal });
  });
}
