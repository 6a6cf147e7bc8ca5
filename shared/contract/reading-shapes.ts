import { z } from 'zod';
import { readingCodes } from '../schema';

export const id = z.string().regex(/^[0-9a-f]{24}$/, 'An id has 24 hexadecimal digits');
export const kind = z.enum(
  readingCodes.map(({ value }) => value),
  'Choose a kind of reading',
);
/** The most readings of one call. */
export const mostRecordedAtOnce = 5_000;
/** Which device or file it comes from, in words: "Omron M3". Part of what makes two readings the same. */
export const source = z.string().trim().min(1, 'Fill this in').max(100, 'At most 100 characters');
export const note = z.string().trim().min(1).max(500, 'At most 500 characters');

export const given = z.strictObject({
  /** LOINC; also a code that is kept under another (15074-8 for glucose in mmol/L). */
  kind: z.string().max(20),
  value: z.number(),
  /** UCUM: the kind's own unit or one that it is converted from exactly. */
  unit: z.string().max(30),
  takenAt: z.date(),
});

export const recorded = z.object({
  /** New readings. */
  recorded: z.number().int(),
  /** The same patient, kind, source, instant and value was there: nothing was done about them. */
  alreadyThere: z.number().int(),
  /** Of the new ones, those of a kind, source and instant of which another value is there: both are kept. */
  differing: z.number().int(),
});
export type Recorded = z.infer<typeof recorded>;
