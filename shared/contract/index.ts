import type { ContractRouterClient } from '@orpc/contract';
import type { Entities } from '../entities';
import { entities } from '../entities';
import type { EntityDefinition } from '../schema';
import { chart, homePage, schedule } from './clinic-day';
import { codes } from './codes';
import { connections } from './connections';
import { copies } from './copies';
import { crudContract, readContract } from './crud';
import { events } from './events';
import { files } from './files';
import { gateway } from './gateway';
import { legacy } from './legacy';
import { localDatabase } from './local-database';
import { medicines } from './medicines';
import { reports } from './reports';
import { readings } from './readings';
import { search } from './search';
import { secrets } from './secrets';
import { accounts, session } from './session';
import { visits } from './visits';

/** The CRUD half of the contract, from a table of entities. */
type CrudContracts<T extends Readonly<Record<string, EntityDefinition>>> = {
  [K in keyof T]: T[K] extends { readonly readOnly?: true }
    ? ReturnType<typeof readContract<T[K]>>
    : ReturnType<typeof crudContract<T[K]>>;
};

/** Derives `list get create update remove restore` for every entity of a table. */
export function entityContracts<T extends Readonly<Record<string, EntityDefinition>>>(
  table: T,
): CrudContracts<T> {
  const contracts = Object.entries(table).map(([name, entity]) => [
    name,
    entity.readOnly ? readContract(entity) : crudContract(entity),
  ]);
  // CrudContracts is the mapped type of exactly this construction.
  return Object.fromEntries(contracts) as unknown as CrudContracts<T>;
}

/** Everything beyond CRUD. */
export const procedures = {
  session,
  accounts,
  connections,
  secrets,
  copies,
  localDatabase,
  schedule,
  home: homePage,
  chart,
  search,
  codes,
  medicines,
  visits,
  reports,
  readings,
  gateway,
  files,
  legacy,
  events,
};

/** The whole contract between any caller and Clinic Desk. Names are fixed: outside programs rely on them. */
export const contract = { ...entityContracts<Entities>(entities), ...procedures };
export type Contract = typeof contract;

/** A client of the contract, over whatever carrier. */
export type ClinicClient = ContractRouterClient<Contract>;

export type { Access, ProcedureMeta } from './base';
export {
  type Chart,
  type ChartOutline,
  type ClinicDay,
  type DayCount,
  type Home,
  outlineFields,
  type PatientInBrief,
} from './clinic-day';
export type { CheckedCodes, CodeEdition } from './code-editions';
export type { FoundCode, FoundCodes, ShippedEdition } from './codes';
export type {
  ConnectionOutcome,
  CopiedTo,
  GivenSecrets,
  ReturnedFrom,
  SavedConnection,
  ServerFound,
} from './connections';
export type { ComparedCollection, CopyCheck, CopyRun, CopyStage, SinceCopied } from './copies';
export { type Condition, largestPage, type ListInput, type One, type Page, type Updated } from './crud';
export type { DatabaseState } from './database-state';
export { type Conflict, conflictSchema, type ErrorCode, errors, type Issue } from './errors';
export type { ClinicEvent } from './events';
export type { Uploaded } from './files';
export type { AdoptionProgress, AdoptionSummary, KeptItem, LegacyInspection, ReviewItem } from './legacy';
export type { DatabaseFileCopy, LocalDatabaseStatus } from './local-database';
export type { CheckedAgainst } from './medicines';
export type {
  CohortCriteria,
  CohortPerson,
  OfferedReport,
  ReportColumn,
  ReportRecord,
  ReportRow,
  ReportTable,
} from './reports';
export type { ColumnMeaning, ImportMapping, ImportReport } from './reading-files';
export type { Recorded } from './reading-shapes';
export {
  mostDaysAtOnce,
  type ReadingCurve,
  type ReadingDay,
  type ReadingPoint,
  type ReadingRow,
  type ReadingSummary,
  type WithdrawnKind,
} from './readings';
export { type FoundPatient, type FoundRecord, type FoundRecords, mostCounted } from './search';
export type { SecretsOutcome, SecretsStatus } from './secrets';
export type { BroughtIn, SessionState, SignedIn } from './session';
