import { entities, type Role, type User } from '../../shared/entities';
import { fold } from '../../shared/rules/names';
import type { Records, StoredRecord } from './ports/records';
import type { Session, SignedInPerson } from './session';

/** A user as the store keeps it. */
export type Account = StoredRecord & Partial<User> & { passwordHash?: string };

/** A kept account is asked for again after this long, in milliseconds, should a change notice have been missed. */
const keptFor = 5_000;

/**
 * Looks accounts up, keeping them for a few seconds: every call asks who its person is.
 * A change of a user (roles taken away, disabled) is forgotten at once through `forget`.
 */
export class Accounts {
  private readonly kept = new Map<
    string,
    { readonly at: number; readonly account: Promise<Account | null> }
  >();

  constructor(
    private readonly records: Records,
    private readonly clock: () => Date,
  ) {}

  /** The person who is signed in to a session as of now; null when nobody is, or when they may not be any more. */
  async personIn(session: Session): Promise<SignedInPerson | null> {
    const { userId, credential } = session;
    if (!userId) return null;
    const account = await this.withId(userId);
    return account && account.passwordHash === credential ? personOfAccount(account) : null;
  }

  forget(id: string): void {
    this.kept.delete(id);
  }

  forgetAll(): void {
    this.kept.clear();
  }

  withId(id: string): Promise<Account | null> {
    const now = this.clock().getTime();
    const found = this.kept.get(id);
    if (found && now - found.at < keptFor) return found.account;
    const account = this.records.get(entities.users, id).catch((error: unknown) => {
      this.kept.delete(id);
      throw error;
    });
    this.kept.set(id, { at: now, account });
    return account;
  }

  /** The live account with this user name or email, whatever its case; null when there is none. */
  async withName(name: string): Promise<Account | null> {
    const key = fold(name.trim());
    const by = (field: 'usernameKey' | 'emailKey') =>
      this.records.find(entities.users, { filter: { [field]: { is: key } }, limit: 1 });
    const [found] = await by('usernameKey');
    return found ?? (await by('emailKey'))[0] ?? null;
  }
}

/** True once someone can let others in. */
export async function hasAdministrator(records: Pick<Records, 'find'>): Promise<boolean> {
  const filter = { status: { is: 'active' }, roles: { is: 'admin' } };
  return (await records.find(entities.users, { filter, limit: 1, fields: [] })).length > 0;
}

export function personOfAccount(account: Account): SignedInPerson | null {
  if (account.deletedAt || account.status !== 'active') return null;
  return {
    userId: account.id,
    username: account.username ?? '',
    displayName: account.displayName ?? account.username ?? '',
    roles: (account.roles ?? []) as readonly Role[],
    patient: account.patient,
    ...(account.doctor ? { doctor: account.doctor } : {}),
  };
}
