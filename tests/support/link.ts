import { createServer, type Socket } from 'node:net';
import { passOn } from './pass-on';

/** A way to a server on this computer that can be cut, and mended again on the same port. */
export type Link = {
  readonly port: number;
  cut(): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
};

export async function startLink(to: number): Promise<Link> {
  const open = new Set<Socket>();
  const server = createServer((near) => passOn(near, to, open));
  const listen = (port: number) =>
    new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  await listen(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The link has no port');
  const { port } = address;
  return { port, cut, mend: () => listen(port), close: () => (server.listening ? cut() : Promise.resolve()) };
}
