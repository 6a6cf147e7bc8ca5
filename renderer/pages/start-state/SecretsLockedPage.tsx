import { IconKey, IconLock } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ClinicClient, DatabaseState } from '../../../shared/contract';
import { Icon, Link, Paragraph, PrimaryButton, QuietButton, Row, Stack } from '../../kit/base';
import { OpeningCard, OpeningFrame, OpeningTitle } from '../../kit/shell';
import { ChoosePassphraseForm } from '../secrets/ChoosePassphraseForm';
import { UnlockForm } from '../secrets/UnlockForm';
import { useVaultDoing } from '../secrets/use-vault-doing';
import { VaultFailure } from '../secrets/VaultFailure';

type Failed = Extract<DatabaseState, { kind: 'failed' }>;

/** The database waits for a secret, and a person can help: reasons of `StartFailure`. */
export const waitsForSecret = ({ reason }: Failed): boolean =>
  ['vaultLocked', 'vaultUnreadable', 'keychainLocked', 'noSecretStore'].includes(reason);

type Props = {
  database: Failed;
  client: ClinicClient;
  version?: string;
  /** Asks anew how the database stands. */
  onChange: () => void;
  /** The page where another database is chosen, where that is possible. */
  chooseAnother?: string | undefined;
};

/** The keychain or the vault is locked: what that means, and the way to go on. */
export function SecretsLockedPage({ database, client, version, onChange, chooseAnother }: Props) {
  const { reason, message, remedy } = database;
  const [isNew, setNew] = useState(false);
  const isOfVault = reason === 'vaultLocked' || reason === 'vaultUnreadable';
  const choosesPassphrase = isNew || reason === 'noSecretStore';
  return (
    <OpeningFrame version={version}>
      <OpeningCard>
        <Stack gap={16}>
          <Row>
            <Icon icon={isOfVault ? IconKey : IconLock} size={26} />
          </Row>
          <div role="alert">
            {isNew ? (
              <OpeningTitle title={isOfVault ? 'A new vault' : 'A vault for passwords'} />
            ) : (
              <OpeningTitle title={message} text={remedy} />
            )}
          </div>
          {reason === 'vaultLocked' && !isNew && (
            <UnlockForm
              send={(passphrase) => client.secrets.unlock({ passphrase })}
              onDone={onChange}
              autoFocus
              besides={<QuietButton label="Nobody knows the passphrase" onClick={() => setNew(true)} />}
            />
          )}
          {!choosesPassphrase && reason !== 'vaultLocked' && (
            <TryAgain
              client={client}
              onChange={onChange}
              besides={
                <QuietButton
                  label={isOfVault ? 'Begin a new vault' : 'Keep passwords in a vault instead'}
                  onClick={() => setNew(true)}
                />
              }
            />
          )}
          {choosesPassphrase && (
            <>
              <Paragraph>
                {isOfVault
                  ? 'Only where nobody knows the passphrase: ask whoever set Clinic Desk up here first. The old vault is put aside as a file that stays locked. The records stay, passwords of other servers have to be typed again.'
                  : 'A vault is a file on this computer for the passwords of databases; it opens with a passphrase. What the keychain holds stays in it; once it works again, what the vault holds goes there.'}
              </Paragraph>
              <ChoosePassphraseForm
                label={isOfVault ? 'Begin a new vault' : 'Make the vault'}
                send={(passphrase) =>
                  isOfVault
                    ? client.secrets.startAnew({ passphrase })
                    : client.secrets.createVault({ passphrase })
                }
                onDone={onChange}
                besides={isNew && <QuietButton label="Back" onClick={() => setNew(false)} />}
              />
            </>
          )}
          {chooseAnother && <Link to={chooseAnother}>Choose another connection</Link>}
        </Stack>
      </OpeningCard>
    </OpeningFrame>
  );
}

type TryAgainProps = Pick<Props, 'client' | 'onChange'> & { besides: ReactNode };

/** After the person did what the remedy says. */
function TryAgain({ client, onChange, besides }: TryAgainProps) {
  const { isBusy, failure, trouble, run } = useVaultDoing();
  const tryAgain = async () => {
    if (await run(() => client.secrets.tryAgain())) onChange();
  };
  return (
    <Stack gap={16}>
      <VaultFailure {...{ failure, trouble }} />
      <Row gap={8} justify="end">
        {besides}
        <PrimaryButton label="Try again" loading={isBusy} onClick={() => void tryAgain()} />
      </Row>
    </Stack>
  );
}
