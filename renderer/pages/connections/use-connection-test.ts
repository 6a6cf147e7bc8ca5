import { useCallback, useEffect, useRef, useState } from 'react';
import type { ClinicClient, ConnectionOutcome } from '../../../shared/contract';
import { useClient } from '../../kit/data';

export type TestInput = Parameters<ClinicClient['connections']['test']>[0];

export type TestState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly since: Date }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'answered'; readonly outcome: ConnectionOutcome }
  /** The core refused to test or could not be asked. */
  | { readonly kind: 'failed'; readonly error: unknown };

/** One test of a connection at a time. Stopping it, starting another and leaving the page end the call itself. */
export function useConnectionTest() {
  const client = useClient();
  const [state, setState] = useState<TestState>({ kind: 'none' });
  const running = useRef<AbortController | null>(null);

  const breakOff = useCallback(() => {
    running.current?.abort();
    running.current = null;
  }, []);
  useEffect(() => breakOff, [breakOff]);

  /** What came of it; null when it was stopped. */
  async function run(input: TestInput): Promise<TestState | null> {
    breakOff();
    const own = new AbortController();
    running.current = own;
    setState({ kind: 'running', since: new Date() });
    const ended = await client.connections.test(input, { signal: own.signal }).then(
      (outcome): TestState => ({ kind: 'answered', outcome }),
      (error: unknown): TestState => ({ kind: 'failed', error }),
    );
    if (running.current !== own) return null;
    running.current = null;
    setState(ended);
    return ended;
  }
  return {
    ...{ state, run },
    stop: useCallback(() => {
      breakOff();
      setState({ kind: 'stopped' });
    }, [breakOff]),
    /** What was tested is no longer what stands there. */
    reset: useCallback(() => {
      breakOff();
      setState({ kind: 'none' });
    }, [breakOff]),
  };
}
