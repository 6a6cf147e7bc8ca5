import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createORPCClient, type ORPCError } from '@orpc/client';
import { os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { Carrier } from './carrier';
import { createDeskLink } from './desk-link';
import { createWebCarrier } from './web-carrier';

/** A host with a real WebSocket, whose connections can be cut and whose door can be shut. */
async function startHost(port = 0) {
  const held: (() => void)[] = [];
  const router = {
    greet: os.handler(() => 'good morning'),
    /** Answers when released. */
    hold: os.handler(() => new Promise<string>((resolve) => held.push(() => resolve('late')))),
    refuse: os.errors({ FORBIDDEN: { status: 403 } }).handler(({ errors }) => {
      throw errors.FORBIDDEN();
    }),
    ticks: os.handler(async function* ({ signal }) {
      for (let tick = 1; !signal?.aborted; tick += 1) {
        yield tick;
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    }),
  };
  const handler = new RPCHandler(router);
  const server: Server = createServer((_request, response) => response.writeHead(403).end());
  const sockets = new WebSocketServer({ noServer: true });
  let isShut = false;
  server.on('upgrade', (request, socket, head) => {
    if (isShut) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    return sockets.handleUpgrade(request, socket, head, (opened) => void handler.upgrade(opened));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  const cut = () => {
    for (const each of sockets.clients) each.terminate();
  };
  return {
    port: address.port,
    cut,
    shut: (shut: boolean) => {
      isShut = shut;
    },
    heldCalls: () => held.length,
    close: () =>
      new Promise<void>((resolve) => {
        cut();
        server.close(() => resolve());
      }),
  };
}

/** A browser's WebSocket tells a failed attempt by `close`; that of `ws` wants a listener for `error`, too. */
function openSocket(port: number): globalThis.WebSocket {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  socket.on('error', () => undefined);
  return socket as unknown as globalThis.WebSocket;
}

type Calls = {
  greet(): Promise<string>;
  hold(input?: undefined, options?: { signal?: AbortSignal }): Promise<string>;
  refuse(): Promise<never>;
  ticks(): Promise<AsyncIterable<number>>;
};

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function openDesk(port: number, limits = { waitForLink: 2_000, deadlineOf: () => 2_000 }) {
  const carrier = createWebCarrier(() => openSocket(port), {
    waits: [20, 50],
    isRefused: async () => {
      const response = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
      return response?.status === 403;
    },
  });
  cleanups.push(() => carrier.stop());
  const client = createORPCClient(createDeskLink(carrier, limits)) as unknown as Calls;
  return { carrier, client };
}

async function host(port?: number) {
  const started = await startHost(port);
  cleanups.push(() => started.close());
  return started;
}

const become = (carrier: Carrier, kind: string) =>
  new Promise<void>((resolve) => {
    const look = () => {
      if (carrier.state().kind !== kind) return;
      leave();
      resolve();
    };
    const leave = carrier.subscribe(look);
    look();
  });

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: ORPCError<string, unknown>) => error.code,
  );

describe('calls to the core', () => {
  it('waits for the link instead of failing while the window opens', async () => {
    const { port } = await host();
    const { client } = openDesk(port);
    expect(await client.greet()).toBe('good morning');
  });

  it('fails what is under way as UNAVAILABLE when the link drops, and answers again after it is back', async () => {
    const desk = await host();
    const { client, carrier } = openDesk(desk.port);
    await client.greet();
    const call = codeOf(client.hold());
    await expect.poll(desk.heldCalls).toBe(1);
    desk.cut();
    expect(await call).toBe('UNAVAILABLE');
    await become(carrier, 'up');
    expect(await client.greet()).toBe('good morning');
  });

  it('gives up as UNAVAILABLE when there is no core within the wait', async () => {
    const desk = await startHost();
    await desk.close();
    const { client } = openDesk(desk.port, { waitForLink: 150, deadlineOf: () => 2_000 });
    expect(await codeOf(client.greet())).toBe('UNAVAILABLE');
  });

  it('gives up as UNAVAILABLE when an answer does not come before its deadline', async () => {
    const { port } = await host();
    const { client } = openDesk(port, { waitForLink: 2_000, deadlineOf: () => 100 });
    expect(await codeOf(client.hold())).toBe('UNAVAILABLE');
  });

  it('lets a stream run past the deadline of its beginning', async () => {
    const { port } = await host();
    const { client } = openDesk(port, { waitForLink: 2_000, deadlineOf: () => 100 });
    let last = 0;
    for await (const tick of await client.ticks()) {
      last = tick;
      if (tick >= 8) break;
    }
    expect(last).toBe(8);
  });

  it('ends a stream when the link drops, so that it can be opened again', async () => {
    const desk = await host();
    const { client } = openDesk(desk.port);
    const seen: number[] = [];
    const follow = (async () => {
      for await (const tick of await client.ticks()) {
        seen.push(tick);
        if (tick === 2) desk.cut();
      }
    })();
    await follow.catch(() => undefined);
    expect(seen.length).toBeGreaterThanOrEqual(2);
  });

  it('rejects with the reason of the caller who breaks off', async () => {
    const desk = await host();
    const { client } = openDesk(desk.port);
    const caller = new AbortController();
    const call = client.hold(undefined, { signal: caller.signal });
    await expect.poll(desk.heldCalls).toBe(1);
    caller.abort(new Error('no longer wanted'));
    await expect(call).rejects.toThrow('no longer wanted');
  });

  it('hands on what the core answers with', async () => {
    const { port } = await host();
    const { client } = openDesk(port);
    expect(await codeOf(client.refuse())).toBe('FORBIDDEN');
  });

  it('says that the window is refused when the host no longer knows its cookie, and recovers when it does', async () => {
    const desk = await host();
    const { client, carrier } = openDesk(desk.port);
    await client.greet();
    desk.shut(true);
    desk.cut();
    await become(carrier, 'refused');
    desk.shut(false);
    await become(carrier, 'up');
    expect(await client.greet()).toBe('good morning');
  });

  it('connects again to a core that was started anew', async () => {
    const first = await host();
    const { client, carrier } = openDesk(first.port);
    await client.greet();
    await first.close();
    await become(carrier, 'down');
    await host(first.port);
    carrier.tryNow();
    expect(await client.greet()).toBe('good morning');
  });
});
