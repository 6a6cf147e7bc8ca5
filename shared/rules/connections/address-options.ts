import type { ConnectionFields, ConnectionSecrets, SignInMechanism } from './fields';
import { signInMechanisms } from './fields';
import { isPlaceholder } from './placeholder';
import type { ConnectionProblem } from './problems';

type Changeable<T> = { -readonly [K in keyof T]: T[K] };
/** A connection while its address is read. */
export type Draft = Changeable<Omit<ConnectionFields, 'tls' | 'signIn'>> & {
  tls: Changeable<ConnectionFields['tls']>;
  signIn: Changeable<ConnectionFields['signIn']>;
};
/** What is known of an address so far. */
export type Reading = {
  readonly draft: Draft;
  readonly secrets: Changeable<ConnectionSecrets>;
  readonly leftOut: string[];
  readonly problems: ConnectionProblem[];
};

type Option = (read: Reading, value: string, name: string) => void;

const leaveOut: Option = ({ leftOut }, _value, name) => {
  if (!leftOut.includes(name)) leftOut.push(name);
};
const refuse =
  (message: string): Option =>
  ({ problems }) =>
    void problems.push({ path: ['address'], message });
const refuseNamed =
  (message: (name: string) => string): Option =>
  (read, value, name) =>
    refuse(message(name.slice(0, 60)))(read, value, name);
const neither = refuseNamed((name) => `"${name}" is neither true nor false`);
const onYes =
  (set: (read: Reading) => void): Option =>
  (read, value, name) => {
    if (value === 'true') set(read);
    else if (value !== 'false') neither(read, value, name);
  };
const tls: Option = (read, value, name) => {
  if (value === 'true' || value === 'false') read.draft.tls.isUsed = value === 'true';
  else neither(read, value, name);
};
const isMechanism = (value: string): value is SignInMechanism =>
  value !== 'none' && signInMechanisms.some((each) => each.value === value);
const unknown = refuseNamed((name) => `The option "${name}" is not known`);
const contradicted = refuseNamed(
  (name) => `"${name}" is given twice, with different values; the first one is below`,
);
const halfEncrypted = refuse(
  'It says both that the connection is encrypted (TLS) and that it is not; it is encrypted below',
);

/** How records are written and read decides whether they are safe: Clinic Desk sets that itself. */
const setByUs = [
  ...['w', 'wtimeoutms', 'wtimeout', 'journal', 'readpreference', 'readpreferencetags', 'readconcernlevel'],
  ...['maxstalenessseconds', 'retrywrites', 'retryreads', 'appname', 'compressors', 'zlibcompressionlevel'],
  ...['maxpoolsize', 'minpoolsize', 'maxidletimems', 'maxconnecting', 'waitqueuetimeoutms', 'timeoutms'],
  ...['connecttimeoutms', 'sockettimeoutms', 'serverselectiontimeoutms', 'heartbeatfrequencyms'],
  ...['localthresholdms', 'directconnection', 'uuidrepresentation', 'monitorcommands'],
  ...['servermonitoringmode', 'srvmaxhosts', 'tlsdisableocspendpointcheck'],
  'tlsdisablecertificaterevocationcheck',
];

/** Of a command, beside what an address says too: how its window behaves, not how the server is reached. */
const ofCommandAlone = [
  ...['--quiet', '--norc', '--nodb', '--shell', '--eval', '--file', '-f', '--json', '--verbose', '--ipv6'],
  ...['--help', '--version', '--apiversion', '--apistrict', '--apideprecationerrors', '--retrywrites'],
  ...['--networkmessagecompressors', '--skipstartupwarnings', '--tlsusesystemca'],
];

const standsAlready = refuseNamed(
  (name) => `"${name}" was left out, because the address says already where the database is`,
);

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
  tlscafile: ({ draft }, value) => void (draft.tls.caFile = value),
  tlscertificatekeyfile: ({ draft }, value) => void (draft.tls.certificateFile = value),
  tlscertificatekeyfilepassword({ secrets }, value) {
    if (!isPlaceholder(value)) secrets.keyPassphrase = value;
  },
  tlsallowinvalidcertificates: onYes(({ draft }) => (draft.tls.allowsAnyCertificate = true)),
  tlsinsecure: onYes(({ draft }) => (draft.tls.allowsAnyCertificate = true)),
  tlsallowinvalidhostnames: onYes(({ draft }) => (draft.tls.allowsOtherName = true)),
  ...Object.fromEntries([...setByUs, ...ofCommandAlone].map((name) => [name, leaveOut])),
  authmechanismproperties: refuse('Clinic Desk cannot sign in with a mechanism that has properties'),
  loadbalanced: refuse('Clinic Desk cannot work behind a load balancer of MongoDB'),
  srvservicename: refuse('Clinic Desk looks servers up under their usual name only'),
  proxyhost: refuse('Clinic Desk reaches the server without a proxy'),
  tlscrlfile: refuse('Clinic Desk reads no list of withdrawn certificates'),
  '--username': refuse('"--username" was left out, because the address has a user already'),
  '--password': refuse(
    '"--password" was left out, because the address has a password already, or no user that it belongs to',
  ),
  ...{ '--host': standsAlready, '--port': standsAlready, '--db': standsAlready },
};

/** Names of the same. */
const alsoCalled: Readonly<Record<string, string>> = { ssl: 'tls' };

const keyOf = (name: string): string => {
  const small = name.toLowerCase();
  return Object.hasOwn(alsoCalled, small) ? (alsoCalled[small] ?? small) : small;
};
const optionOf = (name: string): Option | undefined => {
  const key = keyOf(name);
  return Object.hasOwn(options, key) ? options[key] : undefined;
};

export const isKnownOption = (name: string): boolean => optionOf(name) !== undefined;

/** Reads what stands behind the "?" of an address. Of two that contradict each other neither is taken without a word. */
export function readOptions(read: Reading, query: string): void {
  const given = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const option = optionOf(name) ?? unknown;
    const key = keyOf(name);
    const before = given.get(key);
    given.set(key, before ?? value);
    if (before === undefined || option === leaveOut) option(read, value, name);
    else if (before !== value && key !== 'tls') contradicted(read, value, name);
    else if (before !== value) {
      read.draft.tls.isUsed = true;
      halfEncrypted(read, value, name);
    }
  }
  const { draft } = read;
  const { isUsed, ...trust } = draft.tls;
  // A file of certificates, or leave to take any, is about an encrypted connection.
  if (!isUsed && Object.keys(trust).length > 0) {
    draft.tls.isUsed = true;
    if (given.has('tls')) halfEncrypted(read, '', 'tls');
  }
  // Who is known to a database signs in: the name is asked for, instead of nobody being let in.
  if (draft.signIn.mechanism === 'none' && draft.signIn.source) draft.signIn.mechanism = 'SCRAM-SHA-256';
}
