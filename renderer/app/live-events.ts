import type { ClinicClient, ClinicEvent } from '../../shared/contract';

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** What `session.state` may no longer be as it was after: it tells the clinic, and the time zones of all clinics, too. */
export const isNewsOfSession = (event: ClinicEvent): boolean =>
  event.type === 'connection' ||
  event.type === 'gap' ||
  (event.type === 'changed' && event.entity === 'clinics');

const longestPause = 5_000;

/**
 * Follows `events.watch` until the signal is aborted, and opens it again whenever it ends: after each beginning `ready`
 * comes, on which everything on screen is read again. A stream that ends counts as news about the connection.
 */
export async function followEvents(
  client: ClinicClient,
  tell: (event: ClinicEvent) => void,
  signal: AbortSignal,
  firstPause = 250,
): Promise<void> {
  let wait = firstPause;
  while (!signal.aborted) {
    try {
      for await (const event of await client.events.watch(undefined, { signal })) {
        if (event.type === 'ready') wait = firstPause;
        tell(event);
      }
    } catch {
      // Lost with its link; the state of the connection is told below, and the stream opened again.
    }
    if (signal.aborted) return;
    tell({ type: 'connection' });
    await pause(wait, signal);
    wait = Math.min(wait * 2, longestPause);
  }
}
