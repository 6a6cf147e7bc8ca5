import type { DatabaseState, procedures, SignedIn } from '../../shared/contract';
import { entities } from '../../shared/entities';
import { passwordProblem } from '../../shared/rules/passwords';
import type { Account, Accounts } from './accounts';
import { hasAdministrator, personOfAccount } from './accounts';
import { type Call, personOf } from './call';
import { type HomeClinicReader, requireTimeZone, usualOfClinic } from './home-clinic';
import type { PasswordHasher } from './ports/password-hasher';
import { DuplicateKey, type Records } from './ports/records';
import { readBroughtIn, takeAsHome } from './brought-in';
import { conflict, forbidden, invalid, Refusal } from './refusal';
import type { HandlersOf } from './router';
import { accountKeys, hashed, requirePlainUsername } from './rules/users';
import { type SignedInPerson, signInto } from './session';
import type { Trail } from './trail';

export type SessionDependencies = {
  readonly records: Records;
  readonly accounts: Accounts;
  readonly homeClinic: HomeClinicReader;
  readonly hasher: PasswordHasher;
  readonly trail: Trail;
  readonly databaseState: () => DatabaseState;
  readonly version: string;
  /** How secrets are kept on this computer, in words. */
  readonly secrets: () => string | undefined;
};

/** A sign-up whose answer was lost is asked for again within this time. */
const ASKED_AGAIN_WITHIN_MS = 10 * 60_000;

/** A hash that no password has, so that an unknown name takes as long to refuse as a wrong password. */
const nobodysHash =
  '$argon2id$v=19$m=65536,t=3,p=1$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b6dWRWJTmaaJObG0v3TDHb6nxY';

export function sessionHandlers(core: SessionDependencies): HandlersOf<(typeof procedures)['session']> {
  const { accounts, records, hasher, trail } = core;
  return {
    async state(_input, call) {
      const database = core.databaseState();
      const common = { database, version: core.version, secrets: core.secrets() };
      if (database.kind !== 'live') return common;
      const home = await core.homeClinic.read();
      const clinic = home ? { ...home, timeZones: [...(await core.homeClinic.timeZones())] } : undefined;
      const needsSetUp = !(await hasAdministrator(records));
      const broughtIn = needsSetUp ? await readBroughtIn(records) : undefined;
      return {
        ...common,
        clinic,
        needsSetUp,
        broughtIn,
        user: call.person ? signedIn(call.person, call) : undefined,
      };
    },

    async setUp({ clinic, existingClinic, administrator }, call) {
      if (await hasAdministrator(records))
        throw forbidden('This clinic is set up already. Sign in, or sign up for an account.');
      const { password, alsoDoctor, ...given } = administrator;
      requirePlainUsername(given.username);
      requireTimeZone(clinic?.timeZone, ['clinic', 'timeZone']);
      const passwordHash = await hashed(password, given, hasher);
      const roles = alsoDoctor ? (['admin', 'doctor'] as const) : (['admin'] as const);
      const user = await refusingDuplicates(() =>
        records.change(async (unit) => {
          // Two set-ups at once would each see that there is no administrator yet.
          await unit.takeTurn('administrators');
          if (await hasAdministrator(unit)) throw alreadySetUp();
          const author = { at: call.now };
          const home = clinic
            ? await unit.insert(
                entities.clinics,
                {
                  ...clinic,
                  userCreated: call.now,
                  homeSince: call.now,
                  ...usualOfClinic(clinic),
                },
                author,
              )
            : await takeAsHome(unit, existingClinic, author);
          const doctor = alsoDoctor
            ? await unit.insert(
                entities.doctors,
                {
                  ...namesOf(given.displayName),
                  clinic: home.id,
                  clinicName: entities.clinics.title(home),
                  userCreated: call.now,
                },
                author,
              )
            : undefined;
          const made = await unit.insert(
            entities.users,
            {
              ...given,
              ...accountKeys(given),
              passwordHash,
              roles,
              status: 'active',
              doctor: doctor?.id,
              userCreated: call.now,
            },
            author,
          );
          const entry = {
            at: call.now,
            user: made.id,
            userName: given.displayName,
            device: call.session.device,
            outcome: 'done' as const,
          };
          await unit.audit({ ...entry, action: 'setUp', entity: 'clinics', record: home.id });
          await unit.audit({ ...entry, action: 'create', entity: 'users', record: made.id });
          return made as Account;
        }),
      );
      core.homeClinic.forget();
      signInto(call.session, { userId: user.id, credential: user.passwordHash });
      const person = personOfAccount(user);
      if (!person) throw new Refusal('UNAUTHENTICATED');
      return signedIn(person, call);
    },

    async signUp({ password, ...given }, call) {
      if (!(await hasAdministrator(records)))
        throw forbidden('The clinic is not set up yet. Set it up first.');
      requirePlainUsername(given.username);
      const passwordHash = await hashed(password, given, hasher);
      const signingUp = refusingDuplicates(() =>
        records.change(async (unit) => {
          const values = {
            ...given,
            ...accountKeys(given),
            passwordHash,
            roles: [],
            status: 'pending',
            userCreated: call.now,
          };
          const made = await unit.insert(entities.users, values, { at: call.now });
          await unit.audit({
            at: call.now,
            user: made.id,
            userName: given.displayName,
            device: call.session.device,
            action: 'signUp',
            entity: 'users',
            record: made.id,
            outcome: 'done',
          });
        }),
      );
      await signingUp.catch(async (refused: unknown) => {
        // The answer to the first try was lost.
        const account = await accounts.withName(given.username);
        if (!account || !isJustAskedFor(account, given, call.now)) throw refused;
        if (!(await hasher.verify(account.passwordHash ?? nobodysHash, password))) throw refused;
      });
      return { status: 'pending' as const };
    },

    async signIn({ username, password }, call) {
      const account = await accounts.withName(username);
      const matches = await hasher.verify(account?.passwordHash ?? nobodysHash, password);
      const entry = { at: call.now, device: call.session.device, action: 'signIn', entity: 'users' };
      if (!account || !matches) {
        trail.note({
          ...entry,
          record: account?.id,
          outcome: 'refused',
          reason: 'Wrong user name or password',
        });
        throw new Refusal('UNAUTHENTICATED', undefined, 'User name or password is not right.');
      }
      const person = personOfAccount(account);
      const identified = { ...entry, user: account.id, userName: account.displayName, record: account.id };
      if (!person) {
        trail.note({
          ...identified,
          outcome: 'refused',
          reason: `The account is ${account.status ?? 'not active'}`,
        });
        throw forbidden(
          account.status === 'pending'
            ? 'Your account waits for an administrator to approve it.'
            : 'Your account is disabled. An administrator can enable it again.',
        );
      }
      accounts.forget(account.id);
      const passwordIsWeak = passwordProblem(password, [account.username]) !== null;
      signInto(call.session, { userId: account.id, credential: account.passwordHash, passwordIsWeak });
      trail.note({ ...identified, outcome: 'done' });
      return signedIn(person, call);
    },

    async signOut(_input, call) {
      if (call.person) {
        const { userId, displayName } = call.person;
        const entry = { user: userId, userName: displayName, device: call.session.device, record: userId };
        trail.note({ at: call.now, ...entry, action: 'signOut', entity: 'users', outcome: 'done' });
      }
      signInto(call.session, null);
      return {};
    },

    async changePassword({ currentPassword, newPassword }, call) {
      const person = personOf(call);
      const account = await records.get(entities.users, person.userId);
      const known = account as Account | null;
      if (!known?.passwordHash || !(await hasher.verify(known.passwordHash, currentPassword))) {
        throw invalid(['currentPassword'], 'This is not your current password.');
      }
      if (currentPassword === newPassword) throw invalid(['newPassword'], 'The new password is the old one.');
      const passwordHash = await hashed(newPassword, known, hasher, 'newPassword');
      await records.change(async (unit) => {
        const current = await unit.get(entities.users, person.userId);
        if (!current) throw new Refusal('UNAUTHENTICATED');
        // Two at once would both have given the old password; who comes second must not win unseen.
        if ((current as Account).passwordHash !== known.passwordHash) throw changedMeanwhile();
        const at = { id: current.id, revision: current.revision };
        const stored = await unit.set(
          entities.users,
          at,
          { passwordHash },
          { user: person.userId, at: call.now },
        );
        if (!stored) throw changedMeanwhile();
        await unit.audit({
          at: call.now,
          user: person.userId,
          userName: person.displayName,
          device: call.session.device,
          action: 'changePassword',
          entity: 'users',
          record: person.userId,
          changed: ['password'],
          outcome: 'done',
        });
      });
      accounts.forget(person.userId);
      // Who has signed out meanwhile, in another tab, stays so.
      if (call.session.userId === person.userId)
        signInto(call.session, { userId: person.userId, credential: passwordHash });
      return {};
    },
  };
}

