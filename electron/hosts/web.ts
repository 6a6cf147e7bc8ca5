/**
 * The loopback host: the same contract and the same pages for a browser, or another program, on this computer.
 *
 *   /             the built renderer
 *   /rpc, /ws     oRPC over HTTP and over a WebSocket
 *   /api          the same procedures as plain JSON; `/api/openapi.json` describes them
 *   POST /devices/readings
 *                 what devices send, with a token of their own and no cookie (below)
 *   POST /launch  a fresh start URL, for who holds the control secret (it stands in the instance lock, which only
 *                 the owner of the data folder can read)
 *
 * It listens on 127.0.0.1 only. A start URL (`/?launch=…`) is good once and gives the browser a cookie; everything
 * else is asked for that cookie. Programs do the same, and mark calls that change something with a header:
 *
 *   curl -c jar -o page "$START_URL"
 *   curl -b jar http://127.0.0.1:47000/api/session
 *   curl -b jar -H 'x-clinic-desk: 1' -H 'content-type: application/json' \
 *     -d '{"username":"…","password":"…"}' http://127.0.0.1:47000/api/session/sign-in
 *
 * A device (a gateway for sensors, a program that reads them) shows the token that an administrator made for it, and is
 * answered with counts; the same readings again change nothing. 422 tells every unfit reading with its reason, and keeps
 * none; 401 is all that is told of a token. A device that has a patient in its record sends for that patient only, and
 * may leave `recordNumber` out; a gateway without one says whose each reading is:
 *
 *   curl -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '{"readings":[{"kind":"8867-4",
 *     "value":72,"unit":"/min","takenAt":"2026-11-27T08:00:00Z","recordNumber":"00042"}]}'
 *     http://127.0.0.1:47000/devices/readings
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AnyRouter } from '@orpc/server';
import { allowlistFor } from './web/admission';
import { BrowserSessions } from './web/browser-sessions';
import { callHandlers, openApiDocument } from './web/call-handlers';
import { deviceReadings } from './web/device-readings';
import { serveLiveCalls } from './web/live-calls';
import { answerRequest, type Desk, launchUrl } from './web/routes';

export type WebHostOptions = {
  readonly router: AnyRouter;
  /** The built renderer: `index.html` and what it loads. */
  readonly rendererFolder: string;
  /** 0: any free one. */
  readonly port: number;
  /** How many ports after `port` are tried where that one is taken. */
  readonly portsAfter?: number;
  readonly controlSecret: string;
  /** Told what nobody foresaw; the caller gets a plain 500. */
  readonly onUnexpected: (error: unknown) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
};

export type WebHost = {
  readonly port: number;
  /** A new start URL, good once and for 15 minutes. */
  launchUrl(): string;
  /** Stops listening and hangs up on everyone; event streams end. */
  close(): Promise<void>;
};

const SWEEP_MS = 10 * 60_000;

/** Rejects with the system's `EADDRINUSE` (or `EACCES`) when neither `port` nor those after it can be had. */
export async function openWebHost(options: WebHostOptions): Promise<WebHost> {
  const { router, rendererFolder, controlSecret, now = Date.now } = options;
  const sessions = new BrowserSessions(now);
  const server = createServer();
  const port = await listen(server, options.port, options.portsAfter ?? 0);
  const allowed = allowlistFor(port);
  let document: Promise<object> | undefined;
  const describe = () => (document ??= openApiDocument(router));
  const { devices, ...calls } = callHandlers(router);
  const desk: Desk = {
    port,
    allowed,
    sessions,
    rendererFolder,
    controlSecret,
    describe,
    ...calls,
    devices: deviceReadings(devices, allowed, now),
  };
  server.on('request', (request, response) => {
    void answerRequest(desk, request, response, options.onUnexpected);
  });
  const hangUpOnAll = serveLiveCalls(server, { router, port, allowed, sessions });
  const sweep = setInterval(() => sessions.forgetOld(), SWEEP_MS).unref();
  return {
    port,
    launchUrl: () => launchUrl(port, sessions.newLaunchToken()),
    close: async () => {
      clearInterval(sweep);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      hangUpOnAll();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, port: number, portsAfter: number): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
        server.off('error', reject);
        resolve();
      });
    });
  } catch (error) {
    const isTaken =
      error instanceof Error && 'code' in error && ['EADDRINUSE', 'EACCES'].includes(String(error.code));
    if (!isTaken || portsAfter === 0 || port === 0 || port >= 65_535) throw error;
    return listen(server, port + 1, portsAfter - 1);
  }
  // A server that listens on a port has an address of this form.
  return (server.address() as AddressInfo).port;
}
