import { randomBytes } from 'node:crypto';
import type { SecretStore } from '../core/ports/secret-store';
import { ServerAdminError } from '../core/ports/server-admin';
import { StartFailure } from '../core/ports/start-failure';
import { askSecrets } from './secrets/ask-secrets';
import type { ManagedMongodParts, Say } from './managed-mongod-parts';
import { APPLICATION_USER, arrangeReplicaSet, awaitPrimary, setApplicationPassword } from './replica-set';
import { ANSWER_LIMIT_MS, asOwner, type OwnedServer } from './server-access';

type Keeping = Pick<ManagedMongodParts, 'secrets' | 'settings' | 'log'> & {
  /** Receives a sentence for a person when the password was gone. */
  readonly say: Say;
};

/** Under which name the password lies in the store of secrets. */
export const passwordName = ({ settings }: Pick<ManagedMongodParts, 'settings'>): string =>
  `managed-mongod/${settings.current.folderId}`;

/**
 * Makes a running server take writes and resolves with the password of the application. Where the store of secrets has
 * none, or one that the server does not accept (a keychain that was reset, a data folder from another computer, a
 * first start that was cut off), the key file proves that the folder is ours and the password is set anew: data is
 * never locked away. On a computer that keeps no secrets it is another one at each start, and written nowhere.
 */
export async function unlockMongod(keeping: Keeping, owned: OwnedServer): Promise<string> {
  const store = keeping.secrets;
  const name = passwordName(keeping);
  const stored = await askSecrets(store, (secrets) => secrets.read(name));
  if (stored && (await opensWith(keeping, owned, stored))) return stored;
  const password = stored || randomBytes(32).toString('base64url');
  const isKept = stored !== null || (await askSecrets(store, (secrets) => keptBy(secrets, name, password)));
  const became = await asOwner(owned, async (run) => {
    await arrangeReplicaSet(run, owned.port);
    return setApplicationPassword(run, password);
  });
  if (isKept && became === 'changed') {
    keeping.log.warn({ wasKept: stored !== null }, 'The password of the database was set anew');
    keeping.say(
      stored === null
        ? 'No password of the database on this computer was kept where passwords are. A new one was set and is kept now; no record is lost.'
        : 'The database on this computer had another password than the one that is kept. It has the kept one again; no record is lost.',
    );
  }
  return password;
}

/** False on a computer that keeps no secrets. */
async function keptBy(secrets: SecretStore, name: string, password: string): Promise<boolean> {
  try {
    await secrets.write(name, password);
    return true;
  } catch (error) {
    if (error instanceof StartFailure && error.reason === 'noSecretStore') return false;
    throw error;
  }
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
    log.warn({}, 'The database does not accept the password that is kept');
    return false;
  }
}
