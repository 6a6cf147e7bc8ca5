import type { User } from '../../../shared/entities';
import { notify } from '../../kit/base';
import { useClient, useRefresher } from '../../kit/data';
import { recordTitle } from '../../kit/table';

/**
 * Shuts a person out, turns down who never had a role, or takes that back; says what was done, with an Undo. Whoever was
 * turned down waits for approval again when that is taken back.
 */
export function useShutOut() {
  const client = useClient();
  const refresher = useRefresher();
  return async function setDisabled(user: User, disabled: boolean): Promise<void> {
    const name = recordTitle('users', user);
    const hasRole = Boolean(user.roles?.length);
    const doneWords = hasRole ? `${name} can no longer sign in` : `${name} was turned down`;
    const backWords = hasRole ? `${name} can sign in again` : `${name} waits for approval again`;
    try {
      await client.accounts.disable({ id: user.id, disabled });
      refresher.changed({ entity: 'users', id: user.id });
      notify.done(disabled ? doneWords : backWords, disabled ? () => setDisabled(user, false) : undefined);
    } catch (error) {
      notify.failed(error);
    }
  };
}
