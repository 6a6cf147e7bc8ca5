import { entities, type User } from '../../../shared/entities';
import { Banner, DefaultButton, Dialog, Failure, PrimaryButton, Secondary, Stack } from '../../kit/base';
import { FieldInput } from '../../kit/inputs';
import { treats } from './access';
import { DoctorChoice } from './DoctorChoice';
import { PatientChoice } from './PatientChoice';
import { useAccess } from './use-access';

type Props = {
  user: User;
  /** true: lets a waiting person in. false: changes what someone may do. */
  isApproval: boolean;
  onClose: () => void;
};

/** What someone may do, and which doctor or patient they are; all of it saved as one step. */
export function AccessDialog({ user, isApproval, onClose }: Props) {
  const access = useAccess(user, isApproval, onClose);
  const { name, roles, errors, meanwhile, isLooking } = access;
  const lookingWords = `Looking for ${name} among the doctors…`;
  const disabledReason =
    roles.length === 0 ? 'Choose at least one role' : isLooking ? lookingWords : undefined;
  return (
    <Dialog
      opened
      onClose={onClose}
      title={isApproval ? `Let ${name} in?` : `What ${name} may do`}
      size="small"
      actions={
        <>
          <DefaultButton label="Close" onClick={onClose} />
          {!meanwhile && (
            <PrimaryButton
              label={isApproval ? 'Approve' : 'Save roles'}
              loading={access.isBusy}
              disabledReason={disabledReason}
              onClick={access.save}
            />
          )}
        </>
      }
    >
      <Stack gap={16}>
        {isApproval && <Secondary>{[user.username, user.email].filter(Boolean).join(' · ')}</Secondary>}
        <FieldInput
          name="roles"
          field={entities.users.fields.roles}
          value={roles}
          error={errors.roles}
          onChange={(next) => access.setRoles(Array.isArray(next) ? next.map(String) : [])}
        />
        {isLooking && <Secondary>{lookingWords}</Secondary>}
        {treats(roles) && !isLooking && (
          <DoctorChoice answer={access.doctor} onChange={access.setDoctor} {...{ name, roles, errors }} />
        )}
        {roles.includes('patient') && (
          <PatientChoice
            name={name}
            value={access.patient}
            error={errors.patient}
            onChange={access.setPatient}
          />
        )}
        {meanwhile && (
          <Banner tone="warn" boxed>
            <strong>{meanwhile}</strong> Nothing of this was saved.
          </Banner>
        )}
        {access.failure !== null && <Failure error={access.failure} inline />}
      </Stack>
    </Dialog>
  );
}
