import {
  type ConnectionFields,
  type ConnectionHost,
  type ConnectionSecrets,
  emptyConnection,
  type SignInMechanism,
  signInMechanisms,
} from './fields';
import type { ConnectionProblem } from './problems';

/** What a pasted address says, taken apart: the password stands apart from the rest at once. */
export type PastedAddress = {
  readonly fields: ConnectionFields;
  readonly secrets: ConnectionSecrets;
  /** What stands in the address where its password belongs, as Atlas writes it: "<db_password>". */
  readonly placeholder: string | undefined;
  /** Options that Clinic Desk sets itself and leaves out, by name. */
  readonly leftOut: readonly string[];
  /** Options that are refused; such an address cannot be used as it is. */
  readonly problems: readonly ConnectionProblem[];
};

const shape = /^mongodb(\+srv)?:\/\/(?:([^@/?]*)@)?([^/?@]*)(?:\/([^?]*))?(?:\?(.*))?$/i;

/**
 * Takes a connection string apart (its format: MongoDB "Connection Strings"). Null when it is none, or when what stands
 * after the hosts may be part of a password; the text is in no message, because it may hold one.
 */
export function takeApart(text: string): PastedAddress | null {
  const found = shape.exec(text.trim());
  if (!found) return null;
  const [, srvMark, userInfo, hostList = '', path, query = ''] = found;
  if (mayHoldPassword(path, query)) return null;
  const srv = srvMark !== undefined;
  const hosts = hostList.split(',').map(hostOf);
  const user = userInfo === undefined ? null : userOf(userInfo);
  const database = path === undefined ? '' : decoded(path);
  if (user === undefined || database === null || hosts.some((host) => !host?.host)) return null;
  const begun: Draft = {
    ...emptyConnection(srv ? 'cloud' : 'server'),
    hosts: hosts.filter((host) => host !== null),
    srv,
    ...(database && !['admin', 'test'].includes(database) ? { database } : {}),
    // `mongodb://` is not encrypted unless it says so, `mongodb+srv://` is.
    tls: { isUsed: srv },
    signIn: user
      ? { mechanism: 'SCRAM-SHA-256', ...(user.name && { username: user.name }) }
      : { mechanism: 'none' },
  };
  // The database in the path is where the user is known, unless `authSource` says otherwise.
  if (user && database && database !== 'admin') begun.signIn.source = database;
  const read: Reading = { draft: begun, secrets: {}, leftOut: [], problems: [] };
  if (user?.password) read.secrets.password = user.password;
  for (const [name, value] of new URLSearchParams(query)) readOption(read, name, value);
  const { draft, secrets, leftOut, problems } = read;
  return { fields: draft, secrets, placeholder: user?.placeholder, leftOut, problems };
}

/** "desk:2024/Winter@db.example" looks like a host with a port and a database, as "desk:2024?Winter@db.example" does. */
function mayHoldPassword(path = '', query = ''): boolean {
  const isUnknown = (option: string) => optionOf(option.split('=', 1)[0] ?? '') === undefined;
  return /[@:]/.test(path) || query.split('&').some((option) => option.includes('@') && isUnknown(option));
}

type Changeable<T> = { -readonly [K in keyof T]: T[K] };
type Draft = Changeable<Omit<ConnectionFields, 'tls' | 'signIn'>> & {
  tls: Changeable<ConnectionFields['tls']>;
  signIn: Changeable<ConnectionFields['signIn']>;
};
type Reading = {
  readonly draft: Draft;
  readonly secrets: Changeable<ConnectionSecrets>;
  readonly leftOut: string[];
  readonly problems: ConnectionProblem[];
};

function hostOf(text: string): ConnectionHost | null {
  const found = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(\d{1,5}))?$/.exec(text);
  const host = decoded(found?.[1] ?? found?.[2] ?? '');
  if (!found || host === null) return null;
  const port = found[3];
  return port === undefined ? { host } : { host, port: Number(port) };
}

type User = { readonly name?: string; readonly password?: string; readonly placeholder?: string };

/** Name and password; undefined when they are not written as they must be. */
function userOf(text: string): User | undefined {
  const [name, password, ...more] = text.split(':').map(decoded);
  if (name === null || name === undefined || name === '' || password === null || more.length > 0)
    return undefined;
  // Atlas shows where they go: <db_username>, <db_password>.
  const named = isPlaceholder(name) ? {} : { name };
  if (password === undefined) return named;
  return { ...named, ...(isPlaceholder(password) ? { placeholder: password } : { password }) };
}

