import type { ServerFound } from '../../../shared/contract';
import type { DatabaseAddress } from './database-source';

/**
 * Asks a server whether it is there, lets us in, and what it can do. Writes nothing. Rejects with `StartFailure`, also when
 * `signal` is aborted (`cancelled`) and after 20 seconds.
 */
export type ProbeServer = (address: DatabaseAddress, signal: AbortSignal) => Promise<ServerFound>;
