import { type CommandOptions, commandOptions } from './command-options';
import { isPlaceholder } from './placeholder';
import { shellWords } from './shell-words';

/** The address that a command stands for; `hasMore`: words stood there that were not read. */
export type CommandRead = { readonly address: string; readonly hasMore: boolean };

const program = /(?:^|[\s/\\"'])mongo(?:sh|dump|restore|export|import)?(?:\.exe)?["']?(?=\s)/gi;

/** What stands behind the name of the program; null where there is none. */
function behindProgram(text: string): string | null {
  let end: number | undefined;
  for (const found of text.matchAll(program)) end = found.index + found[0].length;
  return end === undefined ? null : text.slice(end);
}

/** `--tls mongodb://…`, `mongosh --uri "mongodb://…" --username desk`: what stands before and behind an address is of it. */
export function withCommand(address: string, before: string, behind: string): CommandRead {
  const own = behindProgram(before) ?? (/^\s*(?:--?|[–—])[a-z]/i.test(before) ? before : '');
  const words = shellWords(`${own.replace(/(?:--|[–—])(?:uri|host)(?:\s+|=)$/i, '')} ${behind}`);
  const options = commandOptions(words);
  return {
    address: withOptions(address, options),
    hasMore: options.rest.some((word) => /[^;,.)\]}]/.test(word)),
  };
}

/** `mongosh --host rs0/db1.example:27017 --username desk clinic`: no address, but all that one would say. */
export function commandIn(text: string): CommandRead | null {
  const own = behindProgram(text);
  const words = shellWords(own ?? text);
  const { said, query, rest } = commandOptions(words);
  const [first = ''] = rest;
  const isServer = /^[^\s@/:]+(?::\d{1,5}\b|\.[^\s@/:]+(?:$|[:/]))/.test(first);
  const isCommand = own !== null || /^\s*(?:--?|[–—])[a-z]/i.test(text);
  const isWhole = said.has('host') || said.has('username') || isServer;
  const isBegun = isServer && (said.size > 0 || query.length > 0);
  if (!(isCommand ? isWhole : isBegun)) return null;
  const [place = '', database = ''] = isServer ? partedAt(first) : ['', first];
  const given = said.get('host') ?? (place || 'localhost');
  // A name of the set may stand before its members.
  const [, set, hosts = ''] = /^(?:([^/@:]*)\/)?(.*)$/s.exec(given) ?? [];
  const port = said.get('port');
  const servers = hosts.split(/\s*,\s*/).map((host) => withPort(host, port));
  const address = `mongodb://${servers.join(',')}/${encodeURIComponent(database)}`;
  const further = {
    said: without(said, 'host', 'port'),
    rest,
    query: set ? [replicaSet(set), ...query] : query,
  };
  const isTwice = said.has('host') && isServer;
  return { address: withOptions(address, further), hasMore: isTwice || rest.length > 1 };
}

/** Of a command that cannot be taken apart, too: a password may be in it. */
export const holdsCommand = (text: string): boolean =>
  /(?:^|\s)(?:--|[–—])password(?:\s|=)\s*\S/i.test(text) || commandIn(text) !== null;

const replicaSet = (name: string) => ['replicaSet', name] as const;
const without = <Key, Value>(map: ReadonlyMap<Key, Value>, ...names: Key[]) =>
  new Map([...map].filter(([name]) => !names.includes(name)));

const partedAt = (text: string): [string, string] => {
  const at = text.indexOf('/');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
};

/** An address of IPv6 gets its brackets; a port of its own comes first. */
function withPort(host: string, port: string | undefined): string {
  const named = /^[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*$/i.test(host) ? `[${host}]` : host;
  return port === undefined || /:[^\]:]*$/.test(named) ? named : `${named}:${port}`;
}

/** What the options of a command or of a program say, said by the address itself; what it cannot say is named in its query. */
export function withOptions(address: string, { said, query }: CommandOptions): string {
  const left = (['host', 'port'] as const).filter((name) => said.has(name)).map((name) => [`--${name}`, '']);
  const named = withUser(address, said.get('username'), said.get('password'));
  const placed = withDatabase(named.address, said.get('db'));
  const further = [...query, ...left, ...named.left, ...placed.left].map(([name = '', value = '']) =>
    value === '' ? name : `${name}=${encodeURIComponent(value)}`,
  );
  if (further.length === 0) return placed.address;
  const [scheme = '', rest = ''] = placed.address.split(/(?<=:\/\/)/);
  const begun = rest.includes('?') ? `${rest}&` : rest.includes('/') ? `${rest}?` : `${rest}/?`;
  return scheme + begun + further.join('&');
}

type Said = { readonly address: string; readonly left: readonly (readonly string[])[] };

function withUser(address: string, user: string | undefined, password: string | undefined): Said {
  const [, scheme = '', own, hosts = ''] = /^([^:]*:\/\/)(?:(.*)@)?([^@]*)$/s.exec(address) ?? [];
  const secret = password === undefined ? '' : `:${encodeURIComponent(password)}`;
  const notUsed = (name: string, value: string | undefined) => (value === undefined ? [] : [[name, '']]);
  if (own === undefined)
    return user === undefined
      ? { address, left: notUsed('--password', password) }
      : { address: `${scheme}${encodeURIComponent(user)}${secret}@${hosts}`, left: [] };
  const [name = '', known] = /^([^:]*)(?::(.*))?$/s.exec(own)?.slice(1) ?? [];
  const isOther = user !== undefined && ![user, encodeURIComponent(user)].includes(name);
  const isFree = known === undefined || known === '' || isPlaceholder(known);
  if (!isOther && isFree && secret !== '') return { address: `${scheme}${name}${secret}@${hosts}`, left: [] };
  const isSame = password !== undefined && [password, encodeURIComponent(password)].includes(known ?? '');
  const left = [
    ...(isOther ? notUsed('--username', user) : []),
    ...(isSame ? [] : notUsed('--password', password)),
  ];
  return { address, left };
}

function withDatabase(address: string, database: string | undefined): Said {
  if (database === undefined) return { address, left: [] };
  const [, servers = '', known = '', query = ''] =
    /^([^:]*:\/\/(?:.*@)?[^/?@]*)(?:\/([^?]*))?(\?.*)?$/s.exec(address) ?? [];
  const name = encodeURIComponent(database);
  if (known === name || servers === '') return { address, left: [] };
  return known === ''
    ? { address: `${servers}/${name}${query}`, left: [] }
    : { address, left: [['--db', '']] };
}
