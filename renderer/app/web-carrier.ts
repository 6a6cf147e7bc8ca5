import { RPCLink } from '@orpc/client/websocket';
import { type Attempt, type Carrier, createCarrier } from './carrier';

type Socket = Pick<WebSocket, 'addEventListener' | 'removeEventListener' | 'send' | 'readyState' | 'close'>;

function connectTo(open: () => Socket): Attempt {
  const socket = open();
  const gone: (() => void)[] = [];
  // Before RPCLink's own listener, so that the carrier knows that the link is down when calls reject.
  socket.addEventListener('close', () => {
    for (const listener of gone) listener();
  });
  const opened = new Promise<RPCLink<Record<never, never>>>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(new RPCLink({ websocket: socket })));
    socket.addEventListener('close', () => reject(new Error('The connection closed before it was open')));
  });
  return { opened, onGone: (listener) => gone.push(listener), abandon: () => socket.close() };
}

/** True when the host answers but refuses this window: a browser cannot read the status of a refused WebSocket. */
async function isRefusedHere(): Promise<boolean> {
  try {
    const response = await fetch('/', { cache: 'no-store', signal: AbortSignal.timeout(3_000) });
    await response.body?.cancel();
    return response.status === 401 || response.status === 403;
  } catch {
    return false;
  }
}

type Options = Partial<Pick<Parameters<typeof createCarrier>[0], 'isRefused' | 'waits' | 'patience'>>;

/** Calls over a WebSocket of the loopback host. */
export function createWebCarrier(open: () => Socket, options: Options = {}): Carrier {
  return createCarrier({ connect: () => connectTo(open), isRefused: isRefusedHere, ...options });
}
