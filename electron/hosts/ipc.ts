import type { AnyRouter } from '@orpc/server';
import { WsHandler } from '@orpc/server/ws';
import type { HostContext, Session } from '../core/session';
import { rpcHandler } from './rpc-handler';

/** Electron's `MessagePortMain`: its listeners get an event. */
type MainPort = {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
};

/** The port of a browser, and of Node's `worker_threads`. */
type EventTargetPort = {
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
  postMessage(message: unknown): void;
  start(): void;
};

export type ServablePort = MainPort | EventTargetPort;

/**
 * Answers the calls that come in over `port`, as `session`, until the port closes; streams end with it.
 *
 * oRPC's own port adapter drops the promise of each message, so that one unreadable message from the page would be
 * an unhandled rejection in the main process. Its WebSocket adapter speaks the same encoding and catches.
 */
export function serveOverPort(served: { router: AnyRouter; port: ServablePort; session: Session }): void {
  const { router, port, session } = served;
  const context: HostContext = { session };
  const handler = new WsHandler(rpcHandler(router));
  void handler.upgrade(socketOver(port), { context });
  port.start();
}

type SocketLike = Parameters<WsHandler<HostContext>['upgrade']>[0];

function socketOver(port: ServablePort): SocketLike {
  const listen = (type: string, listener: (event: unknown) => void) => {
    if (type === 'close') {
      if ('addEventListener' in port) port.addEventListener('close', () => listener(undefined));
      else port.on('close', () => listener(undefined));
    } else if (type === 'message') {
      const onMessage = (event: { data: unknown }) => listener({ data: event.data });
      if ('addEventListener' in port) port.addEventListener('message', onMessage);
      else port.on('message', onMessage);
    }
  };
  // The adapter uses no more of a WebSocket than these two.
  return {
    addEventListener: listen,
    send: (data: unknown) => port.postMessage(data),
  } as unknown as SocketLike;
}
