import type { IncomingMessage, ServerResponse } from 'node:http';
import { deviceSession } from '../../core/session';
import { type Allowlist, isHostOf, type Turned } from './admission';
import type { AnswerCall } from './call-handlers';
import { RateLimit } from './rate-limit';

/** Where devices send their readings. */
export const DEVICE_PATH = '/devices/readings';

/** Calls in a minute, of all devices together; each may carry 5,000 readings. */
const MOST_IN_A_MINUTE = 600;

const no = {
  wrongName: {
    status: 421,
    code: 'WRONG_HOST',
    message: 'Clinic Desk answers at 127.0.0.1 and localhost only.',
  },
  browser: { status: 403, code: 'ELSEWHERE', message: 'Devices send readings here, pages do not.' },
  onlyPost: { status: 405, code: 'NOT_ALLOWED', message: 'Only POST is answered here.' },
  tooMany: { status: 429, code: 'TOO_MANY', message: 'Too many calls. Send more readings in each.' },
  noToken: { status: 401, code: 'UNAUTHENTICATED', message: 'Show a good token: Authorization: Bearer …' },
  noJson: { status: 415, code: 'NO_JSON', message: 'Send JSON: content-type: application/json' },
  tooLarge: { status: 413, code: 'TOO_LARGE', message: 'At most 1 MB and 5,000 readings fit into one call.' },
  unknown: { status: 404, code: 'NOT_FOUND', message: 'Nothing takes readings here.' },
} as const satisfies Record<string, Turned>;

/**
 * Takes what a device sends: for programs with a device's token only. A browser says where a page is from (`Origin`,
 * `Sec-Fetch-Site`) and is turned away whatever it carries, so no page can try tokens or send with one; cookies count for
 * nothing. Everything else is the core's: whether the token is good, what the device may send, and keeping it.
 */
export function deviceReadings(answer: AnswerCall, allowed: Allowlist, now: () => number) {
  const calls = new RateLimit(MOST_IN_A_MINUTE, 60_000, now);
  return async (request: IncomingMessage, response: ServerResponse): Promise<Turned | null> => {
    const { headers, method } = request;
    if (!isHostOf(headers, allowed)) return no.wrongName;
    if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) return no.browser;
    if (method !== 'POST') return no.onlyPost;
    if (!calls.admits()) {
      response.setHeader('retry-after', '60');
      return no.tooMany;
    }
    const token = /^Bearer ([\w.-]{1,200})$/.exec(headers.authorization ?? '')?.[1];
    if (token === undefined) {
      response.setHeader('www-authenticate', 'Bearer');
      return no.noToken;
    }
    if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) return no.noJson;
    const outcome = await answer(request, response, { session: deviceSession(token) });
    return outcome === 'answered' ? null : outcome === 'tooLarge' ? no.tooLarge : no.unknown;
  };
}
