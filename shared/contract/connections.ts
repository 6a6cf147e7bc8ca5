import { z } from 'zod';
import {
  type ConnectionFields,
  type ConnectionSecrets,
  type SignInMechanism,
  signInMechanisms,
} from '../rules/connections/fields';
import { type ConnectionRisk, connectionRisks } from '../rules/connections/risks';
import { base } from './base';
import { databaseState } from './database-state';

const text = (most: number) => z.string().trim().min(1, 'Fill this in').max(most, `At most ${most} letters`);
const maybe = (most: number) => z.string().trim().min(1).max(most, `At most ${most} letters`).optional();
const mechanism = z.enum(
  signInMechanisms.map(({ value }) => value) as [SignInMechanism, ...SignInMechanism[]],
);
const risk = z.enum(connectionRisks.map(({ value }) => value) as [ConnectionRisk, ...ConnectionRisk[]]);

/** What is wrong beyond these shapes is told by `problemsOf`. */
const fields = z.strictObject({
  name: text(60),
  kind: z.enum(['server', 'cloud']),
  hosts: z
    .array(z.strictObject({ host: z.string().trim().max(255), port: z.number().int().optional() }))
    .max(50, 'At most 50 servers')
    .readonly(),
  srv: z.boolean(),
  replicaSet: maybe(64),
  database: z.string().trim().max(64),
  tls: z.strictObject({
    isUsed: z.boolean(),
    caFile: maybe(4_000),
    certificateFile: maybe(4_000),
    allowsAnyCertificate: z.boolean().optional(),
    allowsOtherName: z.boolean().optional(),
  }),
  signIn: z.strictObject({ mechanism, username: maybe(256), source: maybe(64) }),
}) satisfies z.ZodType<ConnectionFields>;

/** They go in and never come out. Left out: those that are kept stay; null: none any more. */
const secrets = z
  .strictObject({
    password: z.string().max(1_000).nullable().optional(),
    keyPassphrase: z.string().max(1_000).nullable().optional(),
  })
  .optional();
export type GivenSecrets = { readonly [K in keyof ConnectionSecrets]?: string | null | undefined };

const id = z.string().regex(/^(this-computer|[0-9a-f-]{36})$/, 'This is no connection');

const accepted = z.object({ risk, by: z.string(), at: z.date() });
const halfOfCopy = z.object({
  /** Names the copy on both sides; absent in what an older version kept. */
  copy: z.string().optional(),
  /** As known on the computer that began the copy; on another one it may be no connection at all. */
  id: z.string(),
  name: z.string(),
  /** When it was begun; of a whole one, since when nothing is saved in what was copied. */
  at: z.date(),
  /** Where it was made to; absent in what an older version kept. */
  place: fields.pick({ hosts: true, srv: true, database: true }).optional(),
  /** When the whole copy was opened first, as far as this computer has learnt it. */
  openedAt: z.date().optional(),
});
/** `isWhole`: the clinic moved there. Otherwise the copy is not finished, and cannot be opened. */
const copied = halfOfCopy.extend({ isWhole: z.boolean() });
/** Where a database was copied to. */
export type CopiedTo = z.infer<typeof copied>;

const returned = halfOfCopy.extend({
  /** Since when people work in what was copied again, and who let them. */
  backAt: z.date(),
  backBy: z.string(),
  /** The last step of the copy broke off before that: it may have been finished. */
  isUncertain: z.literal(true).optional(),
});
/** A whole copy after which people work in the old database again: there are two clinics. */
export type ReturnedFrom = z.infer<typeof returned>;

const saved = z.object({
  id: z.string(),
  /** `given`: an address that was given at the start (`CLINIC_MONGODB_URI`). */
  kind: z.enum(['thisComputer', 'server', 'cloud', 'given']),
  name: z.string(),
  /** Absent for this computer and for an address that was given at the start. */
  fields: fields.optional(),
  hasPassword: z.boolean(),
  hasKeyPassphrase: z.boolean(),
  /** What was confirmed, by whom and when. */
  acceptedRisks: z.array(accepted),
  /** When it was last opened with success. */
  lastOpened: z.date().optional(),
  /** As this computer last saw it: of one that is not open, another computer may have changed it since. */
  copiedTo: copied.optional(),
  /** Whole copies after which people work in this one again, newest first; as last seen, too. */
  returnedFrom: z.array(returned).readonly().optional(),
});
/** A connection that this computer knows. Holds no secret. */
export type SavedConnection = z.infer<typeof saved>;

