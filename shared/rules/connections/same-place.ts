import type { ConnectionFields, ConnectionHost } from './fields';
import { isLoopback } from './risks';

/** Which database a connection leads to, whoever signs in there. */
export type Place = Pick<ConnectionFields, 'hosts' | 'srv' | 'database'>;

/**
 * Whether secrets that were given for one connection may be sent over another: only to the same servers, as the same user,
 * with the same trust. Otherwise whoever may edit a connection could have its password sent to a server of their own.
 */
export function isSamePlace(one: ConnectionFields, other: ConnectionFields): boolean {
  return placeOf(one) === placeOf(other);
}

const placeOf = ({ hosts, srv, replicaSet, tls, signIn }: ConnectionFields): string =>
  JSON.stringify([
    hosts.map(({ host, port }) => [host.toLowerCase(), port ?? null]),
    ...[srv, replicaSet ?? null],
    ...[tls.isUsed, tls.caFile ?? null, tls.certificateFile ?? null],
    ...[tls.allowsAnyCertificate === true, tls.allowsOtherName === true],
    ...[signIn.mechanism, signIn.username ?? null, signIn.source ?? null],
  ]);

/**
 * Whether two connections lead to the same database, whoever signs in there and whatever is trusted. Hosts are compared as a
 * set, and one that both name is enough: all that one connection names are members of one replica set or doors of one cluster.
 */
export function isSameDatabase(one: Place, other: Place): boolean {
  return one.database === other.database && isSameServer(one, other);
}

/** Those of other connections that lead to the same database as this one. */
export function sameDatabases<
  Connection extends { readonly id: string; readonly fields?: Place | undefined },
>(
  { id, fields }: { readonly id?: string | undefined; readonly fields?: Place | undefined },
  all: readonly Connection[],
): Connection[] {
  if (!fields) return [];
  return all.filter((each) => each.id !== id && each.fields && isSameDatabase(fields, each.fields));
}

/** As `isSameDatabase`, of the server alone. */
export function isSameServer(one: Place, other: Place): boolean {
  return one.srv === other.srv && share(one.hosts, other.hosts);
}

function share(some: readonly ConnectionHost[], others: readonly ConnectionHost[]): boolean {
  const known = new Set(some.map(doorOf));
  return others.some((host) => known.has(doorOf(host)));
}

/**
 * Where a copy is made to over a connection that leads to `typed`. Of what it names some may be no server of that database:
 * where one is a member as the server names them (`members`), or where the copy was made to `before`, those alone count.
 */
export function placeOfCopy(
  typed: Place,
  members: readonly ConnectionHost[],
  before: Place | undefined,
): Place {
  const { srv, database } = typed;
  const known = before && isSameDatabase(before, typed) ? before.hosts : [];
  const sure = srv ? undefined : [members, known].find((hosts) => share(hosts, typed.hosts));
  return { hosts: sure ?? typed.hosts, srv, database };
}

function doorOf({ host, port = 27_017 }: ConnectionHost): string {
  // This computer has several names for itself.
  return `${isLoopback(host) ? 'localhost' : host.toLowerCase()}:${port}`;
}
