import { createRequire } from 'node:module';
import type { SecretStore } from '../../core/ports/secret-store';
import { type Keychain, keychainSecretStore } from './keychain-secret-store';

/**
 * The keychain through keytar, or null where keytar is not installed: it is an optional dependency whose
 * native part has to be built, and a failed build must not stop anybody. Its `findCredentials` is never called: on a locked
 * keychain it ends the whole process (libsecret 0.20, segmentation fault).
 */
export function openKeytarSecretStore(load: () => unknown = loadKeytar): SecretStore | null {
  let keytar: unknown;
  try {
    keytar = load();
  } catch {
    return null;
  }
  // Over libsecret it answers null for what a locked keychain holds.
  return isKeychain(keytar) ? keychainSecretStore(keytar, { isSilentWhenLocked: true }) : null;
}

/** `require`, because a bundler must neither follow nor demand an optional native module. */
const loadKeytar = (): unknown => createRequire(import.meta.url)('keytar');

function isKeychain(module: unknown): module is Keychain {
  if (typeof module !== 'object' || module === null) return false;
  return ['getPassword', 'setPassword', 'deletePassword'].every(
    (name) => typeof Reflect.get(module, name) === 'function',
  );
}
