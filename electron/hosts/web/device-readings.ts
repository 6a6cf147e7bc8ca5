import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { deviceSession } from '../../core/session';
import { type Allowlist, isHostOf, type Turned } from './admission';
import type { AnswerCall } from './call-handlers';
import { RateLimit } from './rate-limit';

/** Where devices send their readings. */
export const DEVICE_PATH = '/devices/readings';

const MINUTE_MS = 60_000;
/** Calls in a minute of one device; each may carry 5,000 readings. */
const MOST_OF_ONE = 600;
/** Calls in a minute that show a token which was not good here yet, all together: whoever guesses keeps no device out. */
const MOST_UNPROVEN = 6_000;
/** Calls in a minute without a token at all: of these only what they cost is limited. */
const MOST_WITHOUT = 3_000;
/** Devices whose own count is kept. */
const MOST_PROVEN = 1_000;

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
  const proven = new ProvenTokens(now);
  const unproven = new RateLimit(MOST_UNPROVEN, MINUTE_MS, now);
  const without = new RateLimit(MOST_WITHOUT, MINUTE_MS, now);
  return async (request: IncomingMessage, response: ServerResponse): Promise<Turned | null> => {
    const { headers, method } = request;
    if (!isHostOf(headers, allowed)) return no.wrongName;
    if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) return no.browser;
    if (method !== 'POST') return no.onlyPost;
    const token = /^Bearer ([\w.-]{1,200})$/.exec(headers.authorization ?? '')?.[1];
    const calls = token === undefined ? without : (proven.callsOf(token) ?? unproven);
    if (!calls.admits()) {
      response.setHeader('retry-after', '60');
      return no.tooMany;
    }
    if (token === undefined) {
      response.setHeader('www-authenticate', 'Bearer');
      return no.noToken;
    }
    if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) return no.noJson;
    const outcome = await answer(request, response, { session: deviceSession(token) });
    if (outcome === 'answered') proven.note(token, response.statusCode);
    return outcome === 'answered' ? null : outcome === 'tooLarge' ? no.tooLarge : no.unknown;
  };
}

/** Tokens that were good, each with its own count of calls; kept as hashes, so that none lies about in memory. */
class ProvenTokens {
  readonly #calls = new Map<string, RateLimit>();
  constructor(private readonly now: () => number) {}

  callsOf(token: string): RateLimit | undefined {
    return this.#calls.get(hashOf(token));
  }

  /** Takes note of how a call was answered: 200 proves its token, 401 says that it is not good any more. */
  note(token: string, status: number): void {
    const hash = hashOf(token);
    if (status === 401) this.#calls.delete(hash);
    if (status !== 200 || this.#calls.has(hash)) return;
    const calls = new RateLimit(MOST_OF_ONE, MINUTE_MS, this.now);
    // The call that proved it is one of them.
    calls.admits();
    this.#calls.set(hash, calls);
    for (const oldest of this.#calls.keys()) {
      if (this.#calls.size <= MOST_PROVEN) break;
      this.#calls.delete(oldest);
    }
  }
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');
