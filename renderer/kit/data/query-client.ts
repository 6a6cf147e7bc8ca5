import { ORPCError } from '@orpc/client';
import { QueryCache, QueryClient } from '@tanstack/react-query';

/** True when the core says that nobody is signed in (any more). */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ORPCError && error.code === 'UNAUTHENTICATED';
}

/**
 * The cache of one signed-in person; made anew for the next, so that nobody sees what another read.
 * Nothing is read again by age or by focus: the core tells what changed. Nothing is tried again by itself either:
 * the transport waits for the link, and a return of the database reads everything.
 */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (isSignedOut(error)) onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // The core is on this computer: whether there is an internet does not matter.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
