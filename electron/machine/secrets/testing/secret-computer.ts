import { join } from 'node:path';
import { MemoryLog } from '../../testing/memory-log';
import { MemorySecretStore } from '../../testing/memory-secret-store';
import { temporaryFolder } from '../../testing/temporary-folder';
import { ComputerSecrets, type ComputerSecretsParts } from '../computer-secrets';
import { keychainSecretStore } from '../keychain-secret-store';
import { PassphraseVault } from '../passphrase-vault';

export const passphrase = 'copper lantern under the bridge';
/** Of the vault: what a test can wait for. */
export const cheap = { memory: 32, passes: 1, lanes: 1 };

/** A computer, from start to start, whose keychain can be taken away, locked and given back. */
export async function secretComputer() {
  const folder = await temporaryFolder();
  const [vaultFile, plainFile] = [join(folder, 'secrets.vault'), join(folder, 'secrets.json')];
  const keychain = new MemorySecretStore('the keychain');
  const log = new MemoryLog();
  const state: { keychain: 'works' | 'locked' | 'absent' } = { keychain: 'absent' };
  const guarded = keychainSecretStore({
    getPassword: (_, name) => asked(() => keychain.read(name)),
    setPassword: (_, name, secret) => asked(() => keychain.write(name, secret)),
    deletePassword: (_, name) => asked(() => keychain.remove(name).then(() => true)),
  });
  const asked = async <Answer>(answer: () => Promise<Answer>) => {
    if (state.keychain === 'locked') throw new Error('Cannot create an item in a locked collection');
    if (state.keychain === 'absent') throw new Error('Cannot autolaunch D-Bus without X11 $DISPLAY');
    return answer();
  };
  const start = (changes: Partial<ComputerSecretsParts> = {}) =>
    new ComputerSecrets({
      ...{ vaultFile, plainFile, log, keychains: [{ name: 'memory', open: () => guarded }] },
      ...{ vault: new PassphraseVault(vaultFile, cheap), now: () => new Date('2026-11-23T08:30:00Z') },
      ...changes,
    });
  return { folder, plainFile, vaultFile, keychain, log, state, start };
}
export const read = async (secrets: ComputerSecrets, name: string) => (await secrets.store()).read(name);
export const write = async (secrets: ComputerSecrets, name: string, secret: string) =>
  (await secrets.store()).write(name, secret);
