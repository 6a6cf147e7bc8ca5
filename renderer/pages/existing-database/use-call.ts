import { useCallback, useEffect, useState } from 'react';

export type CallState<T> = {
  data: T | undefined;
  error: Error | null;
  isLoading: boolean;
  /** Asks again; what is there stays until the answer comes. */
  again: () => void;
  /** Changes the answer in place, after a change that is known without asking. */
  put: (change: (data: T) => T) => void;
};

/**
 * One answer of the core, asked for once and on request. Not through the cache of lists: adopting changes thousands of
 * records, and each would ask for the whole count again.
 */
export function useCall<T>(call: (signal: AbortSignal) => Promise<T>): CallState<T> {
  const [round, setRound] = useState(0);
  const [data, setData] = useState<T>();
  const [error, setError] = useState<Error | null>(null);
  const [isLoading, setIsLoading] = useState(true);
  useEffect(() => {
    const control = new AbortController();
    setIsLoading(true);
    const ask = async () => {
      try {
        const answer = await call(control.signal);
        if (control.signal.aborted) return;
        setData(answer);
        setError(null);
        setIsLoading(false);
      } catch (failure) {
        if (control.signal.aborted) return;
        setError(failure instanceof Error ? failure : new Error(String(failure)));
        setIsLoading(false);
      }
    };
    void ask();
    return () => control.abort();
    // `round` asks again.
  }, [call, round]);
  const again = useCallback(() => setRound((count) => count + 1), []);
  const put = useCallback(
    (change: (data: T) => T) => setData((now) => (now === undefined ? now : change(now))),
    [],
  );
  return { data, error, isLoading, again, put };
}
