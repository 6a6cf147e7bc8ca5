import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { AnyRouter } from '@orpc/server';
import { WebSocket } from 'ws';
import { openSession } from '../../electron/core/session';
import { createInProcessClient } from '../../electron/hosts/in-process';
import { serveOverPort } from '../../electron/hosts/ipc';
import { openWebHost } from '../../electron/hosts/web';
import type { ClinicClient } from '../../shared/contract';
import { signIn } from './sign-in';

export type Carried = { readonly carrier: string; readonly client: ClinicClient };
export type Carriers = { readonly all: readonly Carried[]; close(): Promise<void> };

/**
 * A signed-in client over each carrier. Both ends run in this process, so what the page's side costs (decoding, mostly)
 * is in the figures: the application, where that is another process, is faster.
 */
export async function openCarriers({ router }: { router: AnyRouter }): Promise<Carriers> {
  const { port1, port2 } = new MessageChannel();
  serveOverPort({ router, port: port2, session: openSession('benchmark') });
  port1.start();
  const host = await openWebHost({
    router,
    rendererFolder: import.meta.dirname,
    port: 0,
    controlSecret: 'benchmark',
    onUnexpected: (error) => {
      throw error;
    },
  });
  const socket = await socketTo(host);
  // The router was assembled from the contract that `ClinicClient` is derived from.
  const over = (link: Parameters<typeof createORPCClient>[0]) =>
    createORPCClient(link) as unknown as ClinicClient;
  const all = [
    { carrier: 'in process', client: createInProcessClient({ router }, 'benchmark') },
    { carrier: 'MessagePort', client: over(new PortLink({ port: port1 as never })) },
    { carrier: 'WebSocket', client: over(new SocketLink({ websocket: socket as never })) },
  ];
  for (const { client } of all) await client.session.signIn(signIn);
  return {
    all,
    close: async () => {
      port1.close();
      socket.terminate();
      await host.close();
    },
  };
}

async function socketTo(host: { port: number; launchUrl(): string }): Promise<WebSocket> {
  const launched = await fetch(host.launchUrl(), { redirect: 'manual' });
  const cookie = launched.headers.get('set-cookie')?.split(';')[0] ?? '';
  const origin = `http://127.0.0.1:${host.port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}/ws`, { headers: { cookie, origin } });
  await once(socket, 'open');
  return socket;
}
