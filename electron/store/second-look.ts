import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import mongoose from 'mongoose';
import type { StartFailure, StartFailureReason } from '../core/ports/start-failure';
import { connectionFailure, failureIn, inNoSet, isInNoSet, ofOtherSet } from './connection-failures';
import { openOnce } from './open-once';
import { setlessCode } from './setless';

/** How long each server may take, when the first look told too little. */
const SECOND_LOOK_MS = 3_000;
/** More are not asked at once: a replica set has no more that vote. */
const MOST_ASKED = 7;

type Door = { readonly host: string; readonly port: number };
type Told = { readonly door: Door; readonly failure: StartFailure };

/** Asks each server alone, without its set and without signing in: what kind of server is it, and why is it no use? */
export async function secondLook(
  uri: string,
  cause: unknown,
  signal: AbortSignal,
): Promise<StartFailure | null> {
  const { options } = new mongoose.mongo.MongoClient(uri);
  if (options.srvHost) return null;
  const doors = options.hosts.slice(0, MOST_ASKED).map(({ host = '', port = 27_017 }) => ({ host, port }));
  const found = await Promise.all(
    doors.map(async (door, index): Promise<Told | null> => {
      const failure = await lookAt(door, options, { cause, signal });
      return failure && { door, failure: failure.with({ path: atDoor(failure.path, index) }) };
    }),
  );
  return summed(
    found.filter((each) => each !== null),
    doors.length > 1,
  );
}

type Asked = { readonly cause: unknown; readonly signal: AbortSignal };

async function lookAt(
  { host, port }: Door,
  options: mongoose.mongo.MongoOptions,
  { cause, signal }: Asked,
): Promise<StartFailure | null> {
  const alone = `mongodb://${nameOf({ host, port })}/?directConnection=true`;
  const ask = <Result>(
    work: (admin: mongoose.mongo.Db) => Promise<Result>,
    more: mongoose.mongo.MongoClientOptions,
  ) => openOnce(alone, { ms: SECOND_LOOK_MS, signal }, (client) => work(client.db('admin')), more);
  const hello = (admin: mongoose.mongo.Db) => admin.command({ hello: 1 });
  try {
    const trust = options.tls ? tlsOf(options) : {};
    const said = await ask(hello, trust);
    if (isInNoSet(said)) return inNoSet(await ask(setlessCode, trust), cause);
    return options.replicaSet && said.setName !== options.replicaSet
      ? ofOtherSet(said.setName, options.replicaSet, cause)
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
  if (answersOpenly) return connectionFailure('encryptionNotSpoken', cause);
  return (await speaksOtherwise(host, port, signal)) ? connectionFailure('notMongoDb', cause) : null;
}

const nameOf = ({ host, port }: Door) => `${host.includes(':') ? `[${host}]` : host}:${port}`;

/** The field of the server that was asked, where the words are about the first one. */
const atDoor = (path: StartFailure['path'], index: number) =>
  path?.[0] === 'hosts' && path.length > 1 ? [path[0], index, ...path.slice(2)] : path;

const silences: ReadonlySet<StartFailureReason> = new Set<StartFailureReason>([
  'noAnswer',
  'connectionRefused',
  'nameNotFound',
]);

/** Of a server that could not be asked at all: what another one says of itself tells more. */
export const saysNothing = ({ reason }: StartFailure): boolean => silences.has(reason);

/** One failure out of what holds for each server; where there are several, it says which one is meant. */
function summed(told: readonly Told[], areSeveral: boolean): StartFailure | null {
  const [first, ...others] = told.toSorted(
    (one, other) => Number(saysNothing(one.failure)) - Number(saysNothing(other.failure)),
  );
  if (!first || !areSeveral || first.failure.reason === 'wrongReplicaSet') return first?.failure ?? null;
  const { failure } = first;
  const isSame = others.every((each) => each.failure.message === failure.message);
  const all = told.map(({ door }) => nameOf(door)).join(', ');
  const message = isSame
    ? `${failure.message} (${all})`
    : `The servers differ. ${told.map((each) => `${nameOf(each.door)}: ${each.failure.message}`).join(' ')}`;
  return failure.with({ message });
}

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

/** Whether somebody says a word who is no MongoDB: a web page when it is asked for, or a program that greets first. */
function speaksOtherwise(host: string, port: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: SECOND_LOOK_MS, signal });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => socket.write('GET / HTTP/1.0\r\n\r\n'));
    // MongoDB itself tells a browser so.
    socket.once('data', (said) => end(!said.includes('MongoDB')));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
