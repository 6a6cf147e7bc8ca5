import type { SecretsStatus } from '../../../shared/contract';
import { useClient } from './clinic-context';
import { queryKeys } from './query-keys';
import { type Answer, useAnswer } from './reads';

/** How this computer keeps the passwords of databases. */
export function useSecretsStatus(isWanted = true): Answer<SecretsStatus> {
  const client = useClient();
  return useAnswer({
    key: queryKeys.secrets(),
    read: (signal) => client.secrets.status(undefined, { signal }),
    isWanted,
  });
}
