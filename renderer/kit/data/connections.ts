import type { ClinicClient } from '../../../shared/contract';
import { useClient } from './clinic-context';
import { queryKeys } from './query-keys';
import { type Answer, useAnswer } from './reads';

export type KnownConnections = Awaited<ReturnType<ClinicClient['connections']['list']>>;

/** The databases that this computer knows, and which of them is open. */
export function useConnections(isWanted = true): Answer<KnownConnections> {
  const client = useClient();
  return useAnswer({
    key: queryKeys.connections(),
    read: (signal) => client.connections.list(undefined, { signal }),
    isWanted,
  });
}
