import mongoose from 'mongoose';
import type { ServerFound } from '../../shared/contract';
import { StartFailure, type StartFailureReason } from '../core/ports/start-failure';

const { MongoServerError } = mongoose.mongo;

type Words = {
  readonly message: string;
  readonly remedy: string;
  readonly path?: readonly (string | number)[];
  readonly setName?: string;
};

/**
 * What is said of a server that could not be opened. The address stays out of every sentence: it may hold a password,
 * and the form shows it anyway.
 */
const words = {
  nameNotFound: {
    message: 'There is no server of this name.',
    remedy: 'Check the spelling of the name, and that this computer is in the network of the clinic.',
    path: ['hosts', 0, 'host'],
  },
  lookUpFailed: {
    message: 'The servers behind this name could not be looked up.',
    remedy:
      'Copy the address from Atlas once more, and check that this computer is connected to the internet.',
    path: ['hosts', 0, 'host'],
  },
  connectionRefused: {
    message: 'The computer answers, but no database listens there.',
    remedy: 'Check the port, and that the database runs. A firewall may also refuse it.',
    path: ['hosts', 0, 'port'],
  },
  noAnswer: {
    message: 'The server did not answer in time.',
    remedy:
      'Check that the server is on and that no firewall stands between. Atlas answers only the addresses on its access list.',
  },
  notMongoDb: {
    message: 'Something answers at this port, and it is not MongoDB.',
    remedy: 'Check the port: MongoDB usually listens at 27017. A web page or another program is at this one.',
    path: ['hosts', 0, 'port'],
  },
  certificateExpired: {
    message: 'The certificate of the server is no longer valid.',
    remedy: 'Ask whoever runs the server for a new certificate. Check the date of this computer as well.',
  },
  certificateOfOtherName: {
    message: 'The certificate of the server was made for another name.',
    remedy: 'Use the name that stands in the certificate, or ask for a certificate for this name.',
    path: ['hosts', 0, 'host'],
  },
  certificateSelfSigned: {
    message: 'The server shows a certificate that it signed itself.',
    remedy:
      'Choose that certificate as the file of trusted certificates, after comparing it with whoever runs the server.',
    path: ['tls', 'caFile'],
  },
  certificateOfUnknownAuthority: {
    message: 'The certificate of the server was signed by an authority that this computer does not know.',
    remedy: 'Choose the certificate of that authority (CA file); whoever runs the server has it.',
    path: ['tls', 'caFile'],
  },
  certificateWanted: {
    message: 'The server lets in only computers that show a certificate of their own.',
    remedy: 'Choose the file of the client certificate that was made for this computer.',
    path: ['tls', 'certificateFile'],
  },
  encryptionWanted: {
    message: 'The server takes encrypted connections only.',
    remedy: 'Turn encryption (TLS) on.',
    path: ['tls', 'isUsed'],
  },
  encryptionNotSpoken: {
    message: 'The server does not speak TLS.',
    remedy: 'Ask whoever runs the server to turn TLS on. Check the port as well.',
    path: ['tls', 'isUsed'],
  },
  fileUnreadable: {
    message: 'A file of certificates could not be used.',
    remedy:
      'Check that the file is there, that you may read it, that it is in PEM format, and its passphrase.',
    path: ['tls', 'caFile'],
  },
  wrongPassword: {
    message: 'The server does not accept this user name and password.',
    remedy:
      'They are those of the account of Clinic Desk on the database server, not your own. Type both again in the form of the connection; the user may be known to another database: see "Known to" in its further settings.',
    path: ['password'],
  },
  noPermission: {
    message: 'The server knows this user, but does not let them read and write the database of the clinic.',
    remedy: 'Ask whoever runs the server for the role "readWrite" and "dbAdmin" on this database.',
    path: ['signIn', 'username'],
  },
  serverTooOld: {
    message: 'The MongoDB of this server is too old.',
    remedy: 'Ask whoever runs the server to bring it to version 5.0 or newer.',
  },
  notWritable: {
    message: 'The database server answers, but it does not accept changes.',
    remedy: 'Name all servers of the replica set rather than one copy, or try again in a minute.',
    path: ['hosts'],
  },
  serverRefused: {
    message: 'This server stands alone: it is no replica set, which is needed here.',
    remedy:
      'Ask whoever runs the server to make it one (one member is enough), or choose another connection.',
  },
  wrongReplicaSet: {
    message: 'The replica set has another name.',
    remedy: 'Use that name, or leave "Replica set" in the further settings empty.',
    path: ['replicaSet'],
  },
  cancelled: { message: 'The test was stopped.', remedy: 'Test again when you like.' },
} as const satisfies Partial<Record<StartFailureReason, Words>>;

