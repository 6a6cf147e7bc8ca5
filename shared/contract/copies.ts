import { z } from 'zod';
import { base } from './base';

const amount = z.object({ documents: z.number().int(), bytes: z.number() });

const collection = z.object({
  name: z.string(),
  state: z.enum(['waiting', 'copying', 'copied', 'comparing', 'equal', 'different']),
  done: amount,
  /** What there was when the step began. Bytes are before compression; those of readings are an estimate. */
  all: amount,
});

const side = z.object({ documents: z.number().int(), sha256: z.string() });
const compared = z.object({ name: z.string(), here: side, there: side, isEqual: z.boolean() });
/** Number and SHA-256 of a collection on both sides, read while nobody could save. */
export type ComparedCollection = z.infer<typeof compared>;

const stage = z.enum(['preparing', 'copying', 'indexing', 'pausing', 'comparing', 'finishing']);
/** `copying` and `indexing` while people work; from `pausing` to `finishing` nobody can save. */
export type CopyStage = z.infer<typeof stage>;

const run = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('running'),
    /** The name of the connection that it goes to. */
    to: z.string(),
    stage,
    collections: z.array(collection),
    /** Of this step: of copying, or of comparing. */
    done: amount,
    all: amount,
    /** Of the last seconds; absent until it can be told. */
    bytesPerSecond: z.number().optional(),
    /** Seconds until the end of this step, at this rate. */
    secondsLeft: z.number().optional(),
    /** The connection was lost, and it goes on by itself when it is back. */
    isInterrupted: z.boolean(),
    /** The other server does not answer at this moment. */
    isTargetAway: z.boolean(),
    isStopping: z.boolean(),
  }),
  z.object({ kind: z.literal('stopped') }),
  z.object({ kind: z.literal('failed'), reason: z.string(), message: z.string(), remedy: z.string() }),
  /** Something is not equal, so the copy is not finished and people can save again. Going on copies it anew. */
  z.object({ kind: z.literal('different'), compared: z.array(compared) }),
  /** Everything is equal: the copy may be opened, and nothing can be saved here any more. */
  z.object({ kind: z.literal('whole'), compared: z.array(compared) }),
]);
/** What this computer does, or last did, about the copy. */
export type CopyRun = z.infer<typeof run>;

const note = z.object({
  /** The connection that it goes to, as the computer knows it that began the copy. */
  to: z.object({ id: z.string(), name: z.string() }),
  by: z.string(),
  begunAt: z.date(),
  /** When it came into its state; of a finished one, since when nothing is saved here. */
  since: z.date(),
  /**
   * `paused`: it is being compared and nobody can save. `finishing`: the copy is whole and nothing is
   * saved here any more, but its last step broke off: `start` does it again. `finished`: the clinic moved.
   */
  state: z.enum(['begun', 'paused', 'finishing', 'finished']),
});

const found = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ready'),
    /** This copy was begun there before, and goes on. */
    isUnfinished: z.boolean(),
    /** What is to be copied. */
    amount,
    server: z.object({
      version: z.string(),
      kind: z.enum(['replicaSet', 'sharded']),
      members: z.number().int(),
      isEncrypted: z.boolean(),
    }),
  }),
  z.object({ kind: z.literal('refused'), reason: z.string(), message: z.string(), remedy: z.string() }),
]);
/** What stands where a copy is to go, or why it cannot go there. */
export type CopyCheck = z.infer<typeof found>;

const since = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('told'),
    /** When it was opened first, from any computer; absent while nobody did. */
    openedAt: z.date().optional(),
    /** What was saved there since, as its audit counts it, and when last. */
    changes: z.number().int(),
    lastChange: z.date().optional(),
  }),
  /** It cannot be asked; `openedAt`: as far as this computer knows. */
  z.object({
    kind: z.literal('unknown'),
    openedAt: z.date().optional(),
    message: z.string(),
    remedy: z.string(),
  }),
]);
/** What became of the whole copy over there. */
export type SinceCopied = z.infer<typeof since>;

const duty = { access: { kind: 'duty', duty: 'manageConnections' } } as const;
const to = z.string().regex(/^(this-computer|[0-9a-f-]{36})$/, 'This is no connection');

/**
 * How a clinic moves from one database to another: from this computer to a server, a replica set, Atlas. The open database is
 * copied into that of another saved connection. People work on meanwhile; at the end saving pauses on all computers while
 * both sides are compared, and only an equal copy can be opened. A copy that broke off goes on where it stood.
 */
export const copies = {
  /** The copy of the open database: as it is noted there, and what this computer does about it. To be asked again and again. */
  status: base
    .meta(duty)
    .route({ method: 'GET', path: '/copies/status' })
    .output(z.object({ note: note.optional(), run: run.optional() })),
  /** Looks at a saved connection and what is there. Writes nothing. NOT_FOUND without such a connection. */
  check: base
    .meta(duty)
    .route({ method: 'POST', path: '/copies/check' })
    .input(z.strictObject({ to }))
    .output(found),
  /**
   * Begins a copy, or goes on with the one that was begun; what becomes of it is told by `status`. INVALID at `to` for this
   * computer and the open connection, while this computer makes a copy already, and where another database was opened before
   * its turn came.
   */
  start: base
    .meta(duty)
    .route({ method: 'POST', path: '/copies/start' })
    .input(z.strictObject({ to }))
    .output(z.object({})),
  /** Stops it between two batches; answers when it has stopped and people can save. It can go on. */
  stop: base.meta(duty).route({ method: 'POST', path: '/copies/stop' }).output(z.object({})),
  /**
   * Removes an unfinished copy over there, and nothing else. With `leavesIt`, it is only forgotten here: for a server that is
   * no more, or a connection that this computer does not know; it can never be opened. INVALID when there is none, or it is
   * being made.
   */
  remove: base
    .meta(duty)
    .route({ method: 'POST', path: '/copies/remove' })
    .input(z.strictObject({ leavesIt: z.boolean().optional() }))
    .output(z.object({})),
  /**
   * Looks what became of the whole copy: when it was opened, and what was saved there. Writes nothing there. INVALID while the
   * clinic has not moved.
   */
  sinceCopied: base.meta(duty).route({ method: 'GET', path: '/copies/since-copied' }).output(since),
  /**
   * Takes changes here again after the clinic has moved. What is saved from then on is only here; of a whole copy the mark stays
   * (`ReturnedFrom`).
   */
  workHereAgain: base
    .meta(duty)
    .route({ method: 'POST', path: '/copies/work-here-again' })
    .output(z.object({})),
};
