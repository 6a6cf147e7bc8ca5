import type { SecretStore } from '../core/ports/secret-store';

/** The name under which the keychain shows our entries. */
export const KEYCHAIN_SERVICE = 'Clinic Desk';

/** The three calls that keytar and @napi-rs/keyring have in common. */
export type Keychain = {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
};

/** Names the keychain in the words of each system. */
export function keychainDescription(platform: NodeJS.Platform = process.platform): string {
  if (platform === 'darwin') return 'the keychain of this Mac';
  if (platform === 'win32') return 'the Windows Credential Manager';
  return 'the keychain of this computer';
}

export function keychainSecretStore(keychain: Keychain): SecretStore {
  return {
    description: keychainDescription(),
    // keytar answers null, @napi-rs/keyring undefined, for an entry that is not there.
    read: async (name) => (await keychain.getPassword(KEYCHAIN_SERVICE, name)) ?? null,
    write: (name, secret) => keychain.setPassword(KEYCHAIN_SERVICE, name, secret),
    remove: async (name) => {
      await keychain.deletePassword(KEYCHAIN_SERVICE, name);
    },
  };
}
