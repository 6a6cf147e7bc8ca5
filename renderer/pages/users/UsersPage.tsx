import { IconPlus, IconUserCog } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { entities, type User } from '../../../shared/entities';
import { hasDuty, may } from '../../../shared/rules/permissions';
import { Empty, Forbidden, Page, PrimaryButton } from '../../kit/base';
import { useList, usePerson } from '../../kit/data';
import { formatNumber } from '../../kit/format';
import {
  type Column,
  EntityTable,
  type ListedRecord,
  recordTitle,
  richColumns,
  useListQuery,
} from '../../kit/table';
import { AccessDialog } from './AccessDialog';
import { NewPasswordDialog } from './NewPasswordDialog';
import { PendingPeople, waitingForApproval } from './PendingPeople';
import { UserMenu } from './UserMenu';
import type { UserTask } from './user-task';

const hrefOf = (user: ListedRecord) => `/users/${user.id}`;

/** Who may sign in: those who wait for approval first, then everyone. */
export function UsersPage() {
  const person = usePerson();
  const navigate = useNavigate();
  const [query, onQueryChange] = useListQuery(entities.users);
  const [total, setTotal] = useState<number>();
  const [task, setTask] = useState<UserTask | null>(null);
  const columns = useMemo((): Column[] => [...richColumns('users', person), actions(setTask)], [person]);
  const mayManage = may(person, 'read', entities.users) && hasDuty(person, 'manageAccounts');
  const waiting = useList('users', waitingForApproval, { isWanted: mayManage }).data;
  if (!mayManage) return <Forbidden />;
  return (
    <Page
      title="Users"
      subtitle={total === undefined ? undefined : formatNumber(total)}
      actions={<PrimaryButton label="New user" icon={IconPlus} onClick={() => void navigate('/users/new')} />}
      toolbar={
        waiting !== undefined &&
        waiting.total > 0 && (
          <PendingPeople
            people={waiting.rows}
            total={waiting.total}
            onApprove={(user) => setTask({ kind: 'approve', user })}
          />
        )
      }
      flush
      plainHead
    >
      <EntityTable
        entity="users"
        columns={columns}
        query={query}
        onQueryChange={onQueryChange}
        hrefOf={hrefOf}
        onOpen={(user) => void navigate(hrefOf(user))}
        onCount={setTotal}
        empty={<Empty icon={IconUserCog} title="No users yet" />}
      />
      {task && task.kind !== 'password' && (
        <AccessDialog
          key={task.user.id}
          user={task.user}
          isApproval={task.kind === 'approve'}
          onClose={() => setTask(null)}
        />
      )}
      {task?.kind === 'password' && (
        <NewPasswordDialog key={task.user.id} user={task.user} onClose={() => setTask(null)} />
      )}
    </Page>
  );
}

/** The last column: what can be done with one user. */
const actions = (onTask: (task: UserTask) => void): Column => ({
  id: 'actions',
  label: 'Actions',
  words: () => '',
  // Rows of this table are users.
  cell: (record) => (
    <UserMenu user={record as unknown as User} name={recordTitle('users', record)} onTask={onTask} />
  ),
  look: 'value',
  order: 'letters',
  width: 76,
  grow: 0,
  isShownAtFirst: true,
});
