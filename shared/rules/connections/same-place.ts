import type { ConnectionFields, ConnectionHost } from './fields';

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
export function isSameDatabase(one: ConnectionFields, other: ConnectionFields): boolean {
  return one.database === other.database && isSameServer(one, other);
}

/** As `isSameDatabase`, of the server alone. */
export function isSameServer(one: ConnectionFields, other: ConnectionFields): boolean {
  const known = new Set(one.hosts.map(doorOf));
  return one.srv === other.srv && other.hosts.some((host) => known.has(doorOf(host)));
}

const doorOf = ({ host, port = 27_017 }: ConnectionHost): string => `${host.toLowerCase()}:${port}`;
