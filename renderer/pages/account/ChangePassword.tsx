import type { SubmitEvent } from 'react';
import { passwordProblem } from '../../../shared/rules/passwords';
import { Failure, Grid, notify, PrimaryButton, Stack } from '../../kit/base';
import { useClient, usePerson, useRefreshSession } from '../../kit/data';
import { PasswordField } from '../../kit/inputs';
import {
  CurrentPasswordField,
  type FieldErrors,
  NewPasswordField,
  useSubmit,
  useTyped,
} from '../../kit/shell';

const empty = { currentPassword: '', newPassword: '', again: '' };

function problemsOf({ currentPassword, newPassword, again }: typeof empty, about: string[]): FieldErrors {
  const newProblem = passwordProblem(newPassword, about);
  return {
    ...(!currentPassword && { currentPassword: 'Fill this in' }),
    ...(newProblem && { newPassword: newProblem }),
    ...(again !== newPassword && { again: 'The two passwords are not the same.' }),
  };
}

/** A new password, by someone who knows the present one. */
export function ChangePassword() {
  const client = useClient();
  const person = usePerson();
  const refreshSession = useRefreshSession();
  const { isBusy, failure, run, ...wrong } = useSubmit();
  const about = [person.username, person.displayName];
  const { typed, field, isSound, forget } = useTyped(empty, (now) => problemsOf(now, about), wrong);

  const change = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!isSound()) return;
    const { currentPassword, newPassword } = typed;
    if (!(await run(() => client.session.changePassword({ currentPassword, newPassword })))) return;
    forget();
    notify.done('Password changed');
    refreshSession();
  };
  return (
    <form onSubmit={(event) => void change(event)} noValidate>
      <Stack gap={16}>
        <Grid columns={3}>
          <CurrentPasswordField
            label="Present password"
            autoComplete="current-password"
            {...field('currentPassword')}
          />
          <NewPasswordField label="New password" about={about} {...field('newPassword')} />
          <PasswordField label="New password once more" autoComplete="new-password" {...field('again')} />
        </Grid>
        {failure !== null && <Failure error={failure} inline />}
        <div>
          <PrimaryButton label="Change password" type="submit" loading={isBusy} />
        </div>
      </Stack>
    </form>
  );
}
