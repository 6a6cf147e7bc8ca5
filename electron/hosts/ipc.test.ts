import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { os } from '@orpc/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type HostContext, openSession, type Session } from '../core/session';
import { createInProcessClient } from './in-process';
import { type ServablePort, serveOverPort } from './ipc';

type Client = {
  device(): Promise<string>;
  tomorrow(input: { date: Date }): Promise<Date>;
  watch(): Promise<AsyncIterable<string>>;
};

const open = { streams: 0 };
const base = os.$context<HostContext>();
const router = {
  device: base.handler(({ context }) => context.session.device),
  tomorrow: base.handler(({ input }) => new Date((input as { date: Date }).date.getTime() + 86_400_000)),
  watch: base.handler(async function* ({ signal }) {
    open.streams += 1;
    try {
      yield 'ready';
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    } finally {
      open.streams -= 1;
    }
  }),
};

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** A page's end of a port that is served. `as`: the kind of port that the host gets to see. */
function connect(session: Session, as: (port: MessagePort) => ServablePort) {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  serveOverPort({ router, port: as(port1), session });
  const client = createORPCClient<Client & Record<string, never>>(new RPCLink({ port: port2 })) as Client;
  port2.start();
  return { client, pagePort: port2 };
}

const asItIs = (port: MessagePort) => port as unknown as ServablePort;

/** Electron's port on the side of the main process: an emitter of events, which starts when it is told to. */
function asMainPort(port: MessagePort): ServablePort {
  const main = Object.assign(new EventEmitter(), {
    postMessage: (message: unknown) => port.postMessage(message),
    start: () => {
      port.on('message', (data: unknown) => main.emit('message', { data, ports: [] }));
      port.on('close', () => main.emit('close'));
    },
  });
  return main;
}

describe.each([
  ['a port of this process', asItIs],
  ["Electron's port of the main process", asMainPort],
])('over %s', (_name, as) => {
  it('calls are answered as the session that the port was opened for', async () => {
    const { client } = connect(openSession('this computer'), as);
    expect(await client.device()).toBe('this computer');
  });

  it('points in time stay points in time', async () => {
    const { client } = connect(openSession('this computer'), as);
    expect(await client.tomorrow({ date: new Date('2026-11-23T09:00:00Z') })).toEqual(
      new Date('2026-11-24T09:00:00Z'),
    );
  });

  // Seen red with `close` not passed on.
  it('a stream ends when the page closes its port', async () => {
    const { client, pagePort } = connect(openSession('this computer'), as);
    const events = (await client.watch())[Symbol.asyncIterator]();
    expect((await events.next()).value).toBe('ready');
    expect(open.streams).toBe(1);
    pagePort.close();
    await vi.waitFor(() => expect(open.streams).toBe(0));
  });

  // Seen red with oRPC's own port adapter: each of these was an unhandled rejection, which ends the process.
  it('a message that cannot be read harms nothing', async () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const unhandled: unknown[] = [];
    const note = (error: unknown) => void unhandled.push(error);
    process.on('unhandledRejection', note);
    const { client, pagePort } = connect(openSession('this computer'), as);
    for (const nonsense of ['nonsense', '{}', 7, null, undefined, { i: 1 }, new Uint8Array([0, 1, 2])]) {
      pagePort.postMessage(nonsense);
    }
    expect(await client.device()).toBe('this computer');
    // Node tells of a rejection once all microtasks are done.
    await new Promise(setImmediate);
    expect(unhandled).toEqual([]);
    process.off('unhandledRejection', note);
    complaint.mockRestore();
  });
});

describe('in the same process', () => {
  it('each client has a session of its own, under the name it gives', async () => {
    const client = createInProcessClient({ router }, 'the bench') as unknown as Client;
    expect(await client.device()).toBe('the bench');
  });
});
