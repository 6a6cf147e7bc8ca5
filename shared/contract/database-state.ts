import { z } from 'zod';

/** Where the database stands, in words for people. */
export const databaseState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opening'), label: z.string(), step: z.string() }),
  z.object({ kind: z.literal('live'), label: z.string() }),
  z.object({ kind: z.literal('away'), label: z.string(), since: z.date() }),
  z.object({ kind: z.literal('failed'), label: z.string(), message: z.string(), remedy: z.string() }),
]);
export type DatabaseState = z.infer<typeof databaseState>;
