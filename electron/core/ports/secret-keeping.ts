import type { SecretsStatus } from '../../../shared/contract';

export type { SecretsStatus };

/**
 * How this computer keeps secrets, and its passphrase vault. Passphrases go in and come out nowhere; whether they are good
 * enough is checked by the caller. Rejects with `StartFailure` when a file or the keychain cannot be used.
 */
export interface SecretKeeping {
  status(): Promise<Omit<SecretsStatus, 'tryAgainAt'>>;
  /** Looks for the keychain again, asking for its password again where it does; rejects when secrets cannot be had. */
  lookAgain(): Promise<void>;
  /** Makes a vault and moves what lies unprotected into it. Not where the keychain works, and not over a vault. */
  createVault(passphrase: string): Promise<'made' | 'thereAlready' | 'keychainWorks'>;
  /** Opens the vault; where the keychain works again, what is in it goes there and the vault is gone. */
  unlock(passphrase: string): Promise<'open' | 'wrong' | 'noVault'>;
  /** Of an open vault. */
  changePassphrase(present: string, next: string): Promise<'changed' | 'wrong' | 'noVault'>;
  /**
   * Puts a vault that nobody can open aside, under another name beside it, and makes a new one; where the keychain works, none
   * is needed.
   */
  startAnew(passphrase: string): Promise<'made' | 'noVault' | 'isOpen'>;
}
