import { z } from 'zod';
import { readingCodes } from '../schema';
import { base } from './base';
import { file, report } from './reading-files';
import { given, id, kind, mostRecordedAtOnce, note, recorded, source } from './reading-shapes';

const access = (action: 'read' | 'create' | 'remove') => ({ access: { kind: 'readings', action } }) as const;

/** The most points of one curve. */
export const mostPoints = 2_000;
/** The most days of one call of `days`, with readings or without. */
export const mostDaysAtOnce = 100;

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
const withdrawnKind = z.object({ kind, first: z.date(), last: z.date() });
export type WithdrawnKind = z.infer<typeof withdrawnKind>;

const date = z.iso.date('A day is written as in 2026-11-28');
const day = z.object({
  /** A calendar day of the clinic (of its time zone). */
  date,
  kind,
  count: z.number().int(),
  /** In the kind's own unit. */
  min: z.number(),
  max: z.number(),
  /** All of them together, for kinds that add up (steps). */
  sum: z.number(),
  /** How many were out of the band that held then. */
  outside: z.number().int(),
});
/** The readings of one kind on one day. */
export type ReadingDay = z.infer<typeof day>;

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

/** The readings of one file: when they were kept, and of which device the file was. */
const ofFile = { patient: id, recordedAt: z.date(), device: source.optional() };
const filed = z.object({ count: z.number().int() });

const which = { patient: id, kind, id, takenAt: z.date() };

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
        /** `usual`: those that are plotted until others are chosen, see `rules/readings/groups.ts`. */
        kinds: z.union([z.array(kind).min(1).max(readingCodes.length), z.literal('usual')]),
        /** Included; `to` is not. */
        from: z.date(),
        to: z.date(),
        points: z.number().int().min(10).max(mostPoints),
      }),
    )
    .output(z.object({ curves: z.array(curve) })),
  /**
   * What there is of a patient: one entry for each kind of which something was read, in the order of the table. `withdrawn`:
   * from when to when there are readings that were withdrawn, which count in none of them.
   */
  summary: base
    .meta(access('read'))
    .route({ method: 'GET', path: '/readings/summary/{patient}' })
    .input(z.strictObject({ patient: id }))
    .output(z.object({ kinds: z.array(kindSummary), withdrawn: z.array(withdrawnKind) })),
  /**
   * Days on which something was read, newest first, one entry for each kind in the order of the table; withdrawn readings
   * count nowhere. INVALID at `to` when it lies before `from` or more than `mostDaysAtOnce` days are asked for.
   */
  days: base
    .meta(access('read'))
    .route({ method: 'POST', path: '/readings/days' })
    .input(
      z.strictObject({
        patient: id,
        /** Both are included. */
        from: date,
        to: date,
      }),
    )
    .output(
      z.object({
        days: z.array(day),
        /** Kinds whose limits have changed: `outside` is still counted with those before, in part at least. */
        beingCounted: z.array(kind),
      }),
    ),
  /** Single readings, newest first; withdrawn ones among them, but not where only those out of band are asked for. */
  list: base
    .meta(access('read'))
    .route({ method: 'POST', path: '/readings/list' })
    .input(
      z.strictObject({
        patient: id,
        kind,
        from: z.date().optional(),
        to: z.date().optional(),
        /** `outside`: those out of the band that held then, which withdrawn ones never are. */
        only: z.enum(['outside']).optional(),
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
    .output(report.extend({ recorded: z.number().int(), recordedAt: z.date() })),
  /** How many readings `withdrawFile` would withdraw: of the file, those that count. */
  countFile: base
    .meta(access('read'))
    .route({ method: 'POST', path: '/readings/count-file' })
    .input(z.strictObject(ofFile))
    .output(filed),
  /**
   * Takes back a file that was brought in: withdraws all readings that were kept with it and count still. `withdrawnAt` is
   * what brings them back. Broken off, some of them may be withdrawn. Asked again with the same `withdrawal`, an id that the
   * caller makes, the others are too, and the answer is that of all of them; 0 where none counted to begin with.
   */
  withdrawFile: base
    .meta(access('remove'))
    .route({ method: 'POST', path: '/readings/withdraw-file' })
    .input(z.strictObject({ ...ofFile, reason: note, withdrawal: id }))
    .output(filed.extend({ withdrawnAt: z.date() })),
  /** Brings back what of a file was withdrawn at one time: all of it, but not what was withdrawn by itself (undo). */
  reinstateFile: base
    .meta(access('remove'))
    .route({ method: 'POST', path: '/readings/reinstate-file' })
    .input(z.strictObject({ ...ofFile, withdrawnAt: z.date() }))
    .output(filed),
};
