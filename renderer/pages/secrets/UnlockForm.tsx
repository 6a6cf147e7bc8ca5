import { type ReactNode, type SubmitEvent, useState } from 'react';
import type { SecretsOutcome } from '../../../shared/contract';
import { PrimaryButton, Row, Stack } from '../../kit/base';
import { CurrentPasswordField, focusFirstError } from '../../kit/shell';
import { useVaultDoing } from './use-vault-doing';
import { VaultFailure } from './VaultFailure';

type Props = {
  send: (passphrase: string) => Promise<SecretsOutcome>;
  onDone: () => void;
  /** Another way out, left of the button. */
  besides?: ReactNode;
  autoFocus?: boolean;
};

/** The passphrase of a vault that is locked. */
export function UnlockForm({ send, onDone, besides, autoFocus }: Props) {
  const [passphrase, setPassphrase] = useState('');
  const { isBusy, failure, trouble, fieldErrors, run, clear } = useVaultDoing();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (passphrase === '') return;
    if (!(await run(() => send(passphrase)))) return focusFirstError();
    setPassphrase('');
    onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap={16}>
        <CurrentPasswordField
          label="Passphrase of the vault"
          name="passphrase"
          required
          autoFocus={autoFocus}
          value={passphrase}
          error={fieldErrors.passphrase}
          onChange={(text) => {
            setPassphrase(text);
            clear();
          }}
        />
        <VaultFailure {...{ failure, trouble }} />
        <Row gap={8} justify="end">
          {besides}
          <PrimaryButton label="Open the vault" type="submit" loading={isBusy} />
        </Row>
      </Stack>
    </form>
  );
}
