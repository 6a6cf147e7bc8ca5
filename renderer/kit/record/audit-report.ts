import type { AuditEntry } from '../../../shared/entities';
import {
  type ReportDefinition,
  type ReportName,
  reportCatalogue,
} from '../../../shared/rules/reports/catalogue';

type Entry = Partial<Pick<AuditEntry, 'entity' | 'record' | 'reason'>>;

/** What an entry of reports is about, as far as the core has noted it. */
export type AuditedReport =
  | {
      readonly kind: 'report';
      readonly name: ReportName;
      readonly definition: ReportDefinition;
      readonly asked?: { readonly from: string; readonly to: string; readonly by?: string };
      /** Whose records were looked at: "Did not come, Dr Asha Rao". */
      readonly figure?: string;
    }
  | { readonly kind: 'cohort'; readonly saved?: { readonly name: string; readonly id: string } };

const day = '\\d{4}-\\d\\d-\\d\\d';
/** "2026-01-01 to 2026-01-31, by doctor, figure "Did not come": 3 records" */
const ofReport = new RegExp(`^(${day}) to (${day})(?:, by (\\w+))?(?:, figure "(.*)")?: \\d`);
/** "cohort "Sugar" (64af…), 2026-06-30: 2 patients, Diagnosis E11" */
const ofSavedCohort = new RegExp(`^cohort "(.*?)" \\(([0-9a-f]{24})\\), ${day}: `);

const isReport = (name: string): name is ReportName => Object.hasOwn(reportCatalogue, name);

/** Which report or cohort an entry is about; undefined for entries of something else, and where nothing was noted of it. */
export function auditedReport({ entity, record, reason = '' }: Entry): AuditedReport | undefined {
  if (entity !== 'reports' || !record) return undefined;
  if (record === 'cohort') {
    const [, name, id] = ofSavedCohort.exec(reason) ?? [];
    return { kind: 'cohort', ...(name !== undefined && id !== undefined && { saved: { name, id } }) };
  }
  if (!isReport(record)) return undefined;
  const [, from, to, by, figure] = ofReport.exec(reason) ?? [];
  return {
    ...{ kind: 'report', name: record, definition: reportCatalogue[record] },
    ...(from !== undefined && to !== undefined && { asked: { from, to, ...(by !== undefined && { by }) } }),
    ...(figure !== undefined && { figure }),
  };
}

const ofReports: Readonly<Record<string, (title: string, figure: string | undefined) => string>> = {
  run: (title) => `ran the report “${title}”`,
  list: (title, figure) =>
    `looked at the records behind ${figure ? `“${figure}”` : 'a figure'} of “${title}”`,
  export: (title) => `exported the report “${title}”`,
};
const ofCohorts: Readonly<Record<string, (what: string) => string>> = {
  run: (what) => `counted ${what}`,
  list: (what) => `looked at the people of ${what}`,
  export: (what) => `exported the people of ${what}`,
};

/** "ran the report “Visits per week”", "looked at the people of the cohort “Sugar”"; undefined where it cannot be named. */
export function auditedReportWords(entry: Entry & Pick<AuditEntry, 'action'>): string | undefined {
  const about = auditedReport(entry);
  const { action = '' } = entry;
  if (about?.kind === 'cohort')
    return ofCohorts[action]?.(about.saved ? `the cohort “${about.saved.name}”` : 'a cohort');
  return about && ofReports[action]?.(about.definition.title, about.figure);
}

/** The page of the report, as it was asked for, or of the cohort; undefined for a cohort that is not saved. */
export function auditedReportPage(about: AuditedReport): string | undefined {
  if (about.kind === 'cohort') return about.saved && `/cohorts/${about.saved.id}`;
  const { name, definition, asked } = about;
  if (!asked) return `/reports/${name}`;
  const { from, to, by } = asked;
  const when: Record<string, string> = definition.parameters.includes('period') ? { from, to } : { on: to };
  return `/reports/${name}?${new URLSearchParams({ ...when, ...(by !== undefined && { by }) })}`;
}
