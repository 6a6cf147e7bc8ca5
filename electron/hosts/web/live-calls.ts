import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AnyRouter } from '@orpc/server';
import { WsHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import { rpcHandler } from '../rpc-handler';
import { type Allowlist, turnAway, type Turned } from './admission';
import { type BrowserSessions, cookieName, readCookie } from './browser-sessions';
import { BODY_LIMIT } from './request-body';

export type LiveCallsOptions = {
  readonly router: AnyRouter;
  readonly port: number;
  readonly allowed: Allowlist;
  readonly sessions: BrowserSessions;
};

/** oRPC over a WebSocket at `/ws`, behind the same checks as every other request. Returns how to hang up on all. */
export function serveLiveCalls(server: Server, options: LiveCallsOptions): () => void {
  const handler = new WsHandler(rpcHandler(options.router));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: BODY_LIMIT, perMessageDeflate: false });
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    // A browser that goes away while it is being answered is no failure of ours.
    stream.on('error', () => stream.destroy());
    const admitted = admit(request, options);
    if ('status' in admitted) return refuse(stream, admitted);
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const disconnect = options.sessions.connect(admitted);
      socket.on('close', disconnect);
      // What is wrong with a message (too large, not text) is told by the close that follows.
      socket.on('error', () => undefined);
      void handler.upgrade(socket, { context: { session: admitted.session } });
    });
  });
  return () => {
    for (const socket of sockets.clients) socket.terminate();
  };
}

function admit(request: IncomingMessage, { allowed, sessions, port }: LiveCallsOptions) {
  const turned = turnAway(request.headers, true, allowed);
  if (turned) return turned;
  if (request.url !== '/ws') return { status: 404, code: 'NOT_FOUND', message: 'There is no such page.' };
  const browser = sessions.find(readCookie(request.headers.cookie, cookieName(port)));
  return (
    browser ?? { status: 403, code: 'NO_COOKIE', message: 'Clinic Desk does not know this browser yet.' }
  );
}

function refuse(stream: Duplex, { status, code, message }: Turned): void {
  const body = JSON.stringify({ code, status, message });
  stream.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
