import type { SubmitEvent } from 'react';
import { passphraseProblem } from '../../../shared/rules/passphrases';
import { notify, PrimaryButton, Row, Stack } from '../../kit/base';
import { useClient } from '../../kit/data';
import { PasswordField } from '../../kit/inputs';
import {
  CurrentPasswordField,
  type FieldErrors,
  focusFirstError,
  NewPassphraseField,
  useTyped,
} from '../../kit/shell';
import { useVaultDoing } from './use-vault-doing';
import { VaultFailure } from './VaultFailure';

const nothingTyped = { passphrase: '', newPassphrase: '', again: '' };

function problemsOf({ passphrase, newPassphrase, again }: typeof nothingTyped): FieldErrors {
  const problem = passphraseProblem(newPassphrase);
  return {
    ...(!passphrase && { passphrase: 'Fill this in' }),
    ...(problem && { newPassphrase: problem }),
    ...(again !== newPassphrase && { again: 'The two passphrases are not the same.' }),
  };
}

/** A new passphrase for an open vault, by someone who knows the present one. */
export function ChangePassphraseForm({ onDone }: { onDone: () => void }) {
  const client = useClient();
  const { isBusy, failure, trouble, run, ...wrong } = useVaultDoing();
  const { typed, field, isSound, forget } = useTyped(nothingTyped, problemsOf, wrong);
  const change = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!isSound()) return;
    const { passphrase, newPassphrase } = typed;
    if (!(await run(() => client.secrets.changePassphrase({ passphrase, newPassphrase }))))
      return focusFirstError();
    forget();
    notify.done('Passphrase changed');
    onDone();
  };
  return (
    <form onSubmit={(event) => void change(event)} noValidate>
      <Stack gap={16}>
        <CurrentPasswordField label="Present passphrase" {...field('passphrase')} />
        <NewPassphraseField label="New passphrase" {...field('newPassphrase')} />
        <PasswordField label="New passphrase once more" autoComplete="new-password" {...field('again')} />
        <VaultFailure {...{ failure, trouble }} />
        <Row justify="end">
          <PrimaryButton label="Change the passphrase" type="submit" loading={isBusy} />
        </Row>
      </Stack>
    </form>
  );
}
