import type { CohortDefinition } from '../../../shared/rules/reports/cohort-issues';
import type { ReportReading } from '../ports/report-source';
import { type Criterion, criteriaIn } from './cohort-criteria';

/** A cohort that was looked up. */
export type CohortMembers = {
  readonly members: ReadonlySet<string>;
  /** Everyone who could have been in it. */
  readonly of: number;
  readonly criteria: readonly (Pick<Criterion, 'path' | 'label'> & { readonly count: number })[];
};

/** Looks a cohort up as of a day: everyone who is neither removed nor merged, held against each criterion. */
export async function membersOf(
  reading: ReportReading,
  cohort: CohortDefinition,
  on: string,
): Promise<CohortMembers> {
  // The first question alone fixes the moment of all that follow.
  const everyone = await reading.everyone();
  const met = await Promise.all(
    (await criteriaIn(cohort, { on, reading })).map(async (criterion) => {
      const found = await reading.patientsWith(criterion.question);
      return { criterion, who: new Set([...everyone].filter((id) => found.has(id) !== criterion.isNot)) };
    }),
  );
  return {
    members: together(
      everyone,
      met.map(({ who }) => who),
      cohort.match === 'any',
    ),
    of: everyone.size,
    criteria: met.map(({ criterion: { path, label }, who }) => ({ path, label, count: who.size })),
  };
}

/** Without any criterion, everyone. */
function together(
  everyone: ReadonlySet<string>,
  sets: readonly ReadonlySet<string>[],
  isAny: boolean,
): ReadonlySet<string> {
  if (sets.length === 0) return everyone;
  const isIn = (id: string) => (isAny ? sets.some((set) => set.has(id)) : sets.every((set) => set.has(id)));
  return new Set([...everyone].filter(isIn));
}
