import { type Draft, isKnownOption, type Reading, readOptions } from './address-options';
import {
  type ConnectionFields,
  type ConnectionHost,
  type ConnectionSecrets,
  emptyConnection,
} from './fields';
import { isPlaceholder } from './placeholder';
import { type ConnectionProblem, isPort, noPort } from './problems';

/** What a pasted address says, taken apart: the password stands apart from the rest at once. */
export type PastedAddress = {
  readonly fields: ConnectionFields;
  readonly secrets: ConnectionSecrets;
  /** What stands in the address where its password belongs, as Atlas writes it: "<db_password>". */
  readonly placeholder: string | undefined;
  /** The database that it names and that is no clinic's: one of the server itself, or the usual one of programs. */
  readonly otherDatabase?: string;
  /** Options that Clinic Desk sets itself or does without, by name; those of a command begin with "-". */
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
  const isOther = ['admin', 'local', 'config', 'test'].includes(database);
  const begun: Draft = {
    ...emptyConnection(srv ? 'cloud' : 'server'),
    hosts: hosts.filter((host) => host !== null),
    srv,
    ...(database && !isOther ? { database } : {}),
    // `mongodb://` is not encrypted unless it says so, `mongodb+srv://` is.
    tls: { isUsed: srv },
    signIn: user
      ? { mechanism: 'SCRAM-SHA-256', ...(user.name && { username: user.name }) }
      : { mechanism: 'none' },
  };
  // The database in the path is where the user is known, unless `authSource` says otherwise, or the entry of the name service.
  if (user && database && database !== 'admin' && !srv) begun.signIn.source = database;
  const read: Reading = { draft: begun, secrets: {}, leftOut: [], problems: [] };
  if (user?.password) read.secrets.password = user.password;
  requirePorts(read);
  readOptions(read, query);
  const { draft, secrets, leftOut, problems } = read;
  return {
    ...{ fields: draft, secrets, placeholder: user?.placeholder, leftOut, problems },
    ...(isOther && { otherDatabase: database }),
  };
}

/** "desk:2024/Winter@db.example" looks like a host with a port and a database, as "desk:2024?Winter@db.example" does. */
function mayHoldPassword(path = '', query = ''): boolean {
  const isUnknown = (option: string) => !isKnownOption(option.split('=', 1)[0] ?? '');
  return /[@:]/.test(path) || query.split('&').some((option) => option.includes('@') && isUnknown(option));
}

function hostOf(text: string): ConnectionHost | null {
  const found = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(\d{1,5}))?$/.exec(text);
  const host = decoded(found?.[1] ?? found?.[2] ?? '');
  if (!found || host === null) return null;
  const port = found[3];
  return port === undefined ? { host } : { host, port: Number(port) };
}

/** What stands where a port does and cannot be one; the number is in no message, because it may be of a password. */
function requirePorts({ draft, problems }: Reading): void {
  const refuse = (message: string) => void problems.push({ path: ['address'], message });
  const ports = draft.hosts.flatMap(({ port }) => port ?? []);
  if (draft.srv && ports.length > 0) {
    refuse('An address that begins with mongodb+srv:// has no port: it was left out');
    draft.hosts = draft.hosts.map(({ host }) => ({ host }));
  } else if (!ports.every(isPort)) refuse(noPort);
}

type User = { readonly name?: string; readonly password?: string; readonly placeholder?: string };

/** Name and password; undefined when they are not written as they must be. */
function userOf(text: string): User | undefined {
  const [name, password, ...more] = text
    .split(':')
    .map((part) => (isPlaceholder(part) ? part : decoded(part)));
  if (name === null || name === undefined || name === '' || password === null || more.length > 0)
    return undefined;
  // Atlas and programs show where they go: <db_username>, {password}.
  const named = isPlaceholder(name) ? {} : { name };
  if (password === undefined) return named;
  return { ...named, ...(isPlaceholder(password) ? { placeholder: password } : { password }) };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
