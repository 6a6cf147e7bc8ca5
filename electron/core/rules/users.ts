import { entities, type User } from '../../../shared/entities';
import { fold } from '../../../shared/rules/names';
import { passwordProblem } from '../../../shared/rules/passwords';
import type { EntityRule, Step } from '../entity-rule';
import type { PasswordHasher } from '../ports/password-hasher';
import { invalid } from '../refusal';

/** Hashes new passwords, keeps user names and emails unique whatever their case, and keeps one administrator. */
export function userRule(hasher: PasswordHasher): EntityRule {
  return {
    async prepare(step) {
      const after = step.after as Partial<User>;
      requirePlainUsername(step.sent.username);
      await requireAnAdministrator(step, after);
      const password = step.sent.password;
      if (step.action === 'create' && typeof password !== 'string')
        throw invalid(['password'], 'Give a password to start with.');
      return {
        ...accountKeys(after),
        displayName: after.displayName ?? after.username,
        status: after.status ?? 'active',
        roles: after.roles ?? [],
        ...(typeof password === 'string' ? { passwordHash: await hashed(password, after, hasher) } : {}),
      };
    },
  };
}

/** A user name that looks like an email could be the email of someone else, who then could not sign in by it. */
export function requirePlainUsername(username: unknown): void {
  if (typeof username === 'string' && username.includes('@')) {
    throw invalid(['username'], 'A user name has no @. The email has a field of its own.');
  }
}

/** What user names and emails are compared by. */
export function accountKeys(account: { username?: string; email?: string | null }) {
  return {
    usernameKey: fold((account.username ?? '').trim()),
    emailKey: account.email ? fold(account.email.trim()) : undefined,
  };
}

/** The hash of a password that the rules allow; INVALID at `password` otherwise. */
export async function hashed(
  password: string,
  about: { username?: string; displayName?: string; email?: string | null },
  hasher: PasswordHasher,
  field = 'password',
): Promise<string> {
  const problem = passwordProblem(password, [about.username, about.displayName, about.email?.split('@')[0]]);
  if (problem) throw invalid([field], problem);
  return hasher.hash(password);
}

/** Someone must be able to let others in: the last active administrator stays one. */
async function requireAnAdministrator(step: Step, after: Partial<User>): Promise<void> {
  const before = step.before as Partial<User> | null;
  const wasOne = before?.status === 'active' && before.roles?.includes('admin');
  if (!wasOne || step.action === 'restore') return;
  const staysOne = step.action !== 'remove' && after.status === 'active' && after.roles?.includes('admin');
  if (staysOne) return;
  // Two administrators who remove each other at once would each still see the other.
  await step.unit.takeTurn('administrators');
  const filter = { status: { is: 'active' }, roles: { is: 'admin' } };
  const admins = await step.unit.find(entities.users, { filter, limit: 2, fields: ['revision'] });
  if (admins.some((admin) => admin.id !== step.before?.id)) return;
  throw invalid(
    [step.action === 'update' && after.status !== 'active' ? 'status' : 'roles'],
    'This is the only administrator. Make someone else one first.',
  );
}
