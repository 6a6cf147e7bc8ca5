import type { IncomingHttpHeaders } from 'node:http';

/** The names under which this host is reached, and the origins that its own pages have. */
export type Allowlist = { readonly hosts: ReadonlySet<string>; readonly origins: ReadonlySet<string> };

/** An answer of "no": `code` is for programs, `message` for people. */
export type Turned = { readonly status: number; readonly code: string; readonly message: string };

/** A browser lets no foreign page send this header without asking us first, and we never say yes. */
export const PROGRAM_HEADER = 'x-clinic-desk';

export function allowlistFor(port: number): Allowlist {
  const hosts = ['127.0.0.1', 'localhost'].map((name) => (port === 80 ? name : `${name}:${port}`));
  return { hosts: new Set(hosts), origins: new Set(hosts.map((host) => `http://${host}`)) };
}

/** True when a request names this host, and not one that an attacker's name was made to lead to. */
export const isHostOf = (headers: IncomingHttpHeaders, { hosts }: Allowlist): boolean =>
  hosts.has(headers.host?.toLowerCase() ?? '');

const elsewhere: Turned = {
  status: 403,
  code: 'ELSEWHERE',
  message: 'Clinic Desk answers its own page only. Open its address in a new tab.',
};

const wrongName: Turned = {
  status: 421,
  code: 'WRONG_HOST',
  message: 'Clinic Desk answers at 127.0.0.1 and localhost only.',
};

const unmarked: Turned = {
  status: 403,
  code: 'UNMARKED',
  message: `A call that changes something needs the Origin of Clinic Desk or the header "${PROGRAM_HEADER}: 1".`,
};

/**
 * Why a request is turned away whatever cookie it carries, or null. Against DNS rebinding (Host), against pages of
 * other sites and of other programs on this computer (Origin, Sec-Fetch-Site), against forged forms (the header).
 * `carriesCalls` is true for what may change something, which a WebSocket always may.
 */
export function turnAway(
  headers: IncomingHttpHeaders,
  carriesCalls: boolean,
  allowed: Allowlist,
): Turned | null {
  if (!isHostOf(headers, allowed)) return wrongName;
  const { origin } = headers;
  if (origin !== undefined && !allowed.origins.has(origin)) return elsewhere;
  // "same-site" too: another port of localhost is the same site, and its pages would send our cookie along.
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return elsewhere;
  if (carriesCalls && origin === undefined && headers[PROGRAM_HEADER] === undefined) return unmarked;
  return null;
}
