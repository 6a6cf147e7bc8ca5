import { IconKey, IconUserCheck, IconUserOff, IconUserShield } from '@tabler/icons-react';
import type { User } from '../../../shared/entities';
import { Menu, type MenuItem } from '../../kit/base';
import { usePerson } from '../../kit/data';
import { useShutOut } from './use-shut-out';
import type { UserTask } from './user-task';

type Props = { user: User; name: string; onTask: (task: UserTask) => void };

/** What an administrator can do with one user. Nobody shuts themselves out here. */
export function UserMenu({ user, name, onTask }: Props) {
  const shutOut = useShutOut();
  const person = usePerson();
  if (user.deletedAt) return null;

  const hasRole = Boolean(user.roles?.length);
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
      onSelect: () => void shutOut(user, false),
    });
  } else if (user.id !== person.userId) {
    items.push({
      label: 'Shut out',
      icon: IconUserOff,
      danger: true,
      onSelect: () => void shutOut(user, true),
    });
  }
  return <Menu label={`More for ${name}`} items={items} />;
}
