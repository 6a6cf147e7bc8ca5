import { type ConnectionFields, type ConnectionHost, takesPassword } from './fields';

/** One thing that must be mended before a connection can be used; `path` leads to its field. */
export type ConnectionProblem = { readonly path: readonly (string | number)[]; readonly message: string };

export const noPort = 'A port is a number from 1 to 65535';

/** What is wrong with a connection by itself, before any server is asked. Empty when nothing is. */
export function problemsOf(fields: ConnectionFields): ConnectionProblem[] {
  return [
    ...hostProblems(fields),
    ...placeProblems(fields),
    ...tlsProblems(fields),
    ...signInProblems(fields),
  ];
}

function* hostProblems({ hosts, srv }: ConnectionFields): Generator<ConnectionProblem> {
  if (hosts.length === 0) yield { path: ['hosts'], message: 'Fill in where the server is' };
  for (const [index, host] of hosts.entries()) {
    const message = hostProblem(host);
    if (message) yield { path: ['hosts', index, 'host'], message };
    if (host.port !== undefined && !isPort(host.port))
      yield { path: ['hosts', index, 'port'], message: noPort };
  }
  if (!srv) return;
  const [first] = hosts;
  if (hosts.length > 1)
    yield { path: ['hosts'], message: 'An address of Atlas (mongodb+srv) is one name; remove the others' };
  if (first?.port !== undefined)
    yield { path: ['hosts', 0, 'port'], message: 'An address of Atlas (mongodb+srv) has no port' };
  if (first && !hostProblem(first) && first.host.split('.').length < 3)
    yield {
      path: ['hosts', 0, 'host'],
      message: 'An address of Atlas (mongodb+srv) has at least three parts, as in clinic.ab1cd.mongodb.net',
    };
}

export const isPort = (port: number) => Number.isInteger(port) && port >= 1 && port <= 65_535;
const name = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?$/i;
const ipv6 = /^[0-9a-f:]*:[0-9a-f:.]*$/i;

function hostProblem({ host }: ConnectionHost): string | null {
  if (host === '') return 'Fill in the name or address of the server';
  if (host.includes('@') || host.includes('/')) return 'Only the name, without user, password or path';
  if (host.length > 255 || !(name.test(host) || ipv6.test(host))) return 'This is no name of a server';
  return null;
}

function* placeProblems({ database, replicaSet }: ConnectionFields): Generator<ConnectionProblem> {
  // The names that MongoDB refuses, and those it keeps for itself.
  if (database === '' || database.length > 38 || /[\s/\\."$*<>:|?\0]/.test(database))
    yield { path: ['database'], message: 'A name of 1 to 38 letters, digits, - or _' };
  else if (['admin', 'local', 'config'].includes(database.toLowerCase()))
    yield { path: ['database'], message: `MongoDB keeps "${database}" for itself; choose another name` };
  if (replicaSet !== undefined && !/^[\w.-]{1,64}$/.test(replicaSet))
    yield { path: ['replicaSet'], message: 'A name of letters, digits, - or _' };
}

function* tlsProblems({ tls, srv, signIn }: ConnectionFields): Generator<ConnectionProblem> {
  if (!tls.isUsed) {
    if (srv) yield { path: ['tls', 'isUsed'], message: 'Atlas takes encrypted connections only' };
    if (signIn.mechanism === 'PLAIN')
      yield { path: ['tls', 'isUsed'], message: 'With LDAP the password would travel readable: encrypt it' };
    if (signIn.mechanism === 'MONGODB-X509')
      yield { path: ['tls', 'isUsed'], message: 'A client certificate needs an encrypted connection' };
  }
  for (const file of ['caFile', 'certificateFile'] as const) {
    const path = tls[file];
    if (path !== undefined && !isAbsolute(path))
      yield { path: ['tls', file], message: 'The whole path of the file, from the root or drive' };
  }
  if (signIn.mechanism === 'MONGODB-X509' && !tls.certificateFile)
    yield { path: ['tls', 'certificateFile'], message: 'Choose the file of the client certificate' };
}

const isAbsolute = (path: string) => /^(\/|[a-z]:[\\/]|\\\\)/i.test(path) && !/[\0\n\r]/.test(path);

function* signInProblems({ signIn }: ConnectionFields): Generator<ConnectionProblem> {
  const { mechanism, username } = signIn;
  if (takesPassword(mechanism) && !username)
    yield { path: ['signIn', 'username'], message: 'Fill in the user name' };
  if (mechanism === 'none' && username)
    yield { path: ['signIn', 'mechanism'], message: 'A user name needs a way to sign in' };
}
