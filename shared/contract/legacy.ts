import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { base } from './base';
import { anyId } from './crud';

const adopt = { access: { kind: 'duty', duty: 'adoptDatabase' } } as const;

const recordId = z.string().regex(/^[0-9a-f]{24}$/, 'An id has 24 hexadecimal digits');

const collectionReport = z.object({
  collection: z.string(),
  /** Documents in it. */
  documents: z.number().int(),
  /** Of these, documents that still have the form of the older system. */
  toAdopt: z.number().int(),
  /** What would change, in words with a count: "phone: number becomes text" → 12. */
  changes: z.array(z.object({ what: z.string(), count: z.number().int() })),
  /** Up to three documents as they are and as they would be; values are texts for showing. */
  samples: z.array(
    z.object({
      id: z.string(),
      before: z.record(z.string(), z.string()),
      after: z.record(z.string(), z.string()),
    }),
  ),
});

const summary = z.object({
  begunAt: z.date(),
  endedAt: z.date(),
  /** Who began it; absent for the command line. */
  by: z.string().optional(),
  /** Where the plain copy was written before anything changed. */
  backupFolder: z.string(),
  /** Documents of the older system before, and how many of them are in today's form. */
  collections: z.array(
    z.object({ collection: z.string(), before: z.number().int(), adopted: z.number().int() }),
  ),
  patientsMade: z.number().int(),
});
/** What an adoption that has ended brought in. */
export type AdoptionSummary = z.infer<typeof summary>;

const inspection = z.object({
  /** True when the database holds anything of the published system that is not yet adopted. */
  isLegacy: z.boolean(),
  collections: z.array(collectionReport),
  /** Patients that would be made of the older system's users. */
  patientsToMake: z.number().int(),
  /** Items that would wait for a person's decision. */
  toReview: z.number().int(),
  /** The newest adoption that has ended; absent when nothing was ever adopted. */
  last: summary.optional(),
});
export type LegacyInspection = z.infer<typeof inspection>;

const progress = z.object({
  /** One short sentence: what is being done now. */
  step: z.string(),
  done: z.number().int(),
  total: z.number().int(),
  /** Set on the last message only. */
  result: z
    .object({
      adopted: z.record(z.string(), z.number().int()),
      patientsMade: z.number().int(),
      toReview: z.number().int(),
      /** Where the plain copy was written before anything changed. */
      backupFolder: z.string(),
    })
    .optional(),
});
export type AdoptionProgress = z.infer<typeof progress>;

const kind = z.enum([
  'unreadableValue',
  'unknownField',
  'ambiguousName',
  'unknownName',
  'danglingReference',
  'unassigned',
  'clash',
  'duplicate',
  'other',
]);

/** It holds the name of a field of the older system, which may be long. */
const itemId = z.string().max(2_000);

const reviewItem = z.object({
  id: z.string(),
  entity: z.string(),
  record: z.string(),
  /** What people call the record, as far as the caller may read it. */
  title: z.string().optional(),
  field: z.string().optional(),
  kind,
  /** What is the matter and what to do, one or two sentences. */
  message: z.string(),
  /** The value as it was, as text; absent when the caller may not read that field. */
  value: z.string().optional(),
  /** True when there is such a value, in a field that the caller may not read and others may. */
  hasHiddenValue: z.boolean(),
  /** Whom or what a name may mean, where it may mean several. */
  candidates: z
    .array(z.object({ id: z.string(), title: z.string(), detail: z.string().optional() }))
    .optional(),
  settled: z.boolean(),
  /** True when it is settled by a link that `decide` can take back. */
  isLinked: z.boolean(),
});
export type ReviewItem = z.infer<typeof reviewItem>;

const keptItem = z.object({
  id: z.string(),
  /** Of the record today, or of the older system where there is no such field any more. */
  field: z.string().optional(),
  /** What people call that field; the kind of record for what is about all of it. */
  label: z.string(),
  /** What is the matter and what to do, or that the field was changed since. */
  message: z.string(),
  /** The value as it was, whole, as text; absent when there is none, or none that the caller may read. */
  value: z.string().optional(),
});
/** Something of one record that an adoption could not take over as it was. */
export type KeptItem = z.infer<typeof keptItem>;

/** How many items of one sort there are. */
const reviewCount = z.object({ kind, entity: z.string(), settled: z.boolean(), count: z.number().int() });

/** Bringing in a database of the published system. Nothing is lost: what cannot be converted is kept under `legacy` and listed. */
export const legacy = {
  /** Counts what is there and what would change. Changes nothing. */
  inspect: base.meta(adopt).route({ method: 'GET', path: '/legacy/inspect' }).output(inspection),
  /** Copies the database into the backup folder, then adopts it in place; may be broken off and started again. */
  adopt: base.meta(adopt).route({ method: 'POST', path: '/legacy/adopt' }).output(eventIterator(progress)),
  /**
   * What waits for a person's decision, in the order of ids: those behind the item `after`, `limit` of them. `total`
   * is how many there are without the page, `counts` how many of each sort there are at all.
   */
  review: base
    .meta(adopt)
    .route({ method: 'POST', path: '/legacy/review' })
    .input(
      z.strictObject({
        settled: z.boolean().optional(),
        kind: kind.optional(),
        entity: z.string().max(100).optional(),
        after: itemId.optional(),
        limit: z.number().int().min(1).max(200).optional(),
      }),
    )
    .output(z.object({ items: z.array(reviewItem), total: z.number().int(), counts: z.array(reviewCount) })),
  /**
   * What an adoption could not take over of one record, for whoever may read that record; NOT_FOUND for others, as of the
   * record itself. Old values that the caller may read are given for good, settled or not: whoever settles an item may
   * not have been able to read it, and what stood in a record belongs to it. An item without one is given until it is
   * settled or its field was changed: after that it would ask for what is done.
   */
  kept: base
    .meta({ access: { kind: 'signedIn' } })
    .route({ method: 'GET', path: '/legacy/kept/{entity}/{id}' })
    .input(z.strictObject({ entity: z.string().max(100), id: anyId }))
    .output(z.object({ items: z.array(keptItem) })),
  /**
   * Links the record of an item to another, as its form would, and settles the item; `to: null` takes that back.
   * CONFLICT when the time of an appointment is taken, when the record was changed since it was linked, or when there is
   * a link already or none to take back.
   */
  decide: base
    .meta(adopt)
    .route({ method: 'POST', path: '/legacy/decide' })
    .input(z.strictObject({ id: itemId, to: recordId.nullable() }))
    .output(z.object({})),
  /** Marks an item as settled, or open again. CONFLICT for one that is settled by a link: `decide` takes that back. */
  settle: base
    .meta(adopt)
    .route({ method: 'POST', path: '/legacy/settle' })
    .input(z.strictObject({ id: itemId, settled: z.boolean() }))
    .output(z.object({})),
};
