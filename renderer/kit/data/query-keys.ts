import type { ClinicClient, CohortCriteria, ListInput } from '../../../shared/contract';
import type { EntityName } from '../../../shared/entities';

import type { CohortQuestion, FigureQuestion, ReportQuestion } from './report-questions';

/** Days from `from` to `to`, both included, perhaps of one doctor. */
export type WeekInput = { from: string; to: string; doctor?: string };

/** The names under which answers are kept. The first word says what it is; `touches` reads these. */
export const queryKeys = {
  list: (entity: EntityName, input: ListInput) => ['list', entity, input] as const,
  record: (entity: EntityName, id: string) => ['record', entity, id] as const,
  kept: (entity: EntityName, id: string) => ['kept', entity, id] as const,
  chart: (patient: string) => ['chart', patient] as const,
  outline: (patient: string) => ['chart', patient, 'outline'] as const,
  readings: (patient: string, what: 'series' | 'summary' | 'days' | 'list' | 'file', input?: object) =>
    ['readings', patient, what, input] as const,
  home: () => ['home'] as const,
  day: (date: string) => ['day', date] as const,
  week: (input: WeekInput) => ['week', input] as const,
  search: (query: string) => ['search', 'patients', query] as const,
  everything: (input: Parameters<ClinicClient['search']['everything']>[0]) =>
    ['everything', 'records', input] as const,
  /** A picture of a document. */
  preview: (id: string, size: 'small' | 'large') => ['preview', id, size] as const,
  localDatabase: () => ['localDatabase'] as const,
  connections: () => ['connections'] as const,
  copies: () => ['copies'] as const,
  sinceCopied: () => ['copies', 'since'] as const,
  secrets: () => ['secrets'] as const,
  editions: () => ['editions'] as const,
  shippedEditions: () => ['shippedEditions'] as const,
  codes: (system: string, text: string) => ['codes', system, text] as const,
  missingCodes: (codes: readonly object[]) => ['codes', 'missing', codes] as const,
  reports: () => ['report', 'list'] as const,
  report: (question: ReportQuestion | null) => ['report', question?.report, question] as const,
  reportRecords: (question: FigureQuestion | null) => ['report', 'records', question] as const,
  cohortCount: (criteria: CohortCriteria) => ['report', 'count', criteria] as const,
  cohortPeople: (question: CohortQuestion) => ['report', 'people', question] as const,
  reference: (entity: EntityName, text: string) => ['reference', entity, text] as const,
};
