import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionFields } from '../../shared/rules/connections/fields';
import { thisComputerId } from '../core/ports/connection-book';
import type { SecretStore } from '../core/ports/secret-store';
import { ConnectionSettings } from './connection-settings';
import { openSettingsFile } from './settings-file';
import { MemoryLog } from './testing/memory-log';
import { MemorySecretStore } from './testing/memory-secret-store';
import { temporaryFolder } from './testing/temporary-folder';

const fields: ConnectionFields = {
  name: 'Clinic server',
  kind: 'server',
  hosts: [{ host: 'db.example' }],
  srv: false,
  database: 'clinic',
  tls: { isUsed: true },
  signIn: { mechanism: 'SCRAM-SHA-256', username: 'desk' },
};

describe('the kept connections, changed while a secret is being written', () => {
  let book: ConnectionSettings;
  let secrets: MemorySecretStore;
  let goOn: () => void;
  let isWriting: Promise<void>;

  beforeEach(async () => {
    const settings = await openSettingsFile(join(await temporaryFolder(), 'settings.json'), new MemoryLog());
    secrets = new MemorySecretStore();
    let begin: () => void = () => undefined;
    isWriting = new Promise((resolve) => {
      begin = resolve;
    });
    const hold = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let isHeld = false;
    // A keychain that asks the person first, from the second write on.
    const slow: SecretStore = Object.assign(Object.create(secrets) as SecretStore, {
      write: async (name: string, secret: string) => {
        if (isHeld) {
          begin();
          await hold;
        }
        isHeld = true;
        await secrets.write(name, secret);
      },
    });
    book = new ConnectionSettings({
      settings: () => settings,
      secrets: async () => slow,
      given: undefined,
      onLeave: async () => undefined,
    });
  });

  const saveAgain = async () => {
    const saved = await book.save({ fields, secrets: { password: 'first one' }, acceptedRisks: [] });
    const id = saved?.id ?? '';
    const saving = book.save({ id, fields, secrets: { password: 'second one' }, acceptedRisks: [] });
    await isWriting;
    return { id, saving };
  };
  const connections = async () => (await book.list()).connections.filter(({ id }) => id !== thisComputerId);

  // Seen red with the row made before the secret was written: that it was copied was lost.
  it('keep where they were copied to meanwhile', async () => {
    const { id, saving } = await saveAgain();
    const copiedTo = { id: 'other', name: 'Big server', at: new Date(), isWhole: true };
    await book.keepCopied(id, copiedTo);
    goOn();
    await saving;
    expect(await connections()).toMatchObject([{ id, copiedTo: { id: 'other', isWhole: true } }]);
  });

  // Seen red without turns: the save ended in a fault, and its password stayed without a connection.
  it('are forgotten with their secret, whichever was asked for first', async () => {
    const { id, saving } = await saveAgain();
    const forgetting = book.forget(id);
    goOn();
    await Promise.all([saving, forgetting]);
    expect(await connections()).toEqual([]);
    expect([...secrets.entries]).toEqual([]);
    expect(await book.save({ id, fields, acceptedRisks: [] })).toBeNull();
  });
});
