import { IconKey } from '@tabler/icons-react';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import type { SecretsOutcome } from '../../../shared/contract';
import { passphraseProblem } from '../../../shared/rules/passphrases';
import { Banner, Paragraph, PrimaryButton, Row, Stack } from '../../kit/base';
import { CheckField, PasswordField } from '../../kit/inputs';
import { type FieldErrors, focusFirstError, NewPassphraseField } from '../../kit/shell';
import { useVaultDoing } from './use-vault-doing';
import { VaultFailure } from './VaultFailure';

const nothingTyped = { passphrase: '', again: '', isKnown: false };

function problemsOf({ passphrase, again, isKnown }: typeof nothingTyped): FieldErrors {
  const problem = passphraseProblem(passphrase);
  return {
    ...(problem && { passphrase: problem }),
    ...(again !== passphrase && { again: 'The two passphrases are not the same.' }),
    ...(!isKnown && { isKnown: 'Confirm this first.' }),
  };
}

type Props = {
  /** Names the result: "Make the vault". */
  label: string;
  send: (passphrase: string) => Promise<SecretsOutcome>;
  onDone: () => void;
  /** Another way out, left of the button. */
  besides?: ReactNode;
};

/** The passphrase of a new vault, typed twice, and that nobody can bring it back. */
export function ChoosePassphraseForm({ label, send, onDone, besides }: Props) {
  const [typed, setTyped] = useState(nothingTyped);
  const [problems, setProblems] = useState<FieldErrors>({});
  const { isBusy, failure, trouble, fieldErrors, run, clear } = useVaultDoing();
  const errors: FieldErrors = { ...fieldErrors, ...problems };
  const change = (changes: Partial<typeof nothingTyped>) => {
    setTyped({ ...typed, ...changes });
    setProblems({});
    clear();
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const found = problemsOf(typed);
    setProblems(found);
    if (Object.keys(found).length > 0) return focusFirstError();
    if (!(await run(() => send(typed.passphrase)))) return focusFirstError();
    setTyped(nothingTyped);
    onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap={16}>
        <Paragraph>
          From now on this passphrase is asked for at every start of Clinic Desk on this computer, before any
          database opens. That includes "This computer", also where it opened without one until now.
        </Paragraph>
        <NewPassphraseField
          label="Passphrase"
          name="passphrase"
          required
          value={typed.passphrase}
          error={errors.passphrase}
          onChange={(passphrase) => change({ passphrase })}
        />
        <PasswordField
          label="Passphrase once more"
          name="again"
          autoComplete="new-password"
          required
          value={typed.again}
          error={errors.again}
          onChange={(again) => change({ again })}
        />
        <Banner tone="warn" icon={IconKey} boxed>
          Nobody can bring this passphrase back. Without it, the records stay, and passwords of other servers
          have to be typed again.
        </Banner>
        <CheckField
          label="I have written it down and keep it away from this computer"
          checked={typed.isKnown}
          error={errors.isKnown}
          onChange={(isKnown) => change({ isKnown })}
        />
        <VaultFailure {...{ failure, trouble }} />
        <Row gap={8} justify="end">
          {besides}
          <PrimaryButton label={label} type="submit" loading={isBusy} />
        </Row>
      </Stack>
    </form>
  );
}
