import type { CohortDefinition } from '../../../shared/rules/reports/cohort-issues';
import type { ReportReading } from '../ports/report-source';
import { type Criterion, criteriaIn, type LookedAt } from './cohort-criteria';

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
  at: LookedAt,
): Promise<CohortMembers> {
  const [everyone, criteria] = await Promise.all([reading.everyone(), lookedUp(reading, cohort, at)]);
  const counts = criteria.map(() => 0);
  const isAny = cohort.match === 'any';
  const members = new Set<string>();
  for (const id of everyone) {
    let met = 0;
    for (const [index, { found, isNot }] of criteria.entries())
      if (found.has(id) !== isNot) {
        met += 1;
        counts[index] = (counts[index] ?? 0) + 1;
      }
    // Without any criterion, everyone.
    if (isAny ? met > 0 || criteria.length === 0 : met === criteria.length) members.add(id);
  }
  return {
    members,
    of: everyone.size,
    criteria: criteria.map(({ path, label }, index) => ({ path, label, count: counts[index] ?? 0 })),
  };
}

/** Each criterion with the patients it is true of; those that were removed may be among them. */
async function lookedUp(reading: ReportReading, cohort: CohortDefinition, at: LookedAt) {
  const criteria = await criteriaIn(cohort, { ...at, reading });
  return Promise.all(
    criteria.map(async (criterion) => ({
      ...criterion,
      found: await reading.patientsWith(criterion.question),
    })),
  );
}
