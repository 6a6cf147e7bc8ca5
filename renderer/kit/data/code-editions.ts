import type { CodeEdition, ShippedEdition } from '../../../shared/contract';
import { licensedSystem } from '../../../shared/rules/licensed-codes';
import { useClient } from './clinic-context';
import { queryKeys } from './query-keys';
import { type Answer, useAnswer } from './reads';

/** The licensed editions that are on this computer. */
export function useCodeEditions(isWanted = true): Answer<CodeEdition[]> {
  const client = useClient();
  return useAnswer({
    key: queryKeys.editions(),
    read: (signal) => client.codes.editions(undefined, { signal }),
    isWanted,
  });
}

/** The codes that come with the program, with their terms. */
export function useShippedEditions(): Answer<ShippedEdition[]> {
  const client = useClient();
  return useAnswer({
    key: queryKeys.shippedEditions(),
    read: (signal) => client.codes.shipped(undefined, { signal }),
  });
}

/** Whether the codes of an address were brought in by the clinic. */
export function useIsEditionHere(uri: string | undefined, isWanted: boolean): boolean {
  const { data = [] } = useCodeEditions(isWanted);
  return data.some(({ system }) => licensedSystem(system)?.uri === uri);
}
