import type { ConnectionFields } from './fields';

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
