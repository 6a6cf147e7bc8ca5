import { z } from 'zod';
import { longestFileText } from '../rules/readings/file-limits';
import { id, kind, source } from './reading-shapes';

/** What a column of a file holds: a part of a reading, a kind (LOINC), or nothing of use. */
const meaning = z.union([z.enum(['time', 'date', 'clock', 'kind', 'value', 'unit', 'ignore']), kind]);
export type ColumnMeaning = z.infer<typeof meaning>;

/** What the caller knows of a file better than its headers do. Nothing needs to be said that the file says. */
const mapping = z.strictObject({
  /** By the header as it stands in the file. */
  columns: z.record(z.string(), meaning).optional(),
  /** For dates like 03/04/2026, which are refused without it. */
  dateOrder: z.enum(['dmy', 'mdy']).optional(),
  /** For numbers like 7,250, which are refused without it. */
  decimal: z.enum(['.', ',']).optional(),
  /** UCUM by kind, for columns that name no unit; without it the kind's own unit is taken if only one is plausible. */
  units: z.partialRecord(kind, z.string().max(30)).optional(),
});
export type ImportMapping = z.infer<typeof mapping>;

export const file = z.strictObject({
  patient: id,
  format: z.enum(['csv', 'json']),
  /** The text of the file, or the same gzipped in base64. */
  content: z.union([
    z.strictObject({ text: z.string().max(longestFileText, 'Send a file of this size gzipped') }),
    z.strictObject({ gzip: z.string().max(longestFileText, 'Split the file: export a shorter time') }),
  ]),
  mapping: mapping.optional(),
  /** Of which device the file is; without it, that is not known. */
  device: source.optional(),
});

export const report = z.object({
  /** `wide`: a column for each kind. `long`: kind, value and unit in columns. `list`, `fhir`: of JSON. */
  form: z.enum(['wide', 'long', 'list', 'fhir']),
  /** Of CSV: each column with what it was taken for. */
  columns: z.array(z.object({ name: z.string(), means: meaning, unit: z.string().optional() })),
  /** Rows with something in them, without the header. */
  rows: z.number().int(),
  readings: z.number().int(),
  /** The first readings as they would be kept, at most 20. */
  first: z.array(
    z.object({
      row: z.number().int(),
      kind,
      value: z.number(),
      unit: z.string(),
      given: z.object({ value: z.number(), unit: z.string() }).optional(),
      takenAt: z.date(),
    }),
  ),
  /** What has to be put right before anything is kept; the first 200 of `total`. */
  problems: z.object({
    total: z.number().int(),
    shown: z.array(
      z.object({
        /** The line of a CSV file or the place in a list of JSON, from 1. */
        row: z.number().int(),
        column: z.string().optional(),
        message: z.string(),
      }),
    ),
  }),
  /** Kinds of which neither the file nor the caller says the unit, where several are plausible. */
  unitsUnsaid: z.array(kind),
  /** Of a FHIR bundle: what is no reading of a kind that is kept here. Of a CSV file: rows with a time and no value. */
  leftOut: z.number().int(),
  /** Readings that are in the file more than once; they count once. */
  doubled: z.number().int(),
  /** Readings that are in the record already. */
  alreadyThere: z.number().int(),
  differing: z.number().int(),
  /** Wall-clock times that the clinic's clocks skip in spring (taken as the time after), and that come twice in autumn (the first). */
  skippedTimes: z.number().int(),
  doubleTimes: z.number().int(),
  /** The clinic's time zone, when times without one were read in it. */
  timeZone: z.string().optional(),
});
export type ImportReport = z.infer<typeof report>;
