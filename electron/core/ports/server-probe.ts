import type { ServerFound } from '../../../shared/contract';
import type { DatabaseAddress } from './database-source';

/** `identity`: which database it is, the same as `Store.identity` of an open one; absent before Clinic Desk opened it once. */
export type ProbedServer = Omit<ServerFound, 'sameAs'> & { readonly identity?: string };

/**
 * Asks a server whether it is there, lets us in, and what it can do. Writes nothing. Rejects with `StartFailure`, also when
 * `signal` is aborted (`cancelled`) and after 20 seconds.
 */
export type ProbeServer = (address: DatabaseAddress, signal: AbortSignal) => Promise<ProbedServer>;
