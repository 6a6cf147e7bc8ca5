import { z } from 'zod';
import { appointmentStatuses } from '../entities';
import { searchedKinds } from '../rules/searched-kinds';
import { calendarDate } from '../schema';
import { base } from './base';

const status = z.enum(appointmentStatuses.map((each) => each.value));
const date = calendarDate({ label: 'Date', level: 'identity' }).input;
const kind = z.enum(searchedKinds.map((each) => each.entity));

const found = z.object({
  id: z.string(),
  name: z.string(),
  dateOfBirth: z.string().optional(),
  sex: z.string().optional(),
  recordNumber: z.string().optional(),
  phone: z.string().optional(),
  /** Why it matched, in words: "Name", "Phone ends 0412", "Born 4 Dec", "Record number". */
  reasons: z.array(z.string()),
  /** Next or running appointment of today, if any. */
  today: z.object({ id: z.string(), time: z.string(), status, doctorName: z.string().optional() }).optional(),
});
export type FoundPatient = z.infer<typeof found>;

const fragment = z.object({
  /** What the field is called: "Notes". */
  field: z.string(),
  text: z.string(),
  /** From and up to but not including, in characters of `text`: the beginnings that were looked for. */
  marks: z.array(z.tuple([z.number().int(), z.number().int()])),
});

const hit = z.object({
  id: z.string(),
  title: z.string(),
  /** Whose record it is; absent for what belongs to no patient, and for patients themselves. */
  patient: z.string().optional(),
  patientName: z.string().optional(),
  /** What tells that patient, or the patient that was found, from others of the name, as far as the caller may read it. */
  person: z
    .object({
      dateOfBirth: z.string().optional(),
      sex: z.string().optional(),
      recordNumber: z.string().optional(),
    })
    .optional(),
  /** A calendar date, or a part of one ("2019-04"). */
  date: z.string().optional(),
  /** Why it matched. */
  fragments: z.array(fragment),
});
export type FoundRecord = z.infer<typeof hit>;

const group = z.object({
  kind,
  /** All that match, counted up to `mostCounted`. */
  total: z.number().int(),
  /** True when there are more than were counted. */
  isMore: z.boolean(),
  /** True when too many records have each of the words to look for those that have them all; there are no hits then. */
  isUnfinished: z.boolean(),
  hits: z.array(hit),
});
export type FoundRecords = z.infer<typeof group>;

/** Matches of one kind that are counted and can be paged through; who finds more types another word. */
export const mostCounted = 1_000;

/** Finding people: words of the name, ends of phone numbers, dates of birth, record numbers, in any order. */
export const search = {
  patients: base
    .meta({ access: { kind: 'duty', duty: 'findPatients' } })
    .route({ method: 'GET', path: '/search/patients' })
    .input(
      z.strictObject({
        query: z.string().max(200),
        limit: z.coerce.number().int().min(1).max(50).optional(),
      }),
    )
    .output(z.object({ patients: z.array(found), total: z.number().int() })),
  /**
   * Records of every kind that the caller may read, in which each typed word begins some word. Those that match in more
   * fields and by whole words come first among the hundred newest, and so on. `from` and `to` (both included) leave out
   * kinds without a date, `doctor` those without a doctor. Kinds in which nothing is found are left out.
   */
  everything: base
    .meta({ access: { kind: 'duty', duty: 'findRecords' } })
    .route({ method: 'POST', path: '/search/everything' })
    .input(
      z.strictObject({
        query: z.string().max(200),
        kinds: z.array(kind).min(1).max(searchedKinds.length).optional(),
        from: date.optional(),
        to: date.optional(),
        doctor: z
          .string()
          .regex(/^[0-9a-f]{24}$/)
          .optional(),
        /** Of each kind. */
        limit: z.number().int().min(1).max(50).optional(),
        /** Hits of each kind to leave out: the page before. */
        offset: z.number().int().min(0).max(mostCounted).optional(),
      }),
    )
    .output(
      z.object({
        groups: z.array(group),
        /** Nothing was looked for: one letter alone begins words of half the records. */
        isTooShort: z.boolean(),
      }),
    ),
};
