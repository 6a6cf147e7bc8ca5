import type { ClinicClient, CohortCriteria } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { useClient, usePerson } from './clinic-context';
import { queryKeys } from './query-keys';
import { type Answer, useAnswer } from './reads';
import type { CohortQuestion } from './report-questions';

export type CohortCount = Awaited<ReturnType<ClinicClient['reports']['countCohort']>>;

/** How many patients meet criteria. The count before stays until the next is there; one that nobody waits for is broken off. */
export function useCohortCount(criteria: CohortCriteria, isWanted = true): Answer<CohortCount> {
  const client = useClient();
  const person = usePerson();
  return useAnswer({
    key: queryKeys.cohortCount(criteria),
    read: (signal) => client.reports.countCohort({ criteria }, { signal }),
    isWanted: isWanted && may(person, 'read', entities.cohorts),
    keepsPrevious: true,
    asksAnew: true,
  });
}

/** One page of the patients of a cohort. */
export function useCohortPeople(question: CohortQuestion, isWanted = true) {
  const client = useClient();
  const person = usePerson();
  return useAnswer({
    key: queryKeys.cohortPeople(question),
    read: (signal) => client.reports.cohort(question, { signal }),
    isWanted: isWanted && may(person, 'read', entities.cohorts),
    keepsPrevious: true,
    asksAnew: true,
  });
}
