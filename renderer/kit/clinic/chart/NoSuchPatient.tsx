import { IconUserOff } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { entities } from '../../../../shared/entities';
import { reach } from '../../../../shared/rules/permissions';
import { DefaultButton } from '../../base/Button';
import { Empty } from '../../base/Empty';
import { usePerson } from '../../data';

/** In place of the record of nobody; on to all patients, or to the own record for who reaches no other. */
export function NoSuchPatient() {
  const navigate = useNavigate();
  const reached = reach(usePerson(), 'read', entities.patients);
  const [label, to] =
    typeof reached === 'object'
      ? ['My record', `/patients/${reached.patient}`]
      : ['All patients', '/patients'];
  return (
    <Empty
      icon={IconUserOff}
      title="There is no such patient"
      text="The record may have been removed."
      actions={<DefaultButton label={label} onClick={() => void navigate(to)} />}
    />
  );
}
