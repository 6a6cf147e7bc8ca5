import { useCallback, useEffect, useRef, useState } from 'react';
import type { AdoptionProgress } from '../../../shared/contract';
import { useClient } from '../../kit/data';

export type Adoption =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: AdoptionProgress | null }
  /** Broken off by the person; what was done stays done. */
  | { readonly kind: 'stopped'; readonly progress: AdoptionProgress | null }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'done' };

export type AdoptionControl = { state: Adoption; start: () => Promise<void>; stop: () => void };

/** Adopts the existing database and tells how far it has come. It can be stopped and started again: it goes on where it was. */
export function useAdoption(): AdoptionControl {
  const client = useClient();
  const [state, setState] = useState<Adoption>({ kind: 'idle' });
  const control = useRef<AbortController | null>(null);
  // Leaving the page stops as "Stop" does: nobody would see how it ended.
  useEffect(() => () => control.current?.abort(), []);

  const start = useCallback(async () => {
    const own = new AbortController();
    control.current = own;
    let progress: AdoptionProgress | null = null;
    setState({ kind: 'running', progress });
    try {
      for await (const step of await client.legacy.adopt(undefined, { signal: own.signal })) {
        if (own.signal.aborted) return;
        progress = step;
        if (step.result) return setState({ kind: 'done' });
        setState({ kind: 'running', progress });
      }
      setState({ kind: 'stopped', progress });
    } catch (error) {
      if (!own.signal.aborted) setState({ kind: 'failed', error });
    }
  }, [client]);
  const stop = useCallback(() => {
    control.current?.abort();
    setState((now) => (now.kind === 'running' ? { kind: 'stopped', progress: now.progress } : now));
  }, []);
  return { state, start, stop };
}
