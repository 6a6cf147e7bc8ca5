import { ORPCError } from '@orpc/client';
import { errors } from '../../shared/contract';
import type { Carrier, Link } from './carrier';

/** How long a call may wait for the link, and then for its answer, in milliseconds. Streams: for their beginning. */
const waitForLink = 10_000;
const usualDeadline = 20_000;
/** These walk through a whole database or a large file. */
const longDeadlines: Readonly<Record<string, number>> = {
  'legacy.inspect': 180_000,
  'legacy.adopt': 60_000,
  // The core ends a test after 20 s by itself; opening another database may have to fetch MongoDB first.
  'connections.test': 30_000,
  'connections.use': 600_000,
  // All files of the database are copied and read again; then it starts anew.
  'localDatabase.copy': 3_600_000,
  'localDatabase.upgrade': 3_600_000,
  // The last piece has the whole file looked at; a picture of a page may have to be drawn first.
  'files.upload': 180_000,
  'files.preview': 60_000,
  // Up to 200,000 rows, compared with what is there; kept in seconds, in minutes on a busy computer.
  'readings.previewImport': 120_000,
  'readings.import': 600_000,
  'readings.withdrawFile': 600_000,
  'readings.reinstateFile': 600_000,
};

type Limits = { waitForLink: number; deadlineOf: (procedure: string) => number };
const usualLimits: Limits = {
  waitForLink,
  deadlineOf: (procedure) => longDeadlines[procedure] ?? usualDeadline,
};

function unavailable(cause: unknown): Error {
  const { status, message } = errors.UNAVAILABLE;
  return new ORPCError('UNAVAILABLE', { defined: true, status, message, cause });
}

const isStream = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;

/** Rejects when the signal is aborted; never resolves. The transport itself may not notice on a dying link. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/**
 * Calls over a link that may come and go. A call waits for the link, has a deadline, and rejects as UNAVAILABLE when the
 * link drops or either wait is over; it is never sent twice. The caller's own signal rejects with its own reason.
 */
export function createDeskLink(carrier: Carrier, limits: Limits = usualLimits): Link {
  return {
    async call(path, input, options) {
      const breakOff = new AbortController();
      const forward = () => breakOff.abort(options.signal?.reason);
      if (options.signal?.aborted) forward();
      options.signal?.addEventListener('abort', forward);
      const late = () => breakOff.abort(unavailable('deadline'));
      let timer = setTimeout(late, limits.waitForLink);
      let lastsOn = false;
      try {
        const link = await carrier.ready(breakOff.signal);
        clearTimeout(timer);
        timer = setTimeout(late, limits.deadlineOf(path.join('.')));
        const call = link.call(path, input, { ...options, signal: breakOff.signal });
        const answer = await Promise.race([call, aborted(breakOff.signal)]);
        lastsOn = isStream(answer);
        return answer;
      } catch (error) {
        if (error instanceof ORPCError || options.signal?.aborted) throw error;
        // The link was lost under the call. With the link up it is a fault of ours, to be seen as one.
        if (carrier.state().kind !== 'up') throw unavailable(error);
        throw error;
      } finally {
        clearTimeout(timer);
        // A stream is broken off by its caller long after this.
        if (!lastsOn) options.signal?.removeEventListener('abort', forward);
      }
    },
  };
}