const server = z.object({
  /** As in "6.0.5". */
  version: z.string(),
  /** A `standalone` can be used, and lacks something: see `Store.standsAlone`. */
  kind: z.enum(['replicaSet', 'sharded', 'standalone']),
  /** Members that hold records, as far as the server tells. */
  members: z.number().int(),
  /** Of a replica set: those members by the names that the set has for them. */
  setMembers: z
    .array(z.object({ host: z.string(), port: z.number().int() }))
    .readonly()
    .optional(),
  /** Milliseconds that one question and its answer take. */
  milliseconds: z.number(),
  isEncrypted: z.boolean(),
  /** What the database there is an unfinished copy of; it cannot be opened then. */
  unfinishedCopyOf: z.string().optional(),
  /** What is in the database that Clinic Desk did not make, where it has made nothing there yet. */
  strangers: z
    .object({ count: z.number().int(), names: z.array(z.string()).readonly(), isOlderSystem: z.boolean() })
    .optional(),
  /** Of a test: other connections that lead to the same database, the open one first. */
  sameAs: z
    .array(z.object({ name: z.string(), isOpen: z.boolean() }))
    .readonly()
    .optional(),
});
/** A server that answered and let Clinic Desk in. */
export type ServerFound = z.infer<typeof server>;

const outcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('good'),
    /** Absent for this computer, whose server is ours and is not asked. */
    server: server.optional(),
  }),
  z.object({
    kind: z.literal('failed'),
    /** One of `StartFailureReason`; for programs, people read the words. */
    reason: z.string(),
    message: z.string(),
    remedy: z.string(),
    /** The field that it is about, where one is, as in the input of `test`: `fields.hosts.0.host`, `secrets.password`. */
    path: z.array(z.union([z.string(), z.number()])).optional(),
    /** What the replica set is called, where the name that was given is wrong; empty: there is none. */
    setName: z.string().optional(),
  }),
]);
/** What became of trying a connection: the server, or what happened and what to do. */
export type ConnectionOutcome = z.infer<typeof outcome>;

const choose = { access: { kind: 'connections' }, withoutDatabase: true } as const;
const open = { access: { kind: 'public' }, withoutDatabase: true } as const;

/**
 * Where the records live. Who may: administrators; and, while there is no open database that could tell who that is or none
 * is set up yet, whoever sits at this computer (its own account owns the files anyway). FORBIDDEN and UNAUTHENTICATED otherwise.
 */
export const connections = {
  status: base.meta(open).route({ method: 'GET', path: '/connections/status' }).output(databaseState),
  /** All connections, this computer first. */
  list: base
    .meta(choose)
    .route({ method: 'GET', path: '/connections' })
    .output(
      z.object({
        connections: z.array(saved),
        /** Which one is open, or being opened. */
        open: z.string(),
        /** Why none can be chosen here, in words; absent when one can. */
        isFixed: z.string().optional(),
        /** The open one was changed since it was opened: the change takes effect when it is used again. */
        needsReopening: z.boolean(),
      }),
    ),
  /**
   * Keeps a connection; with `id`, in place of the one before. INVALID at the field (also for a name that another one has, and
   * for another server or database than that of an unfinished copy, which would be lost sight of),
   * and at `acceptedRisks` while a risk that it takes (`risksOf`) is not among them; who confirmed them and when is kept anew each time. The secrets go to the store
   * of secrets of this computer; kept ones go when the connection leads to another place. An open one goes on as it is until
   * it is used again.
   */
  save: base
    .meta(choose)
    .route({ method: 'POST', path: '/connections' })
    .input(z.strictObject({ id: id.optional(), fields, secrets, acceptedRisks: z.array(risk).max(10) }))
    .output(saved),
  /**
   * Tries a connection as it stands, with the secrets kept under `id` where none are given and it leads to the same place.
   * Changes nothing anywhere. Ends when the call is cancelled; otherwise within 20 seconds. INVALID as in `save`: nothing
   * is sent over a connection whose risks nobody confirmed.
   */
  test: base
    .meta(choose)
    .route({ method: 'POST', path: '/connections/test' })
    .input(z.strictObject({ id: id.optional(), fields, secrets, acceptedRisks: z.array(risk).max(10) }))
    .output(outcome),
  /**
   * Tries a saved connection and, when it is good, signs everybody on this computer out and opens it instead of the present
   * one. When it is not good, all stays as it was; should it not open all the same, the one before is opened again. It is
   * opened at the next starts too, once it opened here. A server that stands alone is opened only with `takesLess`, which says
   * that a person knows what it lacks; without, it is `failed` with the reason `standsAlone`. So is one that holds only what is
   * not of Clinic Desk (`strangers`), with `besideOthers` and the reason `notEmpty`.
   */
  use: base
    .meta(choose)
    .route({ method: 'POST', path: '/connections/use' })
    .input(z.strictObject({ id, takesLess: z.boolean().optional(), besideOthers: z.boolean().optional() }))
    .output(outcome),
  /**
   * Forgets a connection and its secrets; its database stays as it is. INVALID for the one that is open, for the one that a
   * copy is being made to, for this computer, and where its secrets cannot be removed.
   */
  forget: base
    .meta(choose)
    .route({ method: 'POST', path: '/connections/forget' })
    .input(z.strictObject({ id }))
    .output(z.object({})),
};
