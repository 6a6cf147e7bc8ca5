import { z } from 'zod';
import { entities } from '../entities';

/** One reason why input was refused, at the field it belongs to. */
const issueSchema = z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() });
export type Issue = z.infer<typeof issueSchema>;

const recordSchema = z.record(z.string(), z.unknown());

/**
 * What comes with CONFLICT. `changed`: someone else changed the same fields since they were read; both versions are here.
 * `booking`: the time is taken; `clash` is the appointment that holds it (only what the asker may see).
 * `medicine`: the check of a prescription found what needs a reason (`overrideReason`); `result` is the whole check.
 * `duplicate`: a value that must be unique is in use, reported at its field.
 */
export const conflictSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('changed'),
    /** The record as it is now. */
    current: recordSchema,
    /** What the caller wanted to set. */
    yours: recordSchema,
    /** Names of the fields that both changed, or that belong to one whole which both changed. */
    fields: z.array(z.string()),
    /** Display name of who changed it last, when known. */
    changedBy: z.string().optional(),
  }),
  z.object({
    kind: z.literal('booking'),
    /** Whose time is taken. */
    holder: z.enum(['doctor', 'patient', 'room']),
    clash: z
      .object({
        id: z.string(),
        date: z.string(),
        time: z.string(),
        minutes: z.number(),
        patientName: z.string().optional(),
        doctorName: z.string().optional(),
        room: z.string().optional(),
      })
      .optional(),
    /** Clock times of that day at which the same length is free for this doctor. */
    freeTimes: z.array(z.string()),
  }),
  z.object({ kind: z.literal('medicine'), result: entities.prescriptions.fields.checkResult.stored }),
  z.object({ kind: z.literal('duplicate'), issues: z.array(issueSchema) }),
]);
export type Conflict = z.infer<typeof conflictSchema>;

/** The closed set of errors that any procedure may answer with. Messages are sentences for people. */
export const errors = {
  INVALID: {
    status: 422,
    message: 'Something in the form needs another look.',
    data: z.object({ issues: z.array(issueSchema) }),
  },
  UNAUTHENTICATED: { status: 401, message: 'Sign in first.' },
  FORBIDDEN: { status: 403, message: 'Your role does not allow this. An administrator can change roles.' },
  NOT_FOUND: { status: 404, message: 'There is no such record. It may have been removed.' },
  CONFLICT: { status: 409, message: 'This was changed elsewhere.', data: conflictSchema },
  UNAVAILABLE: {
    status: 503,
    message: 'The database does not answer. Nothing was lost; try again in a moment.',
  },
  /** The server is no replica set, and this is more than one document. Trying again does not help; another server does. */
  NEEDS_REPLICA_SET: {
    status: 501,
    message:
      'It is several things at once, and this server saves only one at a time. Nothing was stored. An administrator of Clinic Desk can have that changed: under Connections it says how. (For whoever runs the server: it is no replica set.)',
  },
  INTERNAL: {
    status: 500,
    message:
      'Something went wrong inside Clinic Desk. The log file has the details under the reference number.',
    data: z.object({ reference: z.string() }),
  },
} as const;
export type ErrorCode = keyof typeof errors;