/**
 * True for what programs write where a name or a password belongs: `<db_password>`, `****`. Nothing else in brackets is
 * one: people type their password between those that Atlas shows.
 */
export const isPlaceholder = (text: string): boolean =>
  /^(<(your[ _-]?)?(db[ _-]?)?(password|passwd|pwd|passphrase|user|username)>|\*{3,})$/i.test(text.trim());

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

type Option = (read: Reading, value: string, name: string) => void;

const leaveOut: Option = ({ leftOut }, _value, name) => void leftOut.push(name);
const refuse =
  (message: string): Option =>
  ({ problems }) =>
    void problems.push({ path: ['address'], message });
const onYes =
  (set: (read: Reading) => void): Option =>
  (read, value, name) => {
    if (value === 'true') set(read);
    else if (value !== 'false') refuse(`"${name}" is neither true nor false`)(read, value, name);
  };
const tls: Option = (read, value, name) => {
  if (value === 'true' || value === 'false') read.draft.tls.isUsed = value === 'true';
  else refuse(`"${name}" is neither true nor false`)(read, value, name);
};
const isMechanism = (value: string): value is SignInMechanism =>
  value !== 'none' && signInMechanisms.some((each) => each.value === value);

/** Every option that is known, by its name in small letters; others are refused. */
const options: Readonly<Record<string, Option>> = {
  replicaset: ({ draft }, value) => void (draft.replicaSet = value),
  authsource: ({ draft }, value) => void (draft.signIn.source = value),
  authmechanism: (read, value, name) => {
    const mechanism = value === 'MONGODB-CR' ? 'SCRAM-SHA-1' : value;
    if (isMechanism(mechanism)) read.draft.signIn.mechanism = mechanism;
    else refuse(`Clinic Desk cannot sign in with "${value}"`)(read, value, name);
  },
  tls,
  ssl: tls,
  tlscafile: ({ draft }, value) => void (draft.tls.caFile = value),
  tlscertificatekeyfile: ({ draft }, value) => void (draft.tls.certificateFile = value),
  tlscertificatekeyfilepassword({ secrets }, value) {
    if (!isPlaceholder(value)) secrets.keyPassphrase = value;
  },
  tlsallowinvalidcertificates: onYes(({ draft }) => (draft.tls.allowsAnyCertificate = true)),
  tlsinsecure: onYes(({ draft }) => (draft.tls.allowsAnyCertificate = true)),
  tlsallowinvalidhostnames: onYes(({ draft }) => (draft.tls.allowsOtherName = true)),
  // How records are written and read decides whether they are safe: Clinic Desk sets that itself.
  ...Object.fromEntries(
    [
      ...[
        'w',
        'wtimeoutms',
        'wtimeout',
        'journal',
        'readpreference',
        'readpreferencetags',
        'readconcernlevel',
      ],
      ...[
        'maxstalenessseconds',
        'retrywrites',
        'retryreads',
        'appname',
        'compressors',
        'zlibcompressionlevel',
      ],
      ...['maxpoolsize', 'minpoolsize', 'maxidletimems', 'maxconnecting', 'waitqueuetimeoutms', 'timeoutms'],
      ...['connecttimeoutms', 'sockettimeoutms', 'serverselectiontimeoutms', 'heartbeatfrequencyms'],
      ...[
        'localthresholdms',
        'directconnection',
        'uuidrepresentation',
        'monitorcommands',
        'servermonitoringmode',
      ],
      ...['srvmaxhosts', 'tlsdisableocspendpointcheck', 'tlsdisablecertificaterevocationcheck'],
    ].map((name) => [name, leaveOut]),
  ),
  authmechanismproperties: refuse('Clinic Desk cannot sign in with a mechanism that has properties'),
  loadbalanced: refuse('Clinic Desk cannot work behind a load balancer of MongoDB'),
  srvservicename: refuse('Clinic Desk looks servers up under their usual name only'),
  proxyhost: refuse('Clinic Desk reaches the server without a proxy'),
  tlscrlfile: refuse('Clinic Desk reads no list of withdrawn certificates'),
};

const optionOf = (name: string): Option | undefined =>
  Object.hasOwn(options, name.toLowerCase()) ? options[name.toLowerCase()] : undefined;

function readOption(read: Reading, name: string, value: string): void {
  const option = optionOf(name) ?? refuse(`The option "${name.slice(0, 60)}" is not known`);
  option(read, value, name);
}
