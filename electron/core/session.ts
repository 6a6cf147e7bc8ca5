import type { Person } from '../../shared/rules/permissions';

/** Who is signed in, as the core needs it on every call. */
export type SignedInPerson = Person & {
  readonly userId: string;
  readonly displayName: string;
  readonly username: string;
  /** The doctor this user is, if they are one. */
  readonly doctor?: string;
};

/** A device that showed its token, as the core needs it on every call. */
export type SendingDevice = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'sensor' | 'gateway';
  /** Whose readings it sends; without one, a reading names its patient. */
  readonly patient?: string;
};

/**
 * One window or browser: who is signed in there. A host makes one for each and passes it with every call;
 * only the core changes it.
 */
export type Session = {
  /** The computer or browser, for the audit ("this computer", "browser on this computer"). */
  readonly device: string;
  userId?: string;
  /** When they came in, by a clock that only goes forward (`performance.now()`). */
  enteredAt?: number;
  /** The password hash that let this person in: a changed password ends every session but the one it was changed in. */
  credential?: string;
  /** The password used at sign-in would be refused as a new one today. */
  passwordIsWeak?: boolean;
  /** The token of a device that calls by itself; such a session has no user. */
  readonly deviceToken?: string;
  /** Called when who is signed in changes, so that open event streams follow. */
  readonly listeners: Set<() => void>;
};

export function openSession(device: string): Session {
  return { device, listeners: new Set() };
}

/** One call of a device, with the token it shows. */
export function deviceSession(deviceToken: string): Session {
  return { device: 'device gateway', deviceToken, listeners: new Set() };
}

/** Who came in, and by which password hash; null signs out. */
export type Entry = {
  readonly userId: string;
  readonly credential: string | undefined;
  readonly passwordIsWeak?: boolean;
};

export function signInto(session: Session, entry: Entry | null): void {
  session.userId = entry?.userId;
  session.enteredAt = performance.now();
  session.credential = entry?.credential;
  session.passwordIsWeak = entry?.passwordIsWeak ?? false;
  for (const listener of session.listeners) listener();
}

/** What a host hands to the router with every call. */
export type HostContext = { readonly session: Session };
