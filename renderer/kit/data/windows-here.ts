import type { TextStore } from './kept-typing';

/** This window among those that are open on this computer: what is typed in one is never written over by another. */
export type WindowsHere = {
  /** Stays the same when the page is loaded again; no other open window has it. */
  own(): Promise<string>;
  /** Of all that are open now. */
  open(): Promise<ReadonlySet<string>>;
};

type SessionStore = Pick<TextStore, 'getItem' | 'setItem'>;

const idKept = 'clinic-desk:window';
const lockPrefix = 'clinic-desk:window:';
/** For so long, in milliseconds, a page that is loaded again waits for the page that it was to let go. */
const patience = 1_000;

/**
 * Holds the lock as long as the page is there: the browser lets go of it, however the page ends. False when it is not to
 * be had within `patience`, where that is given.
 */
function hold(locks: LockManager, id: string, signal?: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const held = () => {
      resolve(true);
      return new Promise<never>(() => {});
    };
    locks.request(lockPrefix + id, signal ? { signal } : {}, held).catch(() => resolve(false));
  });
}

/**
 * Windows know of one another through Web Locks. `session` gives the window's own store (`sessionStorage`), which
 * a duplicated tab copies: the copy finds the lock taken and gets an id of its own.
 */
export function windowsHere(locks: LockManager, session: () => SessionStore): WindowsHere {
  async function join(): Promise<string> {
    const before = read(session);
    if (before && (await hold(locks, before, AbortSignal.timeout(patience)))) return before;
    const id = crypto.randomUUID();
    // Nobody else has it, so it is had as soon as the browser comes to it.
    await hold(locks, id);
    keep(session, id);
    return id;
  }
  const joined = join();
  return {
    own: () => joined,
    async open() {
      const { held = [] } = await locks.query();
      const names = held.map(({ name = '' }) => name).filter((name) => name.startsWith(lockPrefix));
      return new Set(names.map((name) => name.slice(lockPrefix.length)));
    },
  };
}

function read(session: () => SessionStore): string | null {
  try {
    return session().getItem(idKept);
  } catch {
    // Without storage nothing is kept either.
    return null;
  }
}

function keep(session: () => SessionStore, id: string): void {
  try {
    session().setItem(idKept, id);
  } catch {
    // The window gets another id when it is loaded again, and finds its typing all the same: nobody else has it open.
  }
}
