import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { createServer } from 'node:tls';
import { passOn } from './pass-on';

/**
 * Speaks TLS with a certificate and passes everything on to a plain server: MongoDB itself does not start with a certificate
 * that is over or made for another name. Closes with its connections.
 */
export async function startTlsFront(
  certificate: string,
  to: number,
): Promise<{ port: number; close(): void }> {
  const pem = await readFile(certificate);
  const open = new Set<Socket>();
  const server = createServer({ cert: pem, key: pem }, (near) => passOn(near, to, open));
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The front has no port');
  return {
    port: address.port,
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
