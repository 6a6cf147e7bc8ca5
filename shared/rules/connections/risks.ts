import type { ConnectionFields } from './fields';

/**
 * What a connection gives up of its safety. Each is confirmed by a person before it is kept, and who did so and when is
 * kept beside it.
 */
export const connectionRisks = [
  {
    value: 'notEncrypted',
    label: 'Not encrypted',
    meaning:
      'Anybody in the same network can read and change what is sent: names, notes, and passwords of the clinic.',
  },
  {
    value: 'anyCertificate',
    label: 'Any certificate is taken',
    meaning: 'Another computer can pretend to be the server, and be given everything.',
  },
  {
    value: 'otherName',
    label: 'A certificate for another name is taken',
    meaning: 'Whoever holds another certificate of the same authority can pretend to be the server.',
  },
  {
    value: 'noSignIn',
    label: 'No password',
    meaning: 'Whoever reaches the server can read and change everything.',
  },
] as const;
export type ConnectionRisk = (typeof connectionRisks)[number]['value'];

/** Addresses that never leave this computer (RFC 1122, RFC 4291, RFC 6761). */
export function isLoopback(host: string): boolean {
  const plain = host.toLowerCase().replace(/\.$/, '');
  return (
    plain === 'localhost' ||
    plain.endsWith('.localhost') ||
    plain === '::1' ||
    /^127(\.\d{1,3}){3}$/.test(plain)
  );
}

/** The risks of a connection; none within this computer but that of having no password. */
export function risksOf({ hosts, srv, tls, signIn }: ConnectionFields): ConnectionRisk[] {
  const leaves = srv || hosts.some(({ host }) => !isLoopback(host));
  const risks: ConnectionRisk[] = [];
  if (leaves && !tls.isUsed) risks.push('notEncrypted');
  if (leaves && tls.isUsed && tls.allowsAnyCertificate) risks.push('anyCertificate');
  else if (leaves && tls.isUsed && tls.allowsOtherName) risks.push('otherName');
  if (signIn.mechanism === 'none') risks.push('noSignIn');
  return risks;
}
