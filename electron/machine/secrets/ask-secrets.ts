import type { SecretStore } from '../../core/ports/secret-store';
import { StartFailure } from '../../core/ports/start-failure';

/** Asks the store of secrets. Rejects with `StartFailure` when there is none, or it does not answer. */
export async function askSecrets<Result>(
  secrets: () => Promise<SecretStore> | SecretStore,
  work: (store: SecretStore) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(await secrets());
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    throw new StartFailure(
      'secretUnavailable',
      'The keychain of this computer does not give out the password of the database.',
      'Unlock the keychain of this computer and try again.',
      { cause: error },
    );
  }
}
