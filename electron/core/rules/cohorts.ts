import { type CohortDefinition, cohortIssues } from '../../../shared/rules/reports/cohort-issues';
import type { EntityRule } from '../entity-rule';
import { invalidAt } from '../refusal';

/** Keeps no criteria that nobody could be looked up by. */
export const cohortRule: EntityRule = {
  async prepare(step) {
    if (step.action === 'remove') return {};
    // The fields were validated, and those of `after` are the entity's own.
    const issues = cohortIssues(step.after as CohortDefinition);
    if (issues.length > 0) throw invalidAt(issues);
    return {};
  },
};
