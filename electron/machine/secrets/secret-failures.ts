import { StartFailure } from '../../core/ports/start-failure';

/** The keychain is there and asks for its own password, or says nothing at all. */
export const keychainLocked = (options?: ErrorOptions): StartFailure =>
  new StartFailure(
    'keychainLocked',
    'The keychain of this computer is locked, so Clinic Desk cannot reach the passwords in it.',
    'Unlock it (on many computers by signing in to the computer again) and try again. Nothing is lost meanwhile.',
    options,
  );

/** It served before and does not any more, which libsecret does not get over in the life of a process. */
export const keychainRestarted = (options?: ErrorOptions): StartFailure =>
  new StartFailure(
    'keychainLocked',
    'The keychain of this computer was started anew and does not know Clinic Desk any more.',
    'Close Clinic Desk and start it again. Nothing is lost meanwhile.',
    options,
  );

export const vaultLocked = (): StartFailure =>
  new StartFailure(
    'vaultLocked',
    'Clinic Desk is waiting for the passphrase of this computer.',
    'It is typed once at each start. It opens the vault with the passwords of the databases and is not your own password; whoever set Clinic Desk up here wrote it down. All records are safe meanwhile.',
  );

/** The passphrase that the start was given is not that of the vault. */
export const givenPassphraseWrong = (): StartFailure =>
  new StartFailure(
    'vaultLocked',
    'CLINIC_VAULT_PASSPHRASE is not the passphrase of the vault of this computer, which stays locked.',
    'Type the right one where Clinic Desk asks for it, or correct CLINIC_VAULT_PASSPHRASE and start again.',
  );

/** The passphrase that the start was given may not be one. */
export const givenPassphraseRefused = (why: string): StartFailure =>
  new StartFailure(
    'noSecretStore',
    `No vault was made with CLINIC_VAULT_PASSPHRASE: ${why}`,
    'Choose a passphrase where Clinic Desk asks for one, or correct CLINIC_VAULT_PASSPHRASE and start again.',
  );

export const vaultUnreadable = (why: 'newer' | 'damaged', options?: ErrorOptions): StartFailure =>
  new StartFailure(
    'vaultUnreadable',
    why === 'newer'
      ? 'A later version of Clinic Desk wrote the vault with the passwords of this computer; this one cannot read it.'
      : 'The vault with the passwords of this computer is damaged and cannot be read.',
    why === 'newer'
      ? 'Start the later version.'
      : 'Put the file "secrets.vault" back from a copy of the data folder and try again, or begin with a new vault: the records stay, passwords of other servers have to be typed once more.',
    options,
  );

/** There is neither keychain nor vault: secrets are kept nowhere. */
export const noSecretStore = (): StartFailure =>
  new StartFailure(
    'noSecretStore',
    'This computer has no keychain, so there is no safe place for a password yet.',
    'Choose a passphrase for a vault first, then save again.',
  );
