import { z } from 'zod';
import { readingCodes } from '../schema';
import { longestFileText } from '../rules/readings/file-limits';
import { base } from './base';

const id = z.string().regex(/^[0-9a-f]{24}$/, 'An id has 24 hexadecimal digits');
const kind = z.enum(
  readingCodes.map(({ value }) => value),
  'Choose a kind of reading',
);
const access = (action: 'read' | 'create' | 'remove') => ({ access: { kind: 'readings', action } }) as const;

/** The most readings of one call. */
export const mostRecordedAtOnce = 5_000;
/** The most points of one curve. */
export const mostPoints = 2_000;

/** Which device or file it comes from, in words: "Omron M3". Part of what makes two readings the same. */
const source = z.string().trim().min(1, 'Fill this in').max(100, 'At most 100 characters');
const note = z.string().trim().min(1).max(500, 'At most 500 characters');

const given = z.strictObject({
  /** LOINC; also a code that is kept under another (15074-8 for glucose in mmol/L). */
  kind: z.string().max(20),
  value: z.number(),
  /** UCUM: the kind's own unit or one that it is converted from exactly. */
  unit: z.string().max(30),
  takenAt: z.date(),
});

const recorded = z.object({
  /** New readings. */
  recorded: z.number().int(),
  /** The same patient, kind, source, instant and value was there: nothing was done about them. */
  alreadyThere: z.number().int(),
  /** Of the new ones, those of a kind, source and instant of which another value is there: both are kept. */
  differing: z.number().int(),
});
export type Recorded = z.infer<typeof recorded>;

/** `from` is included, `until` is not. */
const band = z.object({
  from: z.date().optional(),
  until: z.date().optional(),
  low: z.number().optional(),
  high: z.number().optional(),
  /** With `high`: the first value that is above it. */
  over: z.number().optional(),
  /** `default` is a default, not advice; `patient` was set for this patient. */
  origin: z.enum(['default', 'patient']),
});

const point = z.object({
  /** Where the span begins; of a raw reading, when it was taken. */
  at: z.date(),
  min: z.number(),
  max: z.number(),
  mean: z.number(),
  /** The last value of the span. */
  last: z.number(),
  count: z.number().int(),
  /** How many of them were out of the band that held then. */
  outside: z.number().int(),
});
export type ReadingPoint = z.infer<typeof point>;

const curve = z.object({
  kind,
  /** UCUM: the unit of every value and limit here. */
  unit: z.string(),
  /** Length of the spans in milliseconds, counted from 1970 in UTC; 0: every reading is a point. */
  every: z.number().int(),
  /** Readings between `from` and `to`. */
  count: z.number().int(),
  /** In the order of time; spans without a reading are left out. */
  points: z.array(point),
  bands: z.array(band),
  /** The limits have changed: `outside` is still counted with those before, in part at least. A change tells when it is done. */
  isBeingCounted: z.boolean(),
});
export type ReadingCurve = z.infer<typeof curve>;

const latest = z.object({ value: z.number(), takenAt: z.date(), outside: z.boolean() });
const kindSummary = z.object({
  kind,
  unit: z.string(),
  count: z.number().int(),
  first: z.date(),
  last: z.date(),
  latest,
  /** Out of band in the 30 days before now. */
  outsideLately: z.number().int(),
  bands: z.array(band),
  /** The limits have changed: `outsideLately` is still counted with those before, in part at least. */
  isBeingCounted: z.boolean(),
});
export type ReadingSummary = z.infer<typeof kindSummary>;

const row = z.object({
  id: z.string(),
  kind,
  value: z.number(),
  unit: z.string(),
  takenAt: z.date(),
  /** As it came, where that was in another unit. */
  given: z.object({ value: z.number(), unit: z.string() }).optional(),
  /** `entered` by hand, sent by a `device` through the gateway, or read from a `file`. */
  origin: z.enum(['entered', 'device', 'file']),
  /** The device or file, in words. */
  source: z.string().optional(),
  recordedAt: z.date(),
  recordedBy: z.string().optional(),
  note: z.string().optional(),
  outside: z.boolean(),
  /** It was entered in error: it is kept, but counts nowhere. */
  withdrawn: z.object({ at: z.date(), by: z.string().optional(), reason: z.string() }).optional(),
});
export type ReadingRow = z.infer<typeof row>;

const which = { patient: id, kind, id, takenAt: z.date() };

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

