import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { base } from './base';

const event = z.discriminatedUnion('type', [
  /** The stream is open: what changes from here on is told. */
  z.object({ type: z.literal('ready') }),
  /** A record was made, changed, removed or brought back, by anyone. Only records the watcher may read are told. */
  z.object({
    type: z.literal('changed'),
    entity: z.string(),
    id: z.string(),
    revision: z.number().int().optional(),
    /** The patient the record belongs to. */
    patient: z.string().optional(),
  }),
  /** Live updates had a gap: everything on screen is to be read again. */
  z.object({ type: z.literal('gap') }),
  /** The connection to the database, or who is signed in, is not as it was: ask `session.state`. */
  z.object({ type: z.literal('connection') }),
  /** Nothing new: told every few seconds, so that silence means that the core does not answer. */
  z.object({ type: z.literal('alive') }),
]);
export type ClinicEvent = z.infer<typeof event>;

export const events = {
  /** Changes as they happen, until the caller stops listening. Works signed out, too (connection only). */
  watch: base
    .meta({ access: { kind: 'public' }, withoutDatabase: true })
    .route({ method: 'GET', path: '/events' })
    .output(eventIterator(event)),
};
