import type { ClinicClient, FoundRecords } from '../../../shared/contract';
import { hasDuty } from '../../../shared/rules/permissions';
import { useClient, usePerson } from './clinic-context';
import { queryKeys } from './query-keys';
import { type Answer, useAnswer } from './reads';

/** What is looked for, and where. */
export type EverythingInput = Parameters<ClinicClient['search']['everything']>[0];
export type Everything = { groups: FoundRecords[]; isTooShort: boolean };

/** Records of every kind by the words in them. What was found before stays until the next answer is there. */
export function useEverything(input: EverythingInput, isWanted = true): Answer<Everything> {
  const client = useClient();
  const person = usePerson();
  return useAnswer({
    key: queryKeys.everything(input),
    read: (signal) => client.search.everything(input, { signal }),
    isWanted: isWanted && hasDuty(person, 'findRecords') && input.query.trim() !== '',
    keepsPrevious: true,
  });
}
