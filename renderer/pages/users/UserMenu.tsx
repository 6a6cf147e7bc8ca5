import { IconKey, IconUserCheck, IconUserOff, IconUserShield } from '@tabler/icons-react';
import type { User } from '../../../shared/entities';
import { Menu, type MenuItem, notify } from '../../kit/base';
import { useClient, usePerson, useRefresher } from '../../kit/data';
import type { UserTask } from './user-task';

type Props = { user: User; name: string; onTask: (task: UserTask) => void };

/** What an administrator can do with one user. Nobody shuts themselves out here. */
export function UserMenu({ user, name, onTask }: Props) {
  const client = useClient();
  const refresher = useRefresher();
  const person = usePerson();
  if (user.deletedAt) return null;

  // Whoever was turned down before they ever had a role waits for approval again when that is taken back.
  const hasRole = Boolean(user.roles?.length);
  const setDisabled = async (disabled: boolean) => {
    try {
      await client.accounts.disable({ id: user.id, disabled });
      refresher.changed({ entity: 'users', id: user.id });
      const backWords = hasRole ? `${name} can sign in again` : `${name} waits for approval again`;
      const words = disabled ? `${name} can no longer sign in` : backWords;
      notify.done(words, disabled ? () => setDisabled(false) : undefined);
    } catch (error) {
      notify.failed(error);
    }
  };
  const items: MenuItem[] = [];
  if (user.status === 'pending') {
    items.push({ label: 'Approve…', icon: IconUserCheck, onSelect: () => onTask({ kind: 'approve', user }) });
  } else {
    items.push({ label: 'Roles…', icon: IconUserShield, onSelect: () => onTask({ kind: 'access', user }) });
  }
  items.push({ label: 'New password…', icon: IconKey, onSelect: () => onTask({ kind: 'password', user }) });
  if (user.status === 'disabled') {
    items.push({
      label: hasRole ? 'Let in again' : 'Back to waiting',
      icon: IconUserCheck,
      onSelect: () => void setDisabled(false),
    });
  } else if (user.id !== person.userId) {
    items.push({
      label: 'Shut out',
      icon: IconUserOff,
      danger: true,
      onSelect: () => void setDisabled(true),
    });
  }
  return <Menu label={`More for ${name}`} items={items} />;
}
