import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

/** Tells whether nobody waits for an answer of the core at this moment. It is the same function each time. */
export function useQuiet(): () => boolean {
  const cache = useQueryClient();
  return useCallback(() => cache.isFetching() === 0, [cache]);
}
