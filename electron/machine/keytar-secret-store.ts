import { createRequire } from 'node:module';
import type { SecretStore } from '../core/ports/secret-store';
import { type Keychain, keychainSecretStore } from './keychain-secret-store';

/**
 * The keychain through keytar, or null where keytar is not installed: it is an optional dependency whose
 * native part has to be built, and a failed build must not stop anybody.
 */
export function openKeytarSecretStore(load: () => unknown = loadKeytar): SecretStore | null {
  let keytar: unknown;
  try {
    keytar = load();
  } catch {
    return null;
  }
  return isKeychain(keytar) ? keychainSecretStore(keytar) : null;
}

/** `require`, because a bundler must neither follow nor demand an optional native module. */
const loadKeytar = (): unknown => createRequire(import.meta.url)('keytar');

function isKeychain(module: unknown): module is Keychain {
  if (typeof module !== 'object' || module === null) return false;
  return ['getPassword', 'setPassword', 'deletePassword'].every(
    (name) => typeof Reflect.get(module, name) === 'function',
  );
}
