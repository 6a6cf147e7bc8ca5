import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { Banner, Dialog, Paragraph, SoftButton, Stack } from '../../kit/base';
import { useClient, useRefreshSession, useSecretsStatus } from '../../kit/data';
import { ChoosePassphraseForm } from './ChoosePassphraseForm';
import { unprotectedWords } from './secrets-words';

/** Says that this computer has no keychain, and offers a vault, where a password may be wanted; nothing where passwords are kept. */
export function useVaultOffer() {
  const client = useClient();
  const refreshSession = useRefreshSession();
  const { data, refetch } = useSecretsStatus();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const isWanted = data?.place === 'nowhere';
  return {
    offer: isWanted && (
      <Banner
        tone="warn"
        icon={IconKey}
        boxed
        action={<SoftButton label="Choose a passphrase…" size="small" onClick={() => setOpen(true)} />}
      >
        This computer has no keychain, so Clinic Desk keeps no password on it. A vault that opens with a
        passphrase can keep them; it is needed for a database on another server, and can be made later under
        Connections. {unprotectedWords(data.unprotected)}
      </Banner>
    ),
    /** Stands outside of any form, as it has one of its own. */
    dialog: isOpen && (
      <Dialog opened onClose={close} title="A vault for passwords">
        <Stack gap={16}>
          <Paragraph>From then on, Clinic Desk asks for the passphrase at each start.</Paragraph>
          <ChoosePassphraseForm
            label="Make the vault"
            send={(passphrase) => client.secrets.createVault({ passphrase })}
            onDone={() => {
              close();
              refetch();
              refreshSession();
            }}
          />
        </Stack>
      </Dialog>
    ),
  };
}
