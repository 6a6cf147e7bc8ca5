import { randomBytes } from 'node:crypto';
import { ServerAdminError } from '../core/ports/server-admin';
import { askSecrets } from './ask-secrets';
import type { ManagedMongodParts } from './managed-mongod-parts';
import { APPLICATION_USER, arrangeReplicaSet, awaitPrimary, setApplicationPassword } from './replica-set';
import { ANSWER_LIMIT_MS, asOwner, type OwnedServer } from './server-access';

type Keeping = Pick<ManagedMongodParts, 'secrets' | 'settings' | 'log'>;

/**
 * Makes a running server take writes and resolves with the password of the application. Where the keychain has
 * none, or one that the server does not accept (a keychain that was reset, a data folder from another computer, a
 * first start that was cut off), the key file proves that the folder is ours and the password is set anew: data is
 * never locked away.
 */
export async function unlockMongod(keeping: Keeping, owned: OwnedServer): Promise<string> {
  const store = () => keeping.secrets;
  const name = `managed-mongod/${keeping.settings.current.folderId}`;
  const stored = await askSecrets(store, (secrets) => secrets.read(name));
  if (stored && (await opensWith(keeping, owned, stored))) return stored;
  const password = stored || randomBytes(32).toString('base64url');
  if (!stored) await askSecrets(store, (secrets) => secrets.write(name, password));
  await asOwner(owned, async (run) => {
    await arrangeReplicaSet(run, owned.port);
    await setApplicationPassword(run, password);
  });
  return password;
}

async function opensWith(
  { log }: Keeping,
  { port, administer }: OwnedServer,
  password: string,
): Promise<boolean> {
  const credentials = { username: APPLICATION_USER, password, database: 'admin' };
  try {
    return (await administer({ port, credentials, patienceMs: ANSWER_LIMIT_MS }, awaitPrimary)) === 'primary';
  } catch (error) {
    if (!(error instanceof ServerAdminError && error.reason === 'notAuthenticated')) throw error;
    log.warn({}, 'The database does not accept the password of the keychain; it is set anew');
    return false;
  }
}