/** Whether an account that waits may be one that was asked for a moment ago; whether it is theirs, the password says. */
function isJustAskedFor(
  account: Account,
  given: { username: string; displayName: string },
  now: Date,
): boolean {
  const { status, username, displayName, createdAt } = account;
  const isSame = username === given.username && displayName === given.displayName;
  return status === 'pending' && isSame && now.getTime() - createdAt.getTime() < ASKED_AGAIN_WITHIN_MS;
}

const alreadySetUp = () => forbidden('This clinic is set up already. Sign in, or sign up for an account.');

const changedMeanwhile = () =>
  conflict(
    { kind: 'changed', current: {}, yours: {}, fields: ['password'] },
    'Your password was changed elsewhere just now. Sign in with the new one.',
  );

/** First and family name of a display name, for the doctor record of an administrator who also treats. */
function namesOf(displayName: string): { firstname?: string; lastname: string } {
  const words = displayName.replace(/^dr\.?\s+/i, '').split(/\s+/);
  const lastname = words.pop() ?? displayName;
  return { firstname: words.join(' ') || undefined, lastname };
}

/** A user name or email that is taken is said at its field. */
async function refusingDuplicates<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DuplicateKey)) throw error;
    const field = error.index === 'email' ? 'email' : 'username';
    const message = field === 'email' ? 'This email is already in use.' : 'This user name is taken.';
    throw conflict({ kind: 'duplicate', issues: [{ path: [field], message }] }, message);
  }
}

function signedIn(person: SignedInPerson, call: Call): SignedIn {
  const { userId, username, displayName, roles, patient, doctor } = person;
  return {
    userId,
    username,
    displayName,
    roles: [...roles],
    patient,
    doctor,
    passwordIsWeak: call.session.passwordIsWeak ?? false,
  };
}
