import { createHash, randomBytes } from 'node:crypto';
import { openSession, type Session } from '../../core/session';

/** One browser: everything that carries its cookie. */
export type BrowserSession = {
  readonly session: Session;
  /** Open WebSockets and event streams. */
  connections: number;
  /** Milliseconds since 1970. */
  lastSeen: number;
};

export const LAUNCH_LIFE_MS = 15 * 60_000;
export const IDLE_LIFE_MS = 12 * 3_600_000;

/**
 * Who may come in: launch tokens that are good once, and the sessions of the browsers that came in with one.
 * Only digests are kept, so that finding one by its text takes the same time however much of it is right.
 */
export class BrowserSessions {
  readonly #launches = new Map<string, number>();
  readonly #sessions = new Map<string, BrowserSession>();
  constructor(private readonly now: () => number) {}

  /** A token for one start URL: 32 random bytes, good once, for a quarter of an hour. */
  newLaunchToken(): string {
    this.forgetOld();
    const token = randomText();
    this.#launches.set(digest(token), this.now() + LAUNCH_LIFE_MS);
    return token;
  }

  /** The cookie of a new session for a good token; null for one that was used, is too old or was never given. */
  redeem(token: string): string | null {
    this.forgetOld();
    if (!this.#launches.delete(digest(token))) return null;
    const cookie = randomText();
    const session = openSession('browser on this computer');
    this.#sessions.set(digest(cookie), { session, connections: 0, lastSeen: this.now() });
    return cookie;
  }

  find(cookie: string | undefined): BrowserSession | null {
    if (cookie === undefined) return null;
    this.forgetOld();
    const found = this.#sessions.get(digest(cookie));
    if (!found) return null;
    found.lastSeen = this.now();
    return found;
  }

  /** Counts an open connection, during which a session is not forgotten; returns how to end it. */
  connect(browser: BrowserSession): () => void {
    browser.connections += 1;
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      browser.connections -= 1;
      browser.lastSeen = this.now();
    };
  }

  get count(): number {
    return this.#sessions.size;
  }

  forgetOld(): void {
    const now = this.now();
    for (const [key, end] of this.#launches) if (end <= now) this.#launches.delete(key);
    for (const [key, { connections, lastSeen }] of this.#sessions) {
      if (connections === 0 && lastSeen + IDLE_LIFE_MS <= now) this.#sessions.delete(key);
    }
  }
}

/** Cookies know no ports: the name keeps two desks on one computer apart. */
export const cookieName = (port: number): string => `clinic-desk-${port}`;

/** The value of a cookie, or undefined; a doubled one counts as none. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  const values = (header ?? '').split(';').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at > 0 && pair.slice(0, at).trim() === name ? [pair.slice(at + 1).trim()] : [];
  });
  return values.length === 1 ? values[0] : undefined;
}

/** Gone with the browser's session; never sent by a page of another site, never readable by a script. */
export const cookieFor = (name: string, value: string): string =>
  `${name}=${value}; Path=/; HttpOnly; SameSite=Strict`;

const randomText = () => randomBytes(32).toString('base64url');
const digest = (text: string) => createHash('sha256').update(text).digest('base64');
