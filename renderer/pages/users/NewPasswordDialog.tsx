import { type FormEvent, useId, useState } from 'react';
import { entities, type User } from '../../../shared/entities';
import { passwordProblem } from '../../../shared/rules/passwords';
import {
  Banner,
  DefaultButton,
  Dialog,
  Failure,
  notify,
  PrimaryButton,
  Secondary,
  Stack,
} from '../../kit/base';
import { useSaver } from '../../kit/data';
import { FieldInput } from '../../kit/inputs';
import { recordTitle } from '../../kit/table';
import { changedElsewhere } from './access';

/** Gives someone who forgot theirs a new password. */
export function NewPasswordDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const saver = useSaver('users');
  const formId = useId();
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setIsBusy] = useState(false);
  const name = recordTitle('users', user);
  const elsewhere = changedElsewhere(error);
  // Whoever reads that someone else was first and sets theirs all the same means it.
  const [revision, setRevision] = useState(user.revision);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const refused = passwordProblem(password, [user.username, user.displayName, user.email?.split('@')[0]]);
    setProblem(refused);
    setError(null);
    if (refused) return;
    setIsBusy(true);
    try {
      await saver.update(user.id, revision, { password });
      notify.done(`${name} has a new password`);
      onClose();
    } catch (failure) {
      setError(failure);
      setRevision(changedElsewhere(failure)?.current.revision ?? revision);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={`New password for ${name}`}
      size="small"
      actions={
        <>
          <DefaultButton label="Close" onClick={onClose} />
          <PrimaryButton
            label={elsewhere ? 'Set mine instead' : 'Set password'}
            type="submit"
            form={formId}
            loading={isBusy}
          />
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void save(event)} noValidate>
        <Stack gap={16}>
          <Secondary>Tell it to them yourself. They can change it under their account.</Secondary>
          <FieldInput
            name="password"
            field={entities.users.fields.password}
            value={password}
            error={problem ?? undefined}
            autoComplete="new-password"
            autoFocus
            onChange={(next) => setPassword(typeof next === 'string' ? next : '')}
          />
          {elsewhere && (
            <Banner tone="warn" boxed>
              <strong>
                {elsewhere.by} gave {name} another password meanwhile.
              </strong>{' '}
              Yours is not set.
            </Banner>
          )}
          {error !== null && !elsewhere && <Failure error={error} inline />}
        </Stack>
      </form>
    </Dialog>
  );
}
