import type { ReportName } from '../../../shared/rules/reports/catalogue';
import type { StoredRecord } from './records';

/** What is asked of the records, checked and complete. Days are those of the clinic, both ends included. */
export type ReportQuestion = {
  readonly report: ReportName;
  /** One of the report's divisions; empty where it has none. */
  readonly by: string;
  /** For a report of one day, the day is `to`. */
  readonly from: string;
  readonly to: string;
  readonly clinic?: string;
  readonly doctor?: string;
  /** Only records of these patients. */
  readonly patients?: ReadonlySet<string>;
  /** For hours of instants. */
  readonly timeZone: string;
};

/** Records that fall into one row and one column, counted together. An empty key: what is divided by is not known. */
export type ReportGroup = {
  readonly row: string;
  readonly column: string;
  /** As written in the records, where the keys are no words. */
  readonly rowLabel?: string;
  readonly columnLabel?: string;
  readonly count: number;
  /** Different people among them. */
  readonly people: number;
  /** How many of them have something further (`missed`, `warned`), or its sum. */
  readonly measures: Readonly<Record<string, number>>;
};

/** Why a record of the period is not counted. */
export type LeftOut = 'dateless' | 'amendment' | 'open' | 'untimed' | 'forgotten' | 'unborn';

export type ReportGroups = {
  readonly groups: readonly ReportGroup[];
  /** Records of the period that are not counted, by the reason. */
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>;
  /** Different people in all groups together. */
  readonly people: number;
};

/** How often each value was measured, by row. */
export type Histogram = { readonly row: string; readonly value: number; readonly count: number };

/** Which of the counted records: those of some rows, of some columns, that have a measure; all where absent. */
export type FactSelection = {
  readonly rows?: readonly string[];
  readonly columns?: readonly string[];
  readonly measure?: string;
};

/** One counted record. One that counts twice is there twice. */
export type Fact = {
  readonly id: string;
  readonly patient?: string;
  readonly doctor?: string;
  readonly date?: string;
  readonly time?: string;
  readonly row: string;
  readonly column: string;
  /** What else the report knows of it, by name. */
  readonly values: Readonly<Record<string, string | number | boolean>>;
};

export type Page = { readonly offset: number; readonly limit: number };

/** One condition that patients meet or not; each is looked up by itself. */
export type CohortQuestion =
  | { readonly kind: 'age'; readonly from?: number; readonly to?: number; readonly on: string }
  | { readonly kind: 'sex'; readonly of: readonly string[] }
  | {
      readonly kind: 'diagnosis';
      /** Beginning of an ICD-10 code, upper case. */
      readonly code: string;
      readonly where: 'either' | 'problems' | 'visits';
      readonly isActive: boolean;
      readonly period: OpenPeriod;
    }
  | {
      readonly kind: 'medication';
      /** Keys of `medicineNames`. */
      readonly names: readonly string[];
      /** The day on which it is taken; absent: whenever. */
      readonly currentOn?: string;
      readonly period: OpenPeriod;
    }
  | {
      readonly kind: 'visits';
      readonly times: number;
      readonly period: OpenPeriod;
    }
  | {
      readonly kind: 'reading';
      /** LOINC, of the kinds of `readingCodes`. */
      readonly code: string;
      readonly comparison: 'over' | 'atLeast' | 'under' | 'atMost';
      readonly value: number;
      readonly times: number;
      /** Taken from then on (`since`, included) and before then; to the quarter of an hour. */
      readonly since?: Date;
      readonly until?: Date;
    }
  | { readonly kind: 'doctors'; readonly of: readonly string[] }
  | { readonly kind: 'clinics'; readonly of: readonly string[] };

/** Days, both included; without an end, open to that side. */
export type OpenPeriod = { readonly from?: string; readonly to?: string };

/** Reading at one moment: everything that is asked is answered as it was then. Removed records are never counted. */
export interface ReportReading {
  /** The moment; of the first answer, so ask something before. */
  asOf(): Date;
  /** False on a server that cannot hold a moment still: what others write meanwhile may be counted in one figure and not in another. */
  isOneMoment(): boolean;
  /** With `isOnlyCounts`, what takes longest is left out: `people` is 0 and nobody looks for what has no date. */
  groups(question: ReportQuestion, asked?: { isOnlyCounts: boolean }): Promise<ReportGroups>;
  /** Of a report that measures something in minutes: how often each, in tenths. */
  histogram(question: ReportQuestion): Promise<Histogram[]>;
  /** Newest first. */
  facts(question: ReportQuestion, selection: FactSelection, page: Page): Promise<Fact[]>;
  /** Every patient who is neither removed nor merged into another. */
  everyone(): Promise<ReadonlySet<string>>;
  /** Patients who meet it, as those they were merged into; removed ones may be among them. */
  patientsWith(question: CohortQuestion): Promise<ReadonlySet<string>>;
  /** Medicines as they are written in prescriptions, each once. */
  medicineNames(): Promise<{ key: string; name: string; code?: string }[]>;
  /** Patients in the order of their list. */
  patients(ids: ReadonlySet<string>, page: Page): Promise<StoredRecord[]>;
  /** Fields of these patients, in no order. */
  patientsBy(ids: readonly string[], fields: readonly string[]): Promise<StoredRecord[]>;
}

/** Figures over all records. Rejects with `TooSlow` when reading takes too long, `Unavailable` when the database is away. */
export interface ReportSource {
  /** Reads at one moment; may be run again from the start when the server let the moment go. */
  atOneMoment<T>(work: (reading: ReportReading) => Promise<T>): Promise<T>;
  /**
   * Pseudonyms of ids, in their order: the same for the same id of this database, and without it nobody can tell whose
   * they are. `kind` keeps those of different kinds of records apart.
   */
  pseudonyms(kind: string, ids: readonly string[]): Promise<string[]>;
}
