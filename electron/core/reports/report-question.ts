import type { CohortCriteria, Issue, OfferedReport } from '../../../shared/contract';
import { type EntityName, entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import {
  type ReportDefinition,
  type ReportName,
  reportCatalogue,
} from '../../../shared/rules/reports/catalogue';
import { type CohortDefinition, cohortIssues } from '../../../shared/rules/reports/cohort-issues';
import { mayRun } from '../../../shared/rules/reports/may-run';
import { addDays } from '../../../shared/rules/time';
import type { Records } from '../ports/records';
import type { ReportQuestion } from '../ports/report-source';
import { forbidden, invalid, invalidAt } from '../refusal';
import type { SignedInPerson } from '../session';

/** A question as it is sent. */
export type AskedReport = {
  readonly report: ReportName;
  readonly from?: string;
  readonly to?: string;
  readonly clinic?: string;
  readonly doctor?: string;
  readonly cohort?: string | CohortCriteria;
  readonly by?: string;
};

/** The longest period, in days: weeks of twenty years are what a table can hold. */
const longestPeriod = 366 * 20;

/** The reports that a person may run, as they are offered. */
export function offeredTo(person: SignedInPerson): OfferedReport[] {
  const hasCohorts = may(person, 'read', entities.cohorts);
  return (Object.keys(reportCatalogue) as ReportName[]).flatMap((id): OfferedReport[] => {
    const definition: ReportDefinition = reportCatalogue[id];
    if (!mayRun(person, definition)) return [];
    const { title, description, by, chart } = definition;
    const parameters = definition.parameters.filter((each) => each !== 'cohort' || hasCohorts);
    return [{ id, title, description, parameters, by: [...by], chart }];
  });
}

/**
 * A question checked and complete, without the patients of its cohort. Throws a `Refusal`: FORBIDDEN for a report or a
 * cohort that is not for this person, INVALID at what the report does not take or what there is not.
 */
export async function questionOf(
  asked: AskedReport,
  around: { person: SignedInPerson; today: string; timeZone: string; records: Pick<Records, 'get'> },
): Promise<ReportQuestion> {
  const { person, today, timeZone, records } = around;
  const definition: ReportDefinition = reportCatalogue[asked.report];
  if (!mayRun(person, definition)) throw forbidden();
  if (asked.cohort !== undefined && !may(person, 'read', entities.cohorts)) throw forbidden();
  for (const name of ['clinic', 'doctor', 'cohort', 'by'] as const) {
    if (asked[name] !== undefined && !definition.parameters.includes(name))
      throw invalid([name], 'This report cannot be narrowed or divided by this.');
  }
  const by = asked.by ?? definition.by[0]?.value ?? '';
  if (asked.by !== undefined && !definition.by.some(({ value }) => value === by))
    throw invalid(['by'], `One of: ${definition.by.map(({ value }) => value).join(', ')}.`);
  await requireThere(records, 'clinic', 'clinics', asked.clinic);
  await requireThere(records, 'doctor', 'doctors', asked.doctor);
  const { clinic, doctor } = asked;
  return {
    ...{ report: asked.report, by, timeZone, ...periodOf(asked, definition, today) },
    ...(clinic === undefined ? {} : { clinic }),
    ...(doctor === undefined ? {} : { doctor }),
  };
}

function periodOf({ from, to }: AskedReport, { parameters }: ReportDefinition, today: string) {
  if (!parameters.includes('period')) {
    if (from !== undefined)
      throw invalid(['from'], 'This report is about one day: leave out where it begins.');
    return { from: to ?? today, to: to ?? today };
  }
  if (from === undefined) throw invalid(['from'], 'Fill this in');
  if (to === undefined) throw invalid(['to'], 'Fill this in');
  if (from > to) throw invalid(['to'], 'The end is before the beginning.');
  if (addDays(from, longestPeriod) < to) throw invalid(['from'], 'A period of at most twenty years.');
  return { from, to };
}

async function requireThere(
  records: Pick<Records, 'get'>,
  path: 'clinic' | 'doctor',
  target: EntityName,
  id: string | undefined,
): Promise<void> {
  if (id === undefined) return;
  // A removed doctor has had visits, so they may be asked about.
  if (await records.get(entities[target], id)) return;
  throw invalid([path], `There is no such ${path}. Choose one from the list.`);
}

/** The criteria of a cohort that is saved or given; INVALID below `path` when nobody can be looked up by them. */
export async function criteriaOf(
  cohort: string | CohortDefinition,
  path: readonly (string | number)[],
  records: Pick<Records, 'get'>,
): Promise<CohortDefinition> {
  if (typeof cohort === 'string') {
    const saved = await records.get(entities.cohorts, cohort);
    if (!saved || saved.deletedAt) throw invalid(path, 'There is no such cohort. It may have been removed.');
    // What was saved was checked then; its fields are those of the entity.
    return saved as CohortDefinition;
  }
  const issues: Issue[] = cohortIssues(cohort).map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
  if (issues.length > 0) throw invalidAt(issues);
  return cohort;
}
