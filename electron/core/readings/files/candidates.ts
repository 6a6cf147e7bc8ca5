import type { ImportMapping } from '../../../../shared/contract';
import type { Column } from './headers';

/** One value of a file that wants to be a reading; `unit` as it is written, without one where the file says none. */
export type Candidate = {
  readonly row: number;
  /** Where each part of it stands, by what it is called in the file. */
  readonly columns: { readonly [part in 'value' | 'unit' | 'takenAt']?: string };
  readonly kind: string;
  readonly value: number;
  readonly unit?: string;
  readonly takenAt: Date;
};

/** Something that has to be put right, at its row (from 1) and, where it is one cell, its column. */
export type FileProblem = { readonly row: number; readonly column?: string; readonly message: string };

/** What was found in a file. */
export type FoundInFile = {
  readonly form: 'wide' | 'long' | 'list' | 'fhir';
  readonly columns: readonly Column[];
  readonly rows: number;
  readonly candidates: readonly Candidate[];
  readonly problems: readonly FileProblem[];
  readonly leftOut: number;
  readonly skippedTimes: number;
  readonly doubleTimes: number;
  /** Wall-clock times were read in the clinic's zone. */
  readonly usedTimeZone: boolean;
};

/** How a file is to be read. */
export type Reading = {
  readonly timeZone: string;
  readonly mapping: ImportMapping;
  /** Of the patient whose readings they are to be. */
  readonly recordNumber?: string;
};
