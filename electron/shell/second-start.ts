import { setTimeout as pause } from 'node:timers/promises';
import type { Control, Desk } from './desk';

const LOOK_EVERY_MS = 200;
const ANSWER_LIMIT_MS = 5_000;

/**
 * Claims the data folder. Where another start holds it but is not yet reachable, it is waited for, up to
 * `patienceMs`; `control` is null when it never was. Rejects with `StartFailure`.
 */
export async function claimOrFind(
  computer: Pick<Desk['computer'], 'claim'>,
  patienceMs: number,
): Promise<{ kind: 'ours' } | { kind: 'taken'; control: Control | null }> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const claim = await computer.claim();
    if (claim.kind === 'ours' || claim.control || performance.now() >= until) return claim;
    await pause(LOOK_EVERY_MS);
  }
}

/**
 * Asks the Clinic Desk that runs already for a new start URL. `url` is null when it has a window of its own, which
 * then comes to the front. Resolves with null when it does not answer.
 */
export async function askRunningDesk({ port, secret }: Control): Promise<{ url: string | null } | null> {
  try {
    const reply = await fetch(`http://127.0.0.1:${port}/launch`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}` },
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    if (!reply.ok) return null;
    const { url } = Object(await reply.json()) as { url?: unknown };
    return { url: typeof url === 'string' && url.startsWith(`http://127.0.0.1:${port}/`) ? url : null };
  } catch {
    // Not there, or busy for too long: both are "does not answer" to the person who waits.
    return null;
  }
}
