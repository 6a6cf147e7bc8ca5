import { useState } from 'react';
import {
  DefaultButton,
  Dialog,
  Failure,
  Paragraph,
  Row,
  Section,
  SoftButton,
  Stack,
  Warn,
} from '../../kit/base';
import { useClient, useRefreshSession, useSecretsStatus } from '../../kit/data';
import { ChangePassphraseForm } from './ChangePassphraseForm';
import { ChoosePassphraseForm } from './ChoosePassphraseForm';
import { keptWords, unprotectedWords } from './secrets-words';
import { useVaultDoing } from './use-vault-doing';
import { VaultFailure } from './VaultFailure';
import { UnlockForm } from './UnlockForm';

type Task = 'create' | 'unlock' | 'change' | 'anew';

const titles: Readonly<Record<Task, string>> = {
  create: 'A vault for passwords',
  unlock: 'Open the vault',
  change: 'Another passphrase for the vault',
  anew: 'A new vault instead of the one that nobody can open',
};

/** How this computer keeps the passwords of databases, and its vault: making, opening and changing it. */
export function KeptPasswords() {
  const client = useClient();
  const refreshSession = useRefreshSession();
  const { data, error, refetch } = useSecretsStatus();
  const { isBusy, failure, trouble, run } = useVaultDoing();
  const [task, setTask] = useState<Task | null>(null);
  const close = () => setTask(null);
  const onDone = () => {
    close();
    refetch();
    refreshSession();
  };
  const tryAgain = async () => {
    await run(() => client.secrets.tryAgain());
    onDone();
  };
  if (!data)
    return (
      <Section title="Where passwords are kept">
        {error && <Failure error={error} onRetry={refetch} inline />}
      </Section>
    );
  const { place, vault, keychain, unprotected } = data;
  const left = unprotectedWords(unprotected);
  const isLockedKeychain = vault === 'none' && keychain === 'locked';
  const isShut = vault === 'locked' || vault === 'unreadable';
  return (
    <Section
      title="Where passwords are kept"
      action={
        <Row gap={8}>
          {vault === 'none' && keychain !== 'works' && (
            <SoftButton label="Choose a passphrase…" size="small" onClick={() => setTask('create')} />
          )}
          {isLockedKeychain && (
            <DefaultButton label="Try again" size="small" loading={isBusy} onClick={() => void tryAgain()} />
          )}
          {vault === 'locked' && (
            <SoftButton label="Open the vault…" size="small" onClick={() => setTask('unlock')} />
          )}
          {isShut && (
            <DefaultButton label="Begin a new vault…" size="small" onClick={() => setTask('anew')} />
          )}
          {place === 'vault' && (
            <DefaultButton label="Change the passphrase…" size="small" onClick={() => setTask('change')} />
          )}
        </Row>
      }
    >
      <Stack gap={8}>
        <Paragraph>{keptWords(data)}</Paragraph>
        {left && <Warn>{left}</Warn>}
        <VaultFailure {...{ failure, trouble }} />
      </Stack>
      {task && (
        <Dialog opened onClose={close} title={titles[task]} size="normal">
          {task === 'create' && (
            <ChoosePassphraseForm
              label="Make the vault"
              send={(passphrase) => client.secrets.createVault({ passphrase })}
              onDone={onDone}
            />
          )}
          {task === 'unlock' && (
            <UnlockForm
              send={(passphrase) => client.secrets.unlock({ passphrase })}
              onDone={onDone}
              autoFocus
            />
          )}
          {task === 'change' && <ChangePassphraseForm onDone={onDone} />}
          {task === 'anew' && (
            <Stack gap={16}>
              <Paragraph>
                The old vault is put aside as a file of the data folder that stays sealed. The records stay.
                Passwords of other servers have to be typed again.
              </Paragraph>
              <ChoosePassphraseForm
                label="Begin a new vault"
                send={(passphrase) => client.secrets.startAnew({ passphrase })}
                onDone={onDone}
              />
            </Stack>
          )}
        </Dialog>
      )}
    </Section>
  );
}
