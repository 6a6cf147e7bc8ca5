import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { allowlistFor, turnAway } from './web/admission';
import { showsSecret } from './web/same-secret';

/** A port on which nothing but `POST /launch` is answered: how a second start finds a desk that has a window. */
export type ControlHost = { readonly port: number; close(): Promise<void> };

/** Calls `onLaunch` for everyone who shows the control secret (it stands in the instance lock). Any free port. */
export async function openControlHost(options: {
  secret: string;
  onLaunch: () => void;
}): Promise<ControlHost> {
  const server = createServer((request, response) => {
    const isAsked = request.method === 'POST' && request.url === '/launch';
    const isElsewhere = turnAway(request.headers, false, allowlistFor(port)) !== null;
    if (!isAsked || !showsSecret(request.headers, options.secret) || isElsewhere) {
      response.writeHead(403).end();
      return;
    }
    options.onLaunch();
    // There is no address to open: the window itself comes to the front.
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"url":null}');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0 }, resolve);
  });
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