export type ConnectionReason = keyof typeof words;

/** A failure in words; `more` in place of the usual ones, where more is known. */
export function connectionFailure(
  reason: ConnectionReason,
  cause?: unknown,
  more: Partial<Words> = {},
): StartFailure {
  const { message, remedy, path, setName }: Words = { ...words[reason], ...more };
  return new StartFailure(reason, message, remedy, { cause, path, setName });
}

/** What MongoDB 5.0 calls the newest language it speaks: the first that keeps time series. */
const OLDEST_WIRE_VERSION = 13;

/** What kind of server answered `hello`. Throws `StartFailure` for one that cannot keep the records. */
export function serverKind(hello: Readonly<Record<string, unknown>>): ServerFound['kind'] {
  if (Number(hello.maxWireVersion) < OLDEST_WIRE_VERSION) throw connectionFailure('serverTooOld');
  if (hello.msg === 'isdbgrid') return 'sharded';
  if (typeof hello.setName === 'string') return 'replicaSet';
  return 'standalone';
}

/** Of a server that was started as a member (`--replSet`) and is in no set: none was begun yet, or it was taken out of it. */
export const isInNoSet = ({ isreplicaset, setName }: Readonly<Record<string, unknown>>): boolean =>
  isreplicaset === true && setName === undefined;

const NOT_YET_BEGUN = 94;
const NO_MEMBER_OF_IT = 93;

/** Why a server is in no set; `code`: of its error when it was asked for `replSetGetStatus`, which not everybody may ask. */
export function inNoSet(code: unknown, cause?: unknown): StartFailure {
  const told = code === NOT_YET_BEGUN ? notBegun : code === NO_MEMBER_OF_IT ? takenOut : eitherOfThem;
  return connectionFailure('notWritable', cause, told);
}

/** Of a server that answers, and is in another set than the one that was `asked` for; `setName`: as it says itself. */
export function ofOtherSet(setName: unknown, asked: string, cause?: unknown): StartFailure {
  if (typeof setName !== 'string')
    return connectionFailure('wrongReplicaSet', cause, {
      message: `The server is in no replica set, "${asked}" or other.`,
      remedy: 'Leave "Replica set" in the further settings empty.',
      setName: '',
    });
  const real = setName.slice(0, 64);
  return connectionFailure('wrongReplicaSet', cause, {
    message: `The replica set is called "${real}", not "${asked}".`,
    setName: real,
  });
}

const notBegun = {
  message: 'The server is meant to be part of a replica set, but nobody has begun that set yet.',
  remedy: 'Ask whoever runs the server to begin it once (rs.initiate), then try again.',
} satisfies Partial<Words>;
const takenOut = {
  message: 'The server was taken out of its replica set: it is no member of it any more.',
  remedy:
    'Name the servers that are still members. Or ask whoever runs the server to add it again (rs.add), then try again.',
} satisfies Partial<Words>;
const eitherOfThem = {
  message:
    'The server is meant to be part of a replica set, but is in none: nobody has begun that set yet, or the server was taken out of it.',
  remedy:
    'Ask whoever runs the server to begin the set once (rs.initiate) or to add the server again (rs.add), then try again. Or name the servers that are members.',
} satisfies Partial<Words>;

