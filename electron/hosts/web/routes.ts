import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Allowlist, type Turned, turnAway } from './admission';
import {
  type BrowserSession,
  type BrowserSessions,
  cookieFor,
  cookieName,
  readCookie,
} from './browser-sessions';
import type { AnswerCall } from './call-handlers';
import { DEVICE_PATH, type deviceReadings } from './device-readings';
import { rendererFile } from './renderer-files';
import { BODY_LIMIT } from './request-body';
import { showsSecret } from './same-secret';
import { sendJson, sendMessage, setSecurityHeaders } from './responses';

/** What the routes of one listening host share. */
export type Desk = {
  readonly port: number;
  readonly allowed: Allowlist;
  readonly sessions: BrowserSessions;
  readonly rendererFolder: string;
  readonly controlSecret: string;
  readonly rpc: AnswerCall;
  readonly api: AnswerCall;
  readonly devices: ReturnType<typeof deviceReadings>;
  readonly describe: () => Promise<object>;
};

const turned = {
  unreadable: { status: 400, code: 'BAD_REQUEST', message: 'This address cannot be read.' },
  usedLink: {
    status: 403,
    code: 'USED_LINK',
    message:
      'This link is not good any more, or never was. Run npm start again in the same folder to get a new one.',
  },
  noCookie: {
    status: 403,
    code: 'NO_COOKIE',
    message:
      'Clinic Desk does not know this browser yet. Run npm start again in the same folder to get a link for it.',
  },
  wrongSecret: { status: 403, code: 'WRONG_SECRET', message: 'This is not the secret of this Clinic Desk.' },
  noPage: { status: 404, code: 'NOT_FOUND', message: 'There is no such page.' },
  noProcedure: { status: 404, code: 'NOT_FOUND', message: 'There is no such procedure.' },
  onlyPost: { status: 405, code: 'NOT_ALLOWED', message: 'Only POST is answered here.' },
  onlyRead: { status: 405, code: 'NOT_ALLOWED', message: 'Pages can only be read.' },
  tooLarge: {
    status: 413,
    code: 'TOO_LARGE',
    message: `At most ${BODY_LIMIT / 1024 / 1024} MB fit into one call.`,
  },
  onlyWebSocket: { status: 426, code: 'UPGRADE_REQUIRED', message: 'Only a WebSocket is answered here.' },
  unexpected: {
    status: 500,
    code: 'INTERNAL',
    message: 'Something went wrong inside Clinic Desk. Try again.',
  },
} as const satisfies Record<string, Turned>;

/** Answers one request whatever happens; what nobody foresaw is told to `onUnexpected`. */
export async function answerRequest(
  desk: Desk,
  request: IncomingMessage,
  response: ServerResponse,
  onUnexpected: (error: unknown) => void,
): Promise<void> {
  try {
    const no = await route(desk, request, response);
    if (no) sendMessage(response, { ...no, wantsPage: wantsPage(request) });
  } catch (error) {
    // Nobody is left to be answered when the caller hung up.
    if (response.destroyed) return;
    onUnexpected(error);
    if (response.headersSent) response.destroy();
    else sendMessage(response, { ...turned.unexpected, wantsPage: wantsPage(request) });
  }
}

/** Resolves with why the request is turned away, or with null when it has its answer. */
async function route(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<Turned | null> {
  setSecurityHeaders(response);
  const url = ownUrl(request, desk.port);
  if (!url) return turned.unreadable;
  if (url.pathname === DEVICE_PATH) return desk.devices(request, response);
  // Asking for a launch carries the secret in a header that no foreign page can send.
  const carriesCalls = !isRead(request) && url.pathname !== '/launch';
  const stranger = turnAway(request.headers, carriesCalls, desk.allowed);
  if (stranger) return stranger;
  if (url.pathname === '/launch') return giveLaunch(desk, request, response);

  const browser = desk.sessions.find(readCookie(request.headers.cookie, cookieName(desk.port)));
  const token = url.pathname === '/' && isRead(request) ? url.searchParams.get('launch') : null;
  if (token !== null) return enter(desk, request, response, { browser, token });
  if (!browser) return turned.noCookie;
  if (url.pathname === '/api/openapi.json' && isRead(request)) {
    sendJson(response, 200, await desk.describe());
    return null;
  }
  if (url.pathname.startsWith('/rpc/')) return call(desk, request, response, { browser, answer: desk.rpc });
  if (url.pathname.startsWith('/api/')) return call(desk, request, response, { browser, answer: desk.api });
  if (url.pathname === '/ws') return turned.onlyWebSocket;
  return isRead(request) ? sendFile(desk, request, response, url.pathname) : turned.onlyRead;
}

function giveLaunch(desk: Desk, request: IncomingMessage, response: ServerResponse): Turned | null {
  if (request.method !== 'POST') return turned.onlyPost;
  if (!showsSecret(request.headers, desk.controlSecret)) return turned.wrongSecret;
  sendJson(response, 200, { url: launchUrl(desk.port, desk.sessions.newLaunchToken()) });
  return null;
}

type Entrance = { readonly browser: BrowserSession | null; readonly token: string };

/** A browser that is known keeps its session, also when its person opens an old start link again. */
function enter(
  desk: Desk,
  request: IncomingMessage,
  response: ServerResponse,
  entrance: Entrance,
): Turned | null {
  if (!entrance.browser) {
    // Looking ahead (HEAD, a prefetch) must not use up the link.
    const cookie = looksAhead(request) ? null : desk.sessions.redeem(entrance.token);
    if (cookie === null) return turned.usedLink;
    response.setHeader('set-cookie', cookieFor(cookieName(desk.port), cookie));
  }
  // Away from the address with the token, so that it stays in no history and no bookmark.
  response.writeHead(303, { location: '/' });
  response.end();
  return null;
}

type Carried = { readonly browser: BrowserSession; readonly answer: AnswerCall };

async function call(
  desk: Desk,
  request: IncomingMessage,
  response: ServerResponse,
  { browser, answer }: Carried,
): Promise<Turned | null> {
  response.once('close', desk.sessions.connect(browser));
  const outcome = await answer(request, response, { session: browser.session });
  return outcome === 'answered' ? null : outcome === 'tooLarge' ? turned.tooLarge : turned.noProcedure;
}

async function sendFile(
  desk: Desk,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<Turned | null> {
  const file = await rendererFile(desk.rendererFolder, path);
  if (!file) return turned.noPage;
  response.writeHead(200, { ...file.headers, 'content-length': file.content.length });
  response.end(request.method === 'HEAD' ? undefined : file.content);
  return null;
}

export const launchUrl = (port: number, token: string): string => `http://127.0.0.1:${port}/?launch=${token}`;

const isRead = ({ method }: IncomingMessage) => method === 'GET' || method === 'HEAD';

const wantsPage = (request: IncomingMessage) =>
  isRead(request) && (request.headers.accept ?? '').includes('text/html');

const looksAhead = ({ method, headers }: IncomingMessage) =>
  method === 'HEAD' || String(headers['sec-purpose'] ?? '').includes('prefetch');

/** Null for an address in absolute form (as for a proxy) and for one that is no address. */
function ownUrl({ url = '' }: IncomingMessage, port: number): URL | null {
  if (!url.startsWith('/') || url.startsWith('//')) return null;
  const base = `http://127.0.0.1:${port}`;
  return URL.canParse(url, base) ? new URL(url, base) : null;
}
