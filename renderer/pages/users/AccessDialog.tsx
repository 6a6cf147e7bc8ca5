import { useState } from 'react';
import { entities, type Role, roles as roleChoices, type User } from '../../../shared/entities';
import type { Issue } from '../../../shared/contract';
import { DefaultButton, Dialog, Failure, notify, PrimaryButton, Secondary, Stack } from '../../kit/base';
import { useClient, useRefresher, useSaver } from '../../kit/data';
import { FieldInput } from '../../kit/inputs';
import { recordTitle } from '../../kit/table';

type Props = {
  user: User;
  /** true: lets a waiting person in. false: changes what someone may do. */
  isApproval: boolean;
  onClose: () => void;
};

const { fields } = entities.users;
/** Roles of people who may be one of the clinic's doctors. */
const treats = (roles: readonly string[]) => roles.includes('doctor') || roles.includes('nurse');
const isRole = (value: string): value is Role => roleChoices.some((role) => role.value === value);
const id = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);

/** What someone may do, and which doctor or patient they are. */
export function AccessDialog({ user, isApproval, onClose }: Props) {
  const client = useClient();
  const refresher = useRefresher();
  const saver = useSaver('users');
  const [roles, setRoles] = useState<readonly string[]>(user.roles ?? []);
  const [doctor, setDoctor] = useState<unknown>(user.doctor);
  const [patient, setPatient] = useState<unknown>(user.patient);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const name = recordTitle('users', user);
  const issues = issuesOf(error);

  const save = async () => {
    setIsBusy(true);
    setError(null);
    const chosen = {
      roles: roles.filter(isRole),
      doctor: treats(roles) ? id(doctor) : null,
      patient: roles.includes('patient') ? id(patient) : null,
    };
    try {
      if (isApproval) {
        await client.accounts.approve({ id: user.id, ...chosen });
        refresher.changed({ entity: 'users', id: user.id });
      } else {
        // One write: roles and the record they are about belong together.
        await saver.update(user.id, user.revision, chosen);
      }
      notify.done(isApproval ? `${name} can sign in now` : `Roles of ${name} saved`);
      onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={isApproval ? `Let ${name} in?` : `What ${name} may do`}
      size="small"
      actions={
        <>
          <DefaultButton label="Close" onClick={onClose} />
          <PrimaryButton
            label={isApproval ? `Approve` : 'Save roles'}
            loading={isBusy}
            disabledReason={roles.length === 0 ? 'Choose at least one role' : undefined}
            onClick={() => void save()}
          />
        </>
      }
    >
      <Stack gap={16}>
        {isApproval && <Secondary>{[user.username, user.email].filter(Boolean).join(' · ')}</Secondary>}
        <FieldInput
          name="roles"
          field={fields.roles}
          value={roles}
          error={issues.roles}
          onChange={(next) => setRoles(Array.isArray(next) ? next.map(String) : [])}
        />
        {treats(roles) && (
          <FieldInput
            name="doctor"
            field={{ ...fields.doctor, help: 'Whose appointments and working hours are theirs.' }}
            value={doctor}
            error={issues.doctor}
            onChange={setDoctor}
          />
        )}
        {roles.includes('patient') && (
          <FieldInput
            name="patient"
            field={{ ...fields.patient, required: true, help: 'They see this record and no other.' }}
            value={patient}
            error={issues.patient}
            onChange={setPatient}
          />
        )}
        {error !== null && Object.keys(issues).length === 0 && <Failure error={error} inline />}
      </Stack>
    </Dialog>
  );
}

/** Reasons of a refusal by the field they belong to; empty for other failures. */
function issuesOf(error: unknown): Record<string, string> {
  const data =
    error instanceof Error && 'data' in error ? (error.data as { issues?: Issue[] } | undefined) : undefined;
  const issues = Array.isArray(data?.issues) ? data.issues : [];
  return Object.fromEntries(issues.map((issue) => [String(issue.path[0] ?? 'roles'), issue.message]));
}
