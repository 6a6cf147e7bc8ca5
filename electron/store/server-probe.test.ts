import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificates, type TestCertificates } from '../../tests/support/certificates';
import { startTestSet, type TestSet } from '../../tests/support/mongod-set';
import { startTlsFront } from '../../tests/support/tls-front';
import type { StartFailure } from '../core/ports/start-failure';
import { probeServer } from './server-probe';

const never = new AbortController().signal;
const failure = (uri: string, signal = never): Promise<StartFailure> =>
  probeServer({ uri }, signal).then(
    (found) => Promise.reject(new Error(`It answered: ${JSON.stringify(found)}`)),
    (error) => error,
  );
const reasonOf = async (uri: string) => (await failure(uri)).reason;

describe('a server with accounts and TLS', () => {
  let files: TestCertificates;
  let set: TestSet;
  let plain: TestSet;
  let standalone: TestSet;
  beforeAll(async () => {
    files = await makeCertificates();
    [set, plain, standalone] = await Promise.all([
      startTestSet({
        tls: { certificate: files.server, ca: files.ca },
        accounts: [
          { user: 'root', password: 'r00t', roles: [{ role: 'root', db: 'admin' }] },
          {
            user: 'desk',
            password: 's@fe:/?',
            roles: ['readWrite', 'dbAdmin'].map((role) => ({ role, db: 'clinic' })),
          },
          { user: 'reader', password: 'r', roles: [{ role: 'read', db: 'clinic' }] },
          { user: 'stranger', password: 's', roles: [{ role: 'readWrite', db: 'other' }] },
          {
            user: 'CN=desk,OU=clients,O=clinic',
            roles: ['readWrite', 'dbAdmin'].map((role) => ({ role, db: 'clinic' })),
          },
        ],
      }),
      startTestSet(),
      startTestSet({ members: 0 }),
    ]);
  }, 60_000);
  afterAll(async () => {
    await set?.dispose();
    await plain?.dispose();
    await standalone?.dispose();
    await files?.dispose();
  });

  const address = (user: string, options: Readonly<Record<string, string>> = {}) =>
    `mongodb://${user}${set.hosts}/clinic?${new URLSearchParams({ authSource: 'admin', tls: 'true', tlsCAFile: files.ca, ...options })}`;

  it('is told with its version, what it is, and that it is encrypted', async () => {
    const found = await probeServer(
      { uri: address('desk:s%40fe%3A%2F%3F@', { replicaSet: set.name }) },
      never,
    );
    expect(found).toMatchObject({ kind: 'replicaSet', members: 1, isEncrypted: true });
    expect(found.version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('lets a client certificate in, sealed or not', async () => {
    const x509 = { authMechanism: 'MONGODB-X509', authSource: '$external', replicaSet: set.name };
    await probeServer({ uri: address('', { ...x509, tlsCertificateKeyFile: files.client }) }, never);
    const sealed = { ...x509, tlsCertificateKeyFile: files.sealedClient };
    await probeServer(
      { uri: address('', { ...sealed, tlsCertificateKeyFilePassword: files.passphrase }) },
      never,
    );
    expect(await reasonOf(address('', { ...sealed, tlsCertificateKeyFilePassword: 'no' }))).toBe(
      'fileUnreadable',
    );
  });

  it('says what is wrong with who comes', async () => {
    expect(await reasonOf(address('desk:wrong@'))).toBe('wrongPassword');
    expect(await reasonOf(address('nobody:wrong@'))).toBe('wrongPassword');
    expect(await reasonOf(address('reader:r@'))).toBe('noPermission');
    expect(await reasonOf(address('stranger:s@'))).toBe('noPermission');
    expect(await failure(address(''))).toMatchObject({
      reason: 'wrongPassword',
      message: 'The server wants to know who comes.',
    });
  });

  it('says what is wrong with the trust', async () => {
    const { tlsCAFile: _, ...system } = { tlsCAFile: '', replicaSet: set.name };
    const withoutCa = `mongodb://desk:x@${set.hosts}/clinic?tls=true&${new URLSearchParams(system)}`;
    expect(await reasonOf(withoutCa)).toBe('certificateOfUnknownAuthority');
    expect(await reasonOf(address('desk:x@', { tlsCAFile: files.otherCa }))).toBe(
      'certificateOfUnknownAuthority',
    );
    expect(await reasonOf(address('desk:x@', { tlsCAFile: `${files.ca}.gone` }))).toBe('fileUnreadable');
    expect(await reasonOf(`mongodb://desk:x@${set.hosts}/clinic`)).toBe('encryptionWanted');
    expect(
      await reasonOf(`mongodb://127.0.0.1:${plain.members[0]?.port}/clinic?tls=true&tlsCAFile=${files.ca}`),
    ).toBe('encryptionNotSpoken');
  }, 30_000);

  // Seen red with the same words for all of them: choose a CA file, where one was chosen.
  it('says what is wrong with the file of trusted certificates', async () => {
    const noCertificate = `${files.ca}.txt`;
    await writeFile(noCertificate, 'Dear clinic, here is our certificate.');
    const wrongs = {
      [files.otherCa]:
        'The CA file is that of another authority: it did not sign the certificate of the server.',
      [noCertificate]: 'The CA file holds no certificate.',
      [`${files.ca}.gone`]: 'The CA file is not there.',
      [dirname(files.ca)]: 'The CA file could not be read.',
    };
    for (const [tlsCAFile, message] of Object.entries(wrongs))
      expect(await failure(address('desk:x@', { tlsCAFile }))).toMatchObject({
        ...{ message, path: ['tls', 'caFile'] },
      });
    expect(
      await failure(address('desk:x@', { tlsCertificateKeyFile: `${files.client}.gone` })),
    ).toMatchObject({
      ...{ message: 'The file of the client certificate is not there.', path: ['tls', 'certificateFile'] },
    });
  }, 30_000);

  it.each([
    ['expired', 'certificateExpired'],
    ['otherName', 'certificateOfOtherName'],
    ['selfSigned', 'certificateSelfSigned'],
  ] as const)(
    'says of a certificate that is %s what is wrong',
    async (kind, reason) => {
      const front = await startTlsFront(files[kind], plain.members[0]?.port ?? 0);
      try {
        const uri = `mongodb://127.0.0.1:${front.port}/clinic?directConnection=true&tls=true&tlsCAFile=${files.ca}`;
        expect(await reasonOf(uri)).toBe(reason);
        if (kind === 'selfSigned') {
          const trusted = `mongodb://127.0.0.1:${front.port}/clinic?directConnection=true&tls=true&tlsCAFile=${files.selfSigned}`;
          expect(await probeServer({ uri: trusted }, never)).toMatchObject({ isEncrypted: true });
        }
      } finally {
        front.close();
      }
    },
    30_000,
  );

  it('says what is wrong with its set', async () => {
    expect(await failure(address('desk:x@', { replicaSet: 'other' }))).toMatchObject({
      reason: 'wrongReplicaSet',
      message: 'The replica set is called "clinicset", not "other".',
      remedy: expect.stringContaining('"Replica set" in the further settings'),
      setName: 'clinicset',
    });
    expect(
      await failure(`mongodb://127.0.0.1:${standalone.members[0]?.port}/clinic?replicaSet=rs0`),
    ).toMatchObject({
      reason: 'wrongReplicaSet',
      message: 'The server is in no replica set, "rs0" or other.',
      setName: '',
    });
  }, 30_000);

  it('that wants a certificate of its clients says so', async () => {
    const strict = await startTestSet({
      tls: { certificate: files.server, ca: files.ca, wantsClients: true },
    });
    try {
      const uri = `mongodb://127.0.0.1:${strict.members[0]?.port}/clinic?directConnection=true&tls=true&tlsCAFile=${files.ca}`;
      expect(await reasonOf(uri)).toBe('certificateWanted');
      await probeServer({ uri: `${uri}&tlsCertificateKeyFile=${encodeURIComponent(files.client)}` }, never);
    } finally {
      await strict.dispose();
    }
  }, 30_000);

  it('that is no replica set is found, and told apart', async () => {
    const found = await probeServer({ uri: standalone.uri('clinic') }, never);
    expect(found).toMatchObject({ kind: 'standalone', members: 1 });
  });
});

describe('what is no server', () => {
  const listening: Server[] = [];
  const listen = (onConnection: (socket: import('node:net').Socket) => void) =>
    new Promise<number>((resolve) => {
      const server = createServer(onConnection);
      listening.push(server);
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  afterAll(() => {
    for (const server of listening) server.close();
  });

  it('is told: nothing listens, no such name, no such set of names', async () => {
    expect(await reasonOf('mongodb://127.0.0.1:1/clinic')).toBe('connectionRefused');
    expect(await reasonOf('mongodb://no-such-server.invalid/clinic')).toBe('nameNotFound');
    expect(await reasonOf('mongodb+srv://no-such-server.clinic.invalid/clinic')).toBe('lookUpFailed');
  }, 30_000);

  it('is told: it takes the call and never answers', async () => {
    const port = await listen(() => undefined);
    expect(await reasonOf(`mongodb://127.0.0.1:${port}/clinic`)).toBe('noAnswer');
  }, 30_000);

  it('ends at once when the test is stopped', async () => {
    const port = await listen(() => undefined);
    const stop = new AbortController();
    const began = performance.now();
    const told = failure(`mongodb://127.0.0.1:${port}/clinic`, stop.signal);
    stop.abort();
    expect((await told).reason).toBe('cancelled');
    // The servers are looked for during eight seconds.
    expect(performance.now() - began).toBeLessThan(4_000);
  });

  // Seen red with the test given up and the driver left looking for its servers.
  it('hangs up on the server when the test is stopped', async () => {
    const open = new Set<unknown>();
    let arrived: () => void = () => undefined;
    const first = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const port = await listen((socket) => {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      arrived();
    });
    const stop = new AbortController();
    const told = failure(`mongodb://127.0.0.1:${port}/clinic`, stop.signal);
    await first;
    stop.abort();
    expect((await told).reason).toBe('cancelled');
    // Long before the five seconds for which the servers are looked for.
    await expect.poll(() => open.size, { timeout: 2_000 }).toBe(0);
  });

  // Seen red with the address in the message of `connectionFailure`.
  it('is told without the password', async () => {
    const told = await failure('mongodb://desk:planted-secret@127.0.0.1:1/clinic');
    expect(`${told.message} ${told.remedy}`).not.toContain('planted-secret');
    expect(JSON.stringify(told)).not.toContain('planted-secret');
  });
});
