import { MemoryLog } from '../../testing/memory-log';
import { ComputerSecrets } from '../computer-secrets';
import { openKeyringSecretStore } from '../keyring-secret-store';
import { openKeytarSecretStore } from '../keytar-secret-store';

// The secrets of a computer in a process of their own, because a keychain library keeps to the session it met first.
const [, , vaultFile = '', plainFile = ''] = process.argv;
const log = new MemoryLog();
const secrets = new ComputerSecrets({ vaultFile, plainFile, log });
const libraries = { keytar: openKeytarSecretStore, keyring: openKeyringSecretStore };

/** What a test may ask for; each is answered with its result, or with the failure in words. */
const verbs = {
  status: () => secrets.status(),
  lookAgain: () => secrets.lookAgain(),
  createVault: (passphrase: string) => secrets.createVault(passphrase),
  unlock: (passphrase: string) => secrets.unlock(passphrase),
  read: async (name: string) => (await secrets.store()).read(name),
  write: async (name: string, secret: string) => (await secrets.store()).write(name, secret),
  remove: async (name: string) => (await secrets.store()).remove(name),
  readBy: async (library: 'keytar' | 'keyring', name: string) => (await libraries[library]())?.read(name),
  writeBy: async (library: 'keytar' | 'keyring', name: string, secret: string) =>
    (await libraries[library]())?.write(name, secret),
  hasLibrary: async (library: 'keytar' | 'keyring') => (await libraries[library]()) !== null,
  log: () =>
    log.lines.map(({ level, sentence, details }) => `${level} ${sentence} ${JSON.stringify(details)}`),
};
export type Verbs = typeof verbs;

process.on('message', ({ id, verb, args }: { id: number; verb: keyof Verbs; args: never[] }) => {
  const asked = verbs[verb] as (...given: never[]) => unknown;
  Promise.resolve()
    .then(() => asked(...args))
    .then(
      (value) => process.send?.({ id, value }),
      (error: { message: string; reason?: string; remedy?: string; stack?: string }) => {
        const { message, reason, remedy } = error;
        process.send?.({ id, failure: { message, reason, remedy } });
      },
    );
});