const file = z.strictObject({
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

const report = z.object({
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
  /** Of a FHIR bundle: what is no reading of a kind that is kept here. */
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

/**
 * Readings of patients: what is measured over and over. A reading is the same as another when patient, kind, source,
 * instant and value are; sending it again changes nothing, in whatever order. NOT_FOUND for a patient out of reach.
 */
export const readings = {
  /** Keeps readings, all of them or none; unfit ones are refused with INVALID at `readings.N.value` and the like. */
  record: base
    .meta(access('create'))
    .route({ method: 'POST', path: '/readings/record' })
    .input(
      z.strictObject({
        patient: id,
        readings: z.array(given).min(1).max(mostRecordedAtOnce, 'At most 5,000 at once'),
        device: source.optional(),
        note: note.optional(),
      }),
    )
    .output(recorded),
  /** Curves of some kinds with at most so many points each, drawn together in the database. */
  series: base
    .meta(access('read'))
    .route({ method: 'POST', path: '/readings/series' })
    .input(
      z.strictObject({
        patient: id,
        kinds: z.array(kind).min(1).max(readingCodes.length),
        /** Included; `to` is not. */
        from: z.date(),
        to: z.date(),
        points: z.number().int().min(10).max(mostPoints),
      }),
    )
    .output(z.object({ curves: z.array(curve) })),
  /** What there is of a patient: one entry for each kind of which something was read, in the order of the table. */
  summary: base
    .meta(access('read'))
    .route({ method: 'GET', path: '/readings/summary/{patient}' })
    .input(z.strictObject({ patient: id }))
    .output(z.object({ kinds: z.array(kindSummary) })),
  /** Single readings, newest first, withdrawn ones among them. */
  list: base
    .meta(access('read'))
    .route({ method: 'POST', path: '/readings/list' })
    .input(
      z.strictObject({
        patient: id,
        kind,
        from: z.date().optional(),
        to: z.date().optional(),
        page: z.strictObject({
          offset: z.number().int().min(0).max(1_000_000),
          limit: z.number().int().min(1).max(200),
        }),
      }),
    )
    .output(z.object({ rows: z.array(row), total: z.number().int() })),
  /** Takes a reading out that was entered in error: it is kept and shown as such, and counts nowhere. */
  withdraw: base
    .meta(access('remove'))
    .route({ method: 'POST', path: '/readings/withdraw' })
    .input(z.strictObject({ ...which, reason: note }))
    .output(z.object({ row })),
  /** Brings a withdrawn reading back (undo). */
  reinstate: base
    .meta(access('remove'))
    .route({ method: 'POST', path: '/readings/reinstate' })
    .input(z.strictObject(which))
    .output(z.object({ row })),
  /** What `import` would do with a file. Nothing is kept. INVALID at `content` for a file that cannot be read at all. */
  previewImport: base
    .meta(access('create'))
    .route({ method: 'POST', path: '/readings/preview-import' })
    .input(file)
    .output(report),
  /**
   * Keeps the readings of a file, all of them or, when one row has a problem, none: INVALID at `content.ROW.COLUMN`.
   * The same file again changes nothing.
   */
  import: base
    .meta(access('create'))
    .route({ method: 'POST', path: '/readings/import' })
    .input(file)
    .output(report.extend({ recorded: z.number().int() })),
};

/** Devices that send readings by themselves, to `POST /devices/readings` of the loopback host. */
export const gateway = {
  /** A new token for a device, shown this once; the one before it stops working. */
  issueToken: base
    .meta({ access: { kind: 'entity', entity: 'devices', action: 'update' } })
    .route({ method: 'POST', path: '/gateway/issue-token' })
    .input(z.strictObject({ id }))
    .output(z.object({ token: z.string() })),
  /** From now on nothing is taken from this device. */
  revokeToken: base
    .meta({ access: { kind: 'entity', entity: 'devices', action: 'update' } })
    .route({ method: 'POST', path: '/gateway/revoke-token' })
    .input(z.strictObject({ id }))
    .output(z.object({})),
  /**
   * What a device sends; only who shows a device's token may, which no page or program with a sign-in does. A reading
   * names its patient by record number where the device is one for all patients. All of them are kept or none.
   */
  deliver: base
    .meta({ access: { kind: 'device' } })
    .route({ method: 'POST', path: '/devices/readings' })
    .input(
      z.strictObject({
        readings: z
          .array(given.extend({ recordNumber: z.string().max(40).optional() }))
          .min(1)
          .max(mostRecordedAtOnce, 'At most 5,000 at once'),
      }),
    )
    .output(recorded),
};
