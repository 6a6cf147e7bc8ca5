import { createServer as createWebServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startTestMongod } from '../../tests/support/mongod';
import { startTestSet } from '../../tests/support/mongod-set';
import type { StartFailure } from '../core/ports/start-failure';
import { probeServer } from './server-probe';

const never = new AbortController().signal;
const failure = (uri: string): Promise<StartFailure> =>
  probeServer({ uri }, never).then(
    (found) => Promise.reject(new Error(`It answered: ${JSON.stringify(found)}`)),
    (error) => error,
  );

describe('a server that is asked alone', () => {
  // Seen red with "Name all servers of the replica set".
  it('that is to be a member of a set that nobody has begun says so', async () => {
    const member = await startTestMongod({ begun: false });
    try {
      for (const options of ['', '?replicaSet=tests', '?directConnection=true'])
        expect(await failure(`mongodb://127.0.0.1:${member.port}/clinic${options}`)).toMatchObject({
          reason: 'notWritable',
          message: expect.stringContaining('nobody has begun that set yet'),
        });
    } finally {
      await member.dispose();
    }
  }, 60_000);

  // Seen red with "nobody has begun that set yet".
  it('that was taken out of its set says so, and nothing of a set that is to be begun', async () => {
    const three = await startTestSet({ members: 3 });
    try {
      const { port } = await three.takeOut();
      for (const options of ['', `?replicaSet=${three.name}`, '?directConnection=true']) {
        const { reason, message, remedy } = await failure(`mongodb://127.0.0.1:${port}/clinic${options}`);
        expect(reason).toBe('notWritable');
        expect(message).toMatch(/^The server was taken out of its replica set/);
        expect(`${message} ${remedy}`).not.toMatch(/begun|initiate/);
      }
      // Those who are still members answer for it.
      expect(await probeServer({ uri: three.uri('clinic') }, never)).toMatchObject({ members: 2 });
    } finally {
      await three.dispose();
    }
  }, 60_000);

  // Seen red while only the number of members was told.
  it('that is one of a set names all of its members as the set does', async () => {
    const three = await startTestSet({ members: 3 });
    try {
      const one = `mongodb://127.0.0.1:${three.members[1]?.port}/clinic?replicaSet=${three.name}`;
      const { members, setMembers } = await probeServer({ uri: one }, never);
      expect(members).toBe(3);
      const byPort = (a: { port: number }, b: { port: number }) => a.port - b.port;
      expect(setMembers?.toSorted(byPort)).toEqual(
        three.members.map(({ port }) => ({ host: '127.0.0.1', port })).toSorted(byPort),
      );
    } finally {
      await three.dispose();
    }
  }, 60_000);

  // Seen red while only the first server was asked: what it said was said of all, or nothing when it was away.
  it('of several that do not belong together, each says what holds for it', async () => {
    const [waiting, three] = await Promise.all([
      startTestMongod({ begun: false }),
      startTestSet({ members: 3 }),
    ]);
    try {
      const { port } = await three.takeOut();
      const [out, unbegun, away] = [`127.0.0.1:${port}`, `127.0.0.1:${waiting.port}`, '127.0.0.1:1'];
      const told = await failure(`mongodb://${away},${unbegun},${out}/clinic?replicaSet=${three.name}`);
      expect(told.reason).toBe('notWritable');
      expect(told.message).toBe(
        `The servers differ. ${away}: The computer answers, but no database listens there. ${unbegun}: The server is meant to be part of a replica set, but nobody has begun that set yet. ${out}: The server was taken out of its replica set: it is no member of it any more.`,
      );
      expect(told.remedy).toContain('rs.initiate');
      const member = three.members.find((each) => each.port !== port)?.port;
      expect(await failure(`mongodb://${away},127.0.0.1:${member}/clinic?replicaSet=other`)).toMatchObject({
        ...{ reason: 'wrongReplicaSet', setName: three.name },
      });
    } finally {
      await Promise.all([waiting.dispose(), three.dispose()]);
    }
  }, 60_000);
});

describe('something else at the port', () => {
  // Seen red with "The server did not answer in time."
  it.each([
    ['a web page', () => createWebServer((_asked, answer) => answer.end('Welcome'))],
    [
      'a program that greets first',
      () => createServer((socket) => socket.on('error', () => {}).end('SSH-2.0-x\r\n')),
    ],
  ])(
    '%s is told from a server that is off',
    async (_what, make) => {
      const other = make().listen(0, '127.0.0.1');
      await new Promise((resolve) => other.once('listening', resolve));
      try {
        const { port } = other.address() as AddressInfo;
        expect(await failure(`mongodb://127.0.0.1:${port}/clinic`)).toMatchObject({
          ...{ reason: 'notMongoDb', path: ['hosts', 0, 'port'] },
          message: 'Something answers at this port, and it is not MongoDB.',
        });
      } finally {
        other.close();
      }
    },
    30_000,
  );
});
