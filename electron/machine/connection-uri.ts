import {
  type ConnectionFields,
  type ConnectionSecrets,
  takesPassword,
} from '../../shared/rules/connections/fields';

/** The MongoDB connection string of a connection, with its secrets: for the driver only, never for a log or a page. */
export function connectionUri(fields: ConnectionFields, secrets: ConnectionSecrets): string {
  const { hosts, srv, database, tls, signIn, replicaSet } = fields;
  const options = new URLSearchParams();
  const set = (name: string, value: string | undefined) => value !== undefined && options.set(name, value);
  set('replicaSet', replicaSet);
  set('tls', String(tls.isUsed));
  if (tls.isUsed) {
    set('tlsCAFile', tls.caFile);
    set('tlsCertificateKeyFile', tls.certificateFile);
    set('tlsCertificateKeyFilePassword', secrets.keyPassphrase);
    if (tls.allowsAnyCertificate) set('tlsAllowInvalidCertificates', 'true');
    if (tls.allowsAnyCertificate || tls.allowsOtherName) set('tlsAllowInvalidHostnames', 'true');
  }
  if (signIn.mechanism !== 'none') {
    set('authMechanism', signIn.mechanism);
    set(
      'authSource',
      signIn.source ??
        (takesPassword(signIn.mechanism) && signIn.mechanism !== 'PLAIN' ? 'admin' : '$external'),
    );
  }
  const { mechanism, username } = signIn;
  const password = takesPassword(mechanism) ? `:${encodeURIComponent(secrets.password ?? '')}` : '';
  const who = mechanism !== 'none' && username ? `${encodeURIComponent(username)}${password}@` : '';
  const places = hosts.map(({ host, port }) => {
    const plain = host.includes(':') ? `[${host}]` : host;
    return port === undefined ? plain : `${plain}:${port}`;
  });
  return `mongodb${srv ? '+srv' : ''}://${who}${places.join(',')}/${encodeURIComponent(database)}?${options}`;
}
