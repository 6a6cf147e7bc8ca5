import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Files of certificates and keys (PEM) that are made anew for a test, with OpenSSL's own program. */
export type TestCertificates = {
  /** The authority that signed all but the self-signed one. */
  readonly ca: string;
  /** Another authority, which signed none of them. */
  readonly otherCa: string;
  /** Certificate and key of a server called localhost, 127.0.0.1 and ::1. */
  readonly server: string;
  /** The same, over since yesterday. */
  readonly expired: string;
  /** Of a server called other.clinic.example. */
  readonly otherName: string;
  /** Signed by itself. */
  readonly selfSigned: string;
  /** Of a client, CN=desk,OU=clients,O=clinic. */
  readonly client: string;
  /** The same with its key sealed by `passphrase`. */
  readonly sealedClient: string;
  readonly passphrase: string;
  dispose(): Promise<void>;
};

const here = 'DNS:localhost,IP:127.0.0.1,IP:::1';

/** Makes one authority and what it signs; takes about a second. */
export async function makeCertificates(): Promise<TestCertificates> {
  const folder = await mkdtemp(join(tmpdir(), 'clinic-desk-certificates-'));
  const at = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder });
  const key = (name: string) => [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    name,
  ];
  const authority = async (name: string, subject: string) => {
    await openssl(
      'req',
      '-x509',
      ...key(`${name}.key`),
      '-days',
      '30',
      '-subj',
      subject,
      '-out',
      `${name}.pem`,
    );
    return at(`${name}.pem`);
  };
  const ca = await authority('ca', '/O=clinic/CN=Clinic test authority');
  const otherCa = await authority('other-ca', '/O=elsewhere/CN=Another authority');
  await writeFile(at('index.txt'), '');
  await writeFile(at('ca.conf'), caSettings);
  const signed = async (
    name: string,
    subject: string,
    how: { names?: string; ends?: string; starts?: string },
  ) => {
    await openssl('req', '-new', ...key(`${name}.key`), '-subj', subject, '-out', `${name}.csr`);
    await writeFile(
      at(`${name}.ext`),
      how.names ? `subjectAltName=${how.names}\n` : 'extendedKeyUsage=clientAuth\n',
    );
    const times = how.ends ? ['-startdate', how.starts ?? how.ends, '-enddate', how.ends] : ['-days', '20'];
    await openssl(
      ...['ca', '-batch', '-config', 'ca.conf', '-notext', '-extfile', `${name}.ext`, ...times],
      ...['-in', `${name}.csr`, '-out', `${name}.crt`],
    );
    return joined(name);
  };
  const joined = async (name: string) => {
    await writeFile(
      at(`${name}-both.pem`),
      `${await readFile(at(`${name}.crt`), 'utf8')}${await readFile(at(`${name}.key`), 'utf8')}`,
      { mode: 0o600 },
    );
    return at(`${name}-both.pem`);
  };
  const server = await signed('server', '/O=clinic/OU=servers/CN=localhost', { names: here });
  const expired = await signed('expired', '/O=clinic/OU=servers/CN=localhost', {
    names: here,
    starts: '20240101000000Z',
    ends: '20240201000000Z',
  });
  const otherName = await signed('other-name', '/O=clinic/OU=servers/CN=other', {
    names: 'DNS:other.clinic.example',
  });
  await openssl(
    ...['req', '-x509', ...key('self.key'), '-days', '30', '-subj', '/CN=localhost'],
    ...['-addext', `subjectAltName=${here}`, '-out', 'self.crt'],
  );
  const selfSigned = await joined('self');
  const client = await signed('client', '/O=clinic/OU=clients/CN=desk', {});
  const passphrase = 'open sesame';
  await openssl(
    'pkcs8',
    '-topk8',
    '-in',
    'client.key',
    '-passout',
    `pass:${passphrase}`,
    '-out',
    'sealed.key',
  );
  await writeFile(
    at('sealed-both.pem'),
    `${await readFile(at('client.crt'), 'utf8')}${await readFile(at('sealed.key'), 'utf8')}`,
  );
  return {
    ...{ ca, otherCa, server, expired, otherName, selfSigned, client, passphrase },
    sealedClient: at('sealed-both.pem'),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

const caSettings = `
[ca]
default_ca = test
[test]
database = index.txt
new_certs_dir = .
rand_serial = yes
unique_subject = no
certificate = ca.pem
private_key = ca.key
default_md = sha256
policy = any
[any]
organizationName = optional
organizationalUnitName = optional
commonName = supplied
`;
