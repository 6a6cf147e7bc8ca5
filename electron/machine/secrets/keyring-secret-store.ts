import type { SecretStore } from '../../core/ports/secret-store';
import { type Keychain, keychainSecretStore } from './keychain-secret-store';

/**
 * The keychain through @napi-rs/keyring, whose binaries come with npm; null where there is none for this system.
 * It does not see keytar's entries, nor keytar its. Its `/keytar` module is not used: on Linux that one falls
 * back to the kernel's keyring, which forgets everything at a restart of the computer.
 */
export async function openKeyringSecretStore(
  load: () => Promise<Keyring> = loadKeyring,
): Promise<SecretStore | null> {
  let keyring: Keyring;
  try {
    keyring = await load();
  } catch {
    return null;
  }
  const entry = (service: string, account: string) =>
    new keyring.AsyncEntry(service, account, { linux: { store: 'secret-service' } });
  // Opening an entry throws where there is no keychain: inside `async` it rejects like the rest.
  const keychain: Keychain = {
    getPassword: async (service, account) => entry(service, account).getPassword(),
    setPassword: async (service, account, password) => entry(service, account).setPassword(password),
    deletePassword: async (service, account) => entry(service, account).deletePassword(),
  };
  return keychainSecretStore(keychain);
}

type Keyring = Pick<typeof import('@napi-rs/keyring'), 'AsyncEntry'>;

const loadKeyring = (): Promise<Keyring> => import('@napi-rs/keyring');
