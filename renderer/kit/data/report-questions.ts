import type { ClinicClient } from '../../../shared/contract';

type Reports = ClinicClient['reports'];
/** A report with what it is narrowed by. */
export type ReportQuestion = Parameters<Reports['run']>[0];
/** Which figure: a row and a column of its table, either of them alone, or neither. */
export type FigureQuestion = Parameters<Reports['records']>[0];
/** Which patients: those of a saved cohort, or of criteria. */
export type CohortQuestion = Parameters<Reports['cohort']>[0];
