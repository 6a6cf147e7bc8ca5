import { z } from 'zod';
import { entities, roles } from '../entities';
import { draftSchema, unitChoices } from '../schema';
import { base } from './base';
import { databaseState } from './database-state';

const role = z.enum(roles.map((each) => each.value));

const signedIn = z.object({
  userId: z.string(),
  username: z.string(),
  displayName: z.string(),
  roles: z.array(role),
  /** The patient this user is, if they are one. */
  patient: z.string().optional(),
  doctor: z.string().optional(),
  /** The password came from an older system and is weaker than today's rules: suggest a new one. */
  passwordIsWeak: z.boolean(),
});
export type SignedIn = z.infer<typeof signedIn>;

const broughtIn = z.object({
  /** How many records of each kind: `{ entity: 'healthlogs', count: 2 }`; kinds without any are left out. */
  counts: z.array(z.object({ entity: z.string(), count: z.number().int() })),
  /** The clinics among them, by name; `place` tells those of one name apart. */
  clinics: z.array(z.object({ id: z.string(), name: z.string(), place: z.string().optional() })),
});
/** What came in from an older system before anybody could sign in: counts, and what clinics are called. */
export type BroughtIn = z.infer<typeof broughtIn>;

const unit = <C extends readonly { readonly value: string }[]>(choices: C) =>
  z.enum(choices.map(({ value }) => value) as C[number]['value'][]);
const measures = z.object({
  height: unit(unitChoices.height),
  weight: unit(unitChoices.weight),
  temperature: unit(unitChoices.temperature),
});

const sessionState = z.object({
  database: databaseState,
  /** The clinic whose desk this is; absent before set-up and while the database is not live. */
  clinic: z
    .object({
      id: z.string(),
      name: z.string(),
      timeZone: z.string(),
      /** Those of all its clinics, each once; absent: its own alone. */
      timeZones: z.array(z.string()).optional(),
      /** The units in which measures are shown and typed; absent: as they are stored (in, lb, °C). */
      measures: measures.optional(),
    })
    .optional(),
  /** True when there is no administrator yet: the first-run set-up comes first. Absent while unknown. */
  needsSetUp: z.boolean().optional(),
  /** Only while the set-up is needed, and only when records came in from an older system. */
  broughtIn: broughtIn.optional(),
  user: signedIn.optional(),
  version: z.string(),
  /** How this computer keeps the database's password, in words ("the keychain of this computer"). */
  secrets: z.string().optional(),
});
export type SessionState = z.infer<typeof sessionState>;

const recordId = z.string().regex(/^[0-9a-f]{24}$/);
const username = entities.users.fields.username.input;
const newPassword = entities.users.fields.password.input;
const givenPassword = z.string().min(1, 'Fill this in').max(200, 'At most 200 characters');
const open = { access: { kind: 'public' } } as const;
const person = { access: { kind: 'signedIn' } } as const;

/** Coming and going. Wrong name and wrong password get the same answer; a pending or disabled account says so only to its owner. */
export const session = {
  state: base
    .meta({ ...open, withoutDatabase: true })
    .route({ method: 'GET', path: '/session' })
    .output(sessionState),
  /**
   * The first administrator and the clinic whose desk this is, together or not at all: a new clinic, or one that came in
   * from an older system. Refused (FORBIDDEN) once an administrator exists.
   */
  setUp: base
    .meta(open)
    .route({ method: 'POST', path: '/session/set-up' })
    .input(
      z
        .strictObject({
          clinic: draftSchema(entities.clinics).optional(),
          existingClinic: recordId.optional(),
          administrator: z.strictObject({
            username,
            displayName: entities.users.fields.displayName.input,
            email: entities.users.fields.email.input.nullish(),
            password: newPassword,
            /** Further roles, for the doctor who also runs the clinic. */
            alsoDoctor: z.boolean().optional(),
          }),
        })
        .refine(({ clinic, existingClinic }) => (clinic === undefined) !== (existingClinic === undefined), {
          path: ['clinic'],
          message: 'Either a new clinic or one that is there',
        }),
    )
    .output(signedIn),
  /** A new account that waits until an administrator approves it. */
  signUp: base
    .meta(open)
    .route({ method: 'POST', path: '/session/sign-up' })
    .input(
      z.strictObject({
        username,
        displayName: entities.users.fields.displayName.input,
        email: entities.users.fields.email.input.nullish(),
        password: newPassword,
      }),
    )
    .output(z.object({ status: z.literal('pending') })),
  /** UNAUTHENTICATED when name or password is wrong; FORBIDDEN, with the reason in words, while pending or disabled. */
  signIn: base
    .meta(open)
    .route({ method: 'POST', path: '/session/sign-in' })
    .input(
      z.strictObject({
        username: z.string().min(1, 'Fill this in').max(1_000, 'No name is as long as this'),
        password: givenPassword,
      }),
    )
    .output(signedIn),
  signOut: base
    .meta({ ...open, withoutDatabase: true })
    .route({ method: 'POST', path: '/session/sign-out' })
    .output(z.object({})),
  changePassword: base
    .meta(person)
    .route({ method: 'POST', path: '/session/password' })
    .input(z.strictObject({ currentPassword: givenPassword, newPassword }))
    .output(z.object({})),
};

const manage = { access: { kind: 'duty', duty: 'manageAccounts' } } as const;
const account = z.object({ record: z.object({ id: z.string(), revision: z.number() }) });

/** What someone may do, and the record that is theirs; `newDoctor` is made in the same step, and then theirs. */
const access = {
  roles: z.array(role).min(1, 'Choose at least one role'),
  doctor: recordId.nullish(),
  newDoctor: draftSchema(entities.doctors).optional(),
  patient: recordId.nullish(),
};

/**
 * What administrators do with accounts; each is stored as a whole or not at all. The last active administrator can be
 * neither disabled nor stripped of the role (INVALID). CONFLICT when another administrator was quicker.
 */
export const accounts = {
  /** Lets a pending person in, with these roles and, for a doctor or patient, the record that is theirs. */
  approve: base
    .meta(manage)
    .route({ method: 'POST', path: '/accounts/approve' })
    .input(z.strictObject({ id: recordId, ...access }))
    .output(account),
  /** Of people who were approved (INVALID for others). Records that are left out stay as they are. With `revision`, CONFLICT when anything was changed since then. */
  setRoles: base
    .meta(manage)
    .route({ method: 'POST', path: '/accounts/roles' })
    .input(z.strictObject({ id: recordId, revision: z.number().int().min(1).optional(), ...access }))
    .output(account),
  /** `disabled: false` is for disabled people: lets them in again, or wait for approval again if they have no role. */
  disable: base
    .meta(manage)
    .route({ method: 'POST', path: '/accounts/disable' })
    .input(z.strictObject({ id: recordId, disabled: z.boolean() }))
    .output(account),
};
