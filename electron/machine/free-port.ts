import { createServer } from 'node:net';
import { StartFailure } from '../core/ports/start-failure';

/** Below the range that systems give to outgoing connections, so that the port is still free at the next start. */
const FIRST = 27_117;
const LAST = 27_216;

/** Whether a server may listen on this port of 127.0.0.1. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A port for the database to keep. Rejects with `StartFailure` (`portTaken`) when none can be had. */
export async function findFreePort(isFree: (port: number) => Promise<boolean> = isPortFree): Promise<number> {
  // Not always from the start of the range: two data folders should not meet at every start.
  const offset = Math.floor(Math.random() * (LAST - FIRST + 1));
  for (let step = 0; step <= LAST - FIRST; step += 1) {
    const port = FIRST + ((offset + step) % (LAST - FIRST + 1));
    if (await isFree(port)) return port;
  }
  throw noFreePort();
}

export function noFreePort(): StartFailure {
  return new StartFailure(
    'portTaken',
    'Every network port that the database could use on this computer is taken by another program.',
    'Close programs that you do not need, or restart the computer, and start Clinic Desk again.',
  );
}
