import { z } from 'zod';

/**
 * Why nothing can be saved. `paused`: for some minutes, while it is compared with a copy; `moved`: the clinic went to the
 * connection of this name. Reading goes on.
 */
const saving = z.object({
  kind: z.enum(['paused', 'moved']),
  to: z.string(),
  by: z.string().optional(),
  since: z.date(),
});

/** Little room on the disk of the database; `full`: soon nothing can be saved any more. Absent while there is enough. */
const room = z.object({ freeBytes: z.number(), space: z.enum(['enough', 'low', 'full']) });

/** Where the database stands, in words for people. */
export const databaseState = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('opening'),
    label: z.string(),
    step: z.string(),
    /** Its files are being copied while it stands still; it is opened again afterwards. */
    isBeingCopied: z.literal(true).optional(),
  }),
  z.object({
    kind: z.literal('live'),
    label: z.string(),
    saving: saving.optional(),
    room: room.optional(),
    /** The server is no replica set: what is more than one document is refused with NEEDS_REPLICA_SET. */
    standsAlone: z.literal(true).optional(),
  }),
  z.object({ kind: z.literal('away'), label: z.string(), since: z.date() }),
  z.object({
    kind: z.literal('failed'),
    label: z.string(),
    /** One of `StartFailureReason`; for programs, people read the words. */
    reason: z.string(),
    message: z.string(),
    remedy: z.string(),
  }),
]);
export type DatabaseState = z.infer<typeof databaseState>;
