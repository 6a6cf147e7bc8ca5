import { useEffect } from 'react';
import type { ClinicClient, SinceCopied } from '../../../shared/contract';
import { useClient } from './clinic-context';
import { queryKeys } from './query-keys';
import { type Answer, useAnswer } from './reads';

export type CopyStatus = Awaited<ReturnType<ClinicClient['copies']['status']>>;

const whileBusyMs = 1_000;
const whileQuietMs = 5_000;

/** The copy of the open database to another connection, asked again and again: it may be made on another computer. */
export function useCopyStatus(): Answer<CopyStatus> {
  const client = useClient();
  const answer = useAnswer({
    key: queryKeys.copies(),
    read: (signal) => client.copies.status(undefined, { signal }),
  });
  const { data, refetch } = answer;
  const isBusy = data?.run?.kind === 'running' || data?.note?.state === 'paused';
  useEffect(() => {
    const timer = setInterval(refetch, isBusy ? whileBusyMs : whileQuietMs);
    return () => clearInterval(timer);
  }, [isBusy, refetch]);
  return answer;
}

/** What became of the whole copy over there, asked anew each time. */
export function useSinceCopied(): Answer<SinceCopied> {
  const client = useClient();
  return useAnswer({
    key: queryKeys.sinceCopied(),
    read: (signal) => client.copies.sinceCopied(undefined, { signal }),
    asksAnew: true,
  });
}
