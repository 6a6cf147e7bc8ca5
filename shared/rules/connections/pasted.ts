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
  /** Options that Clinic Desk sets itself and leaves out, by name. */
  readonly leftOut: readonly string[];
  /** Options that are refused; such an address cannot be used as it is. */
  readonly problems: readonly ConnectionProblem[];
};

/** True for text that begins as a MongoDB address (connection string) does, so that it is taken apart when it is pasted. */
export const isAddress = (text: string): boolean => /^\s*mongodb(\+srv)?:\/\//i.test(text);

const scheme = 'mongodb(?:\\+srv)?://';
/** From the first ":", after which a password may begin, to the last "@": either name or password may hold any sign. */
const passwordBeforeHosts = new RegExp(`^(\\s*${scheme}[^:]*:).*@`, 'is');
const port = String.raw`\d{1,5}(?![^,/?\s])`;
/** A "port" that is no number: a password that was cut off before its "@". */
const passwordAsPort = new RegExp(
  `^(\\s*${scheme}(?:.*@)?(?:\\[[^\\]]*\\]|:${port}|[^:?[])*:)(?!${port})[^@]+$`,
  'is',
);

/**
 * An address that cannot be read, as it may stand in sight: what is or may be a password gives way to a placeholder, which
 * `takeApart` takes for none. Rather too much is hidden than too little.
 */
export const maskedAddress = (text: string): string =>
  text
    .replace(/([?&]tlsCertificateKeyFilePassword=)[^&]*/gi, '$1<passphrase>')
    .replace(passwordBeforeHosts, '$1<password>@')
    .replace(passwordAsPort, '$1<password>');

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
    signIn: user ? { mechanism: 'SCRAM-SHA-256', username: user.name } : { mechanism: 'none' },
  };
  // The database in the path is where the user is known, unless `authSource` says otherwise.
  if (user && database && database !== 'admin') begun.signIn.source = database;
  const read: Reading = { draft: begun, secrets: {}, leftOut: [], problems: [] };
  if (user?.password) read.secrets.password = user.password;
  for (const [name, value] of new URLSearchParams(query)) readOption(read, name, value);
  const { draft, secrets, leftOut, problems } = read;
  return { fields: draft, secrets, leftOut, problems };
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

/** Name and password; undefined when they are not written as they must be. */
function userOf(text: string): { name: string; password?: string } | undefined {
  const [name, password, ...more] = text.split(':').map(decoded);
  if (name === null || name === undefined || name === '' || password === null || more.length > 0)
    return undefined;
  // Atlas shows where the password goes: <password>, <db_password>.
  return password === undefined || isPlaceholder(password) ? { name } : { name, password };
}

const isPlaceholder = (text: string): boolean => /^<.*>$/.test(text);

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