/** By Node's and OpenSSL's codes, the most telling first. */
const byCode: readonly (readonly [RegExp, ConnectionReason])[] = [
  [/^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/, 'certificateExpired'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'certificateOfOtherName'],
  [/^DEPTH_ZERO_SELF_SIGNED_CERT$/, 'certificateSelfSigned'],
  [
    /^(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|CERT_SIGNATURE_FAILURE)$/,
    'certificateOfUnknownAuthority',
  ],
  [/^ERR_SSL_(TLSV13_ALERT_CERTIFICATE_REQUIRED|SSLV3_ALERT_HANDSHAKE_FAILURE)/, 'certificateWanted'],
  [
    /^(ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNSUPPORTED_PROTOCOL)|EPROTO)$/,
    'encryptionNotSpoken',
  ],
  [/^(ENOENT|EACCES|EISDIR|ERR_OSSL_\w+|ERR_CRYPTO_\w+)$/, 'fileUnreadable'],
  [/^(ENODATA|ESERVFAIL|EREFUSED|ETIMEOUT)$/, 'lookUpFailed'],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'nameNotFound'],
  [/^ECONNREFUSED$/, 'connectionRefused'],
  [/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/, 'noAnswer'],
];

const AUTHENTICATION_FAILED = new Set<unknown>([11, 18, 8_000]);
const NOT_AUTHORIZED = 13;
const NO_REPLICA_SET = new Set<unknown>([10_107, 13_435, 13_436]);

/**
 * What an error of the driver says of the connection; null when it says too little to tell and the server must be asked
 * once more in another way. `isNamed` tells whether somebody signs in at all.
 */
export function failureIn(error: unknown, isNamed: boolean): StartFailure | null {
  if (error instanceof StartFailure) return error;
  const found = [...within(error)];
  for (const each of found) {
    if (!(each instanceof MongoServerError)) continue;
    if (AUTHENTICATION_FAILED.has(each.code)) return connectionFailure('wrongPassword', error);
    if (each.code === NOT_AUTHORIZED && !isNamed)
      return connectionFailure('wrongPassword', error, signInWanted);
    if (each.code === NOT_AUTHORIZED) return connectionFailure('noPermission', error);
    if (NO_REPLICA_SET.has(each.code)) return connectionFailure('notWritable', error);
  }
  const isLookUp = found.some(({ message }) => /^query(Srv|Txt) /.test(message));
  if (isLookUp) return connectionFailure('lookUpFailed', error);
  for (const [pattern, reason] of byCode) {
    const matching = found.find((each) => 'code' in each && pattern.test(String(each.code)));
    if (!matching) continue;
    // A certificate file that is read for signing in is the one of the client.
    const isKey =
      reason === 'fileUnreadable' && 'code' in matching && String(matching.code).startsWith('ERR_');
    return connectionFailure(reason, error, isKey ? { path: ['tls', 'certificateFile'] } : {});
  }
  if (found.some(({ name }) => name === 'MongoCompatibilityError'))
    return connectionFailure('serverTooOld', error);
  return isOfNoSet(error) ? inNoSet(undefined, error) : null;
}

/** Whether every server that answers is in no set (the driver calls it a ghost). */
export function isOfNoSet(error: unknown): boolean {
  const answering = [...within(error)].flatMap(serversOf).filter(({ type }) => type !== 'Unknown');
  return answering.length > 0 && answering.every(({ type }) => type === 'RSGhost');
}

const signInWanted: Partial<Words> = {
  message: 'The server wants to know who comes.',
  remedy: 'Fill in the user name and the password.',
  path: ['signIn', 'mechanism'],
};

/** An error, what it was caused by, and what the driver learned of each server. */
function* within(error: unknown, depth = 0): Generator<Error> {
  if (!(error instanceof Error) || depth > 5) return;
  yield error;
  yield* within(error.cause, depth + 1);
  for (const server of serversOf(error)) yield* within(server.error, depth + 1);
}

/** What the driver knew of each server when it found none to ask. */
function serversOf(error: Error): mongoose.mongo.ServerDescription[] {
  // Of the driver's own selection error and of mongoose's, which is no kind of it.
  const { reason } = error as { readonly reason?: Partial<mongoose.mongo.TopologyDescription> };
  return reason?.servers instanceof Map ? [...reason.servers.values()] : [];
}
