import type { LocalDatabaseStatus } from '../../../shared/contract';
import { useClient } from './clinic-context';
import { queryKeys } from './query-keys';
import { type Answer, useAnswer } from './reads';

/** The database of this computer as files and as a server. */
export function useLocalDatabase(): Answer<LocalDatabaseStatus> {
  const client = useClient();
  return useAnswer({
    key: queryKeys.localDatabase(),
    read: (signal) => client.localDatabase.status(undefined, { signal }),
  });
}
