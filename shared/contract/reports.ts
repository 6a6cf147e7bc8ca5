import { z } from 'zod';
import { entities } from '../entities';
import { type ReportName, reportNames } from '../rules/reports/catalogue';
import { base } from './base';

const id = z.string().regex(/^[0-9a-f]{24}$/, 'An id has 24 hexadecimal digits');
const date = entities.appointments.fields.date.input;

const { fields } = entities.cohorts;
/** What a cohort is made of, without its name: the fields of the entity, each optional. */
export const cohortCriteria = z.strictObject({
  match: fields.match.input.nullish(),
  ages: fields.ages.input.nullish(),
  sexes: fields.sexes.input.nullish(),
  diagnoses: fields.diagnoses.input.nullish(),
  medications: fields.medications.input.nullish(),
  readings: fields.readings.input.nullish(),
  visits: fields.visits.input.nullish(),
  doctors: fields.doctors.input.nullish(),
  notDoctors: fields.notDoctors.input.nullish(),
  clinics: fields.clinics.input.nullish(),
  notClinics: fields.notClinics.input.nullish(),
});
export type CohortCriteria = z.infer<typeof cohortCriteria>;

/** A saved cohort by its id, or its criteria. */
const cohort = z.union([id, cohortCriteria]);

const report = z.enum(reportNames);
/**
 * What is asked. `from` and `to` (both included) are days at the clinic: both needed by reports with the parameter
 * `period`; with `on`, `to` is the day and today where absent. Others as in the report's `parameters`; INVALID at one
 * that the report does not take. `by`: one of the report's divisions, the first where absent.
 */
const question = {
  report,
  from: date.optional(),
  to: date.optional(),
  clinic: id.optional(),
  doctor: id.optional(),
  cohort: cohort.optional(),
  by: z.string().max(40).optional(),
};

const chart = z.enum(['bar', 'line', 'stacked', 'pyramid', 'table']);
const offered = z.object({
  id: report,
  title: z.string(),
  description: z.string(),
  parameters: z.array(z.enum(['period', 'on', 'clinic', 'doctor', 'cohort', 'by'])),
  /** Ways to divide it; empty where there is only one. */
  by: z.array(z.object({ value: z.string(), label: z.string() })),
  chart,
});
export type OfferedReport = z.infer<typeof offered>;

/** `share` is from 0 to 1; `count` is whole records; `date` YYYY-MM-DD; `minutes` and `number` may have decimals. */
const column = z.object({
  name: z.string(),
  label: z.string(),
  type: z.enum(['text', 'code', 'date', 'count', 'share', 'minutes', 'number']),
  unit: z.string().optional(),
  /**
   * The column to hand to `reports.records` for the records behind a figure of this one: itself for a count, for a rate
   * or a median the count that it is made from. Absent where nothing is behind it.
   */
  records: z.string().optional(),
});
export type ReportColumn = z.infer<typeof column>;

const cells = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
const row = z.object({
  /** For `reports.records`. */
  key: z.string(),
  /** Values by the names of the columns; null where there is none (a rate of nothing). */
  cells,
});
export type ReportRow = z.infer<typeof row>;

const table = z.object({
  title: z.string(),
  columns: z.array(column),
  rows: z.array(row),
  /** The figures of all rows together, of the same snapshot. Absent where there is nothing to add up. */
  totals: cells.optional(),
  /** How it is best drawn: `x` and `series` are names of columns. */
  chart: z.object({ kind: chart, x: z.string(), series: z.array(z.string()) }),
  /** The moment of the snapshot: everything in the answer is as it was then. */
  asOf: z.date(),
  /** How many records were counted. */
  of: z.number().int(),
  /** What is left out and why, and what else a reader must know; sentences. */
  notes: z.array(z.string()),
});
export type ReportTable = z.infer<typeof table>;

const page = z
  .strictObject({
    offset: z.number().int().min(0).max(10_000_000),
    limit: z.number().int().min(1).max(200),
  })
  .optional();

