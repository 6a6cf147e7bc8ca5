import { createSocket } from 'node:dgram';
import dns from 'node:dns';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { entities } from '../../shared/entities';
import { testDatabase } from '../../tests/support/database';
import { startTestMongod } from '../../tests/support/mongod';
import { StartFailure } from '../core/ports/start-failure';
import { connect } from './connection';
import { openStore } from './open-store';
import { probeServer } from './server-probe';

const open = (uri: string) => openStore(entities)(uri, () => undefined);
const failureOf = async (uri: string): Promise<StartFailure> => {
  const failure = await open(uri).catch((error: unknown) => error);
  if (failure instanceof StartFailure) return failure;
  throw new Error('It did not fail as it should', { cause: failure });
};

describe('A database that cannot be used', () => {
  it('is told apart when nothing answers, within six seconds and without the password', async () => {
    const from = performance.now();
    const failure = await failureOf('mongodb://clinic:s3cret@127.0.0.1:9/clinic?directConnection=true');
    expect(failure).toMatchObject({
      reason: 'connectionRefused',
      message: 'The computer answers, but no database listens there.',
    });
    expect(performance.now() - from).toBeLessThan(6_000);
    expect(`${failure.message} ${failure.remedy} ${failure.cause}`).not.toContain('s3cret');
  });

  // Seen red: five seconds for the one, fifty for the other.
  it('is told at once when no server has such a name', async () => {
    const from = performance.now();
    expect(await failureOf('mongodb://no-such-server.invalid/clinic')).toMatchObject({
      reason: 'nameNotFound',
    });
    expect(performance.now() - from).toBeLessThan(3_000);
  });
  it('is told within ten seconds when the network cannot look a name up', async () => {
    const silent = createSocket('udp4').bind(0, '127.0.0.1');
    await once(silent, 'listening');
    const servers = dns.promises.getServers();
    dns.promises.setServers([`127.0.0.1:${silent.address().port}`]);
    try {
      const from = performance.now();
      expect(await failureOf('mongodb+srv://no-such-server.clinic.invalid/clinic')).toMatchObject({
        reason: 'lookUpFailed',
      });
      expect(performance.now() - from).toBeLessThan(10_000);
      // Seen red with "The test was stopped", after the twenty seconds that a test has.
      const tested = probeServer(
        { uri: 'mongodb+srv://other.clinic.invalid/clinic' },
        AbortSignal.timeout(20_000),
      );
      await expect(tested).rejects.toMatchObject({ reason: 'lookUpFailed' });
    } finally {
      dns.promises.setServers(servers);
      silent.close();
    }
  }, 60_000);

  it('is told apart when it does not accept the password', async () => {
    const failure = await failureOf(testDatabase().replace('//', '//clinic:s3cret@'));
    expect(failure).toMatchObject({
      reason: 'wrongPassword',
      message: 'The server does not accept this user name and password.',
    });
    expect(`${failure.message} ${failure.remedy} ${failure.cause}`).not.toContain('s3cret');
  });

  // Seen red with "The server did not answer in time" and "Name all servers of the replica set".
  it('is told apart when it is to be a member of a set that nobody has begun, and opens once it is begun', async () => {
    const member = await startTestMongod({ begun: false });
    const address = `mongodb://127.0.0.1:${member.port}/clinic`;
    try {
      for (const options of ['', '?replicaSet=tests', '?directConnection=true'])
        expect(await failureOf(`${address}${options}`)).toMatchObject({
          reason: 'notWritable',
          message: expect.stringContaining('nobody has begun that set yet'),
        });
      await member.stop();
      await member.start({ begun: true });
      await (await open(`${address}?replicaSet=tests`)).close();
    } finally {
      await member.dispose();
    }
  }, 60_000);

  it('is told apart when the address is none', async () => {
    expect(await failureOf('http://clinic')).toMatchObject({ reason: 'unknown' });
  });
});

it('A copy goes to no server that stands alone', async () => {
  const mongod = await startTestMongod({ replicaSet: false });
  try {
    await expect(connect(mongod.uri('clinic'))).rejects.toMatchObject({
      reason: 'serverRefused',
      message: expect.stringContaining('replica set'),
    });
  } finally {
    await mongod.dispose();
  }
});

it('An address without a database means the one of Clinic Desk', async () => {
  const store = await open(testDatabase().replace(/test-[^?]+/, ''));
  expect(store.database.databaseName).toBe('clinicdesk');
  await store.database.dropDatabase();
  await store.close();
});
