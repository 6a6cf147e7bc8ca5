import { useCallback, useEffect, useRef } from 'react';

/** Whether the page is still the one that is looked at: who has gone on is not fetched back when a save is answered. */
export function useStillHere(): () => boolean {
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  return useCallback(() => isHere.current, []);
}
