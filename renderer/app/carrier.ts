import type { ClientLink } from '@orpc/client';

export type Link = ClientLink<Record<never, never>>;

/** One attempt to reach the core. */
export type Attempt = {
  /** The link once it is up. Rejects when the core cannot be reached. */
  opened: Promise<Link>;
  /** Calls back once, when the attempt failed or a link that was up is gone; before calls on that link reject. */
  onGone(listener: () => void): void;
  /** Breaks off; `onGone` is then called, too. */
  abandon(): void;
};

export type CarrierState =
  | { readonly kind: 'connecting'; readonly since: Date }
  | { readonly kind: 'up' }
  | { readonly kind: 'down'; readonly since: Date; readonly nextTryAt?: Date }
  /** The core answers, but not this window: it has no launch cookie. It is tried again all the same: another tab may get one. */
  | { readonly kind: 'refused'; readonly since: Date };

/** A link to the core that is made anew whenever it is lost. */
export type Carrier = {
  state(): CarrierState;
  subscribe(listener: () => void): () => void;
  /** The link, as soon as it is up. Rejects with the signal's reason. */
  ready(signal: AbortSignal): Promise<Link>;
  tryNow(): void;
  stop(): void;
};

type Options = {
  connect: () => Attempt;
  /** Asked after an attempt that never opened. */
  isRefused?: () => Promise<boolean>;
  /** Waits between attempts, in milliseconds; the last one repeats. */
  waits?: readonly number[];
  /** An attempt that is neither open nor lost by then counts as lost. */
  patience?: number;
};

const usualWaits = [250, 500, 1_000, 2_000, 5_000];

/** Keeps one link up: connects at once, and after each loss with growing waits. */
export function createCarrier(options: Options): Carrier {
  const { connect, isRefused = async () => false, waits = usualWaits, patience = 5_000 } = options;
  const listeners = new Set<() => void>();
  let state: CarrierState = { kind: 'connecting', since: new Date() };
  let link: Link | undefined;
  let attempt: Attempt | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isStopped = false;

  function become(next: CarrierState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  async function goneDown(wasUp: boolean): Promise<void> {
    link = undefined;
    attempt = undefined;
    const since = state.kind === 'up' ? new Date() : state.since;
    const wait = waits[Math.min(failures, waits.length - 1)] ?? 5_000;
    failures += 1;
    const nextTryAt = new Date(Date.now() + wait);
    retry = setTimeout(start, wait);
    // At once when the link was up: the calls on it are about to reject.
    if (wasUp) return become({ kind: 'down', since, nextTryAt });
    const refused = await isRefused();
    if (link || isStopped) return;
    if (refused) become({ kind: 'refused', since });
    // A window that never was connected keeps its start screen for the first tries.
    else if (state.kind !== 'connecting' || failures > 3) become({ kind: 'down', since, nextTryAt });
  }

  function start(): void {
    clearTimeout(retry);
    retry = undefined;
    if (isStopped || attempt) return;
    const current = connect();
    attempt = current;
    let isUp = false;
    const tooLong = setTimeout(() => current.abandon(), patience);
    current.onGone(() => {
      clearTimeout(tooLong);
      if (attempt === current && !isStopped) void goneDown(isUp);
    });
    current.opened.then(
      (opened) => {
        clearTimeout(tooLong);
        if (attempt !== current || isStopped) return;
        isUp = true;
        failures = 0;
        link = opened;
        become({ kind: 'up' });
      },
      // `onGone` tells the same.
      () => undefined,
    );
  }

  start();
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ready(signal) {
      if (link) return Promise.resolve(link);
      return new Promise((resolve, reject) => {
        const settle = () => {
          if (!link) return;
          leave();
          resolve(link);
        };
        const refuse = () => {
          leave();
          reject(signal.reason);
        };
        const leave = () => {
          listeners.delete(settle);
          signal.removeEventListener('abort', refuse);
        };
        if (signal.aborted) {
          reject(signal.reason);
          return;
        }
        listeners.add(settle);
        signal.addEventListener('abort', refuse);
      });
    },
    tryNow() {
      failures = Math.min(failures, 1);
      start();
    },
    stop() {
      isStopped = true;
      clearTimeout(retry);
      attempt?.abandon();
    },
  };
}
