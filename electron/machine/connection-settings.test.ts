import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ConnectionFields } from '../../shared/rules/connections/fields';
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

// Seen red with the row made before the secret was written: that it was copied was lost.
it('a connection that is saved keeps where it was copied to while its secret was being written', async () => {
  const settings = await openSettingsFile(join(await temporaryFolder(), 'settings.json'), new MemoryLog());
  const secrets = new MemorySecretStore();
  const book = new ConnectionSettings({
    settings: () => settings,
    secrets: async () => secrets,
    given: undefined,
    onLeave: async () => undefined,
  });
  const saved = await book.save({ fields, secrets: { password: 'first one' }, acceptedRisks: [] });
  const id = saved?.id ?? '';
  const copiedTo = { id: 'other', name: 'Big server', at: new Date(), isWhole: true };
  // A keychain that asks the person first.
  secrets.write = async (name, secret) => {
    await book.keepCopies(id, { copiedTo, returnedFrom: [] });
    secrets.entries.set(name, secret);
  };
  await book.save({ id, fields, secrets: { password: 'second one' }, acceptedRisks: [] });
  expect((await book.list()).connections).toContainEqual(expect.objectContaining({ id, copiedTo }));
  expect([...secrets.entries.values()]).toEqual(['second one']);
});