const record = z.object({
  /** The kind of record, as its list and page are called. */
  entity: z.enum(['appointments', 'healthlogs', 'prescriptions', 'symptomjournals', 'patients', 'readings']),
  id: z.string(),
  title: z.string(),
  patient: z.string().optional(),
  patientName: z.string().optional(),
  doctorName: z.string().optional(),
  date: z.string().optional(),
  time: z.string().optional(),
  /** What puts it into the cell: the code, the minutes waited. */
  detail: z.string().optional(),
  /** Of a day (in UTC) with readings: what was measured, LOINC. */
  kind: z.string().optional(),
});
export type ReportRecord = z.infer<typeof record>;

const person = z.object({
  id: z.string(),
  name: z.string(),
  recordNumber: z.string().optional(),
  dateOfBirth: z.string().optional(),
  /** On the day the cohort was looked at. */
  age: z.number().int().optional(),
  sex: z.string().optional(),
});
export type CohortPerson = z.infer<typeof person>;

const files = z.object({
  files: z.array(z.object({ filename: z.string(), contentType: z.string(), text: z.string() })),
  asOf: z.date(),
});

const run = { access: { kind: 'duty', duty: 'runReports' } } as const;
const readCohorts = { access: { kind: 'entity', entity: 'cohorts', action: 'read' } } as const;

/**
 * Figures over the records of everybody. All figures of one answer are of one snapshot of the database. Who may not read
 * a field that a report counts may not run it: FORBIDDEN, and it is not in the list. Every run and export is audited.
 * INVALID when it takes too long: ask for a shorter period.
 */
export const reports = {
  /** The reports that the caller may run. */
  list: base
    .meta(run)
    .route({ method: 'GET', path: '/reports' })
    .output(z.object({ reports: z.array(offered) })),
  run: base
    .meta(run)
    .route({ method: 'POST', path: '/reports/run' })
    .input(z.strictObject(question))
    .output(table),
  /**
   * The records behind one figure: of a row and a column (`records` of the column), of a whole row, of a whole column, or
   * of everything. There are as many as the figure says, unless something was changed since `asOf`; a record that counts
   * twice in it (two diagnoses of one chapter) is there twice. Newest first.
   */
  records: base
    .meta(run)
    .route({ method: 'POST', path: '/reports/records' })
    .input(
      z.strictObject({
        ...question,
        row: z.string().max(400).optional(),
        column: z.string().max(400).optional(),
        page,
      }),
    )
    .output(z.object({ rows: z.array(record), total: z.number().int(), asOf: z.date() })),
  /**
   * Files of a report, UTF-8. `csv`: the table as `run` shows it. `tidy`: one row for each observation, for R and Python,
   * with a data dictionary and a README; patients and doctors bear pseudonyms.
   */
  export: base
    .meta(run)
    .route({ method: 'POST', path: '/reports/export' })
    .input(z.strictObject({ ...question, form: z.enum(['csv', 'tidy']) }))
    .output(files),
  /** How many patients meet the criteria, and each criterion alone (with its `isNot`). `on`: today where absent. */
  countCohort: base
    .meta(readCohorts)
    .route({ method: 'POST', path: '/reports/cohort/count' })
    .input(z.strictObject({ criteria: cohortCriteria, on: date.optional() }))
    .output(
      z.object({
        count: z.number().int(),
        /** All patients: neither removed nor merged into another. */
        of: z.number().int(),
        criteria: z.array(
          z.object({
            /** Where it stands in the criteria: `["ages", 0]`, `["sexes"]`. */
            path: z.array(z.union([z.string(), z.number()])),
            /** In words. */
            label: z.string(),
            count: z.number().int(),
          }),
        ),
        asOf: z.date(),
        notes: z.array(z.string()),
      }),
    ),
  /** The patients of a cohort, by name. */
  cohort: base
    .meta(readCohorts)
    .route({ method: 'POST', path: '/reports/cohort' })
    .input(z.strictObject({ cohort, on: date.optional(), page }))
    .output(z.object({ rows: z.array(person), total: z.number().int(), asOf: z.date() })),
  /**
   * The patients of a cohort as CSV, UTF-8, by name, with what `cohort` tells of each; at most 100,000. FORBIDDEN without the
   * duty `runReports`, too.
   */
  exportCohort: base
    .meta(readCohorts)
    .route({ method: 'POST', path: '/reports/cohort/export' })
    .input(z.strictObject({ cohort, on: date.optional() }))
    .output(files),
};

export type { ReportName };
