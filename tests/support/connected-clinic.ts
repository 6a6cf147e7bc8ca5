import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { ConnectionFields } from '../../shared/rules/connections/fields';
import type { DatabaseSource } from '../../electron/core/ports/database-source';
import type { StartFailure } from '../../electron/core/ports/start-failure';
import { ConnectionSettings } from '../../electron/machine/connection-settings';
import { openSettingsFile } from '../../electron/machine/settings-file';
import { MemoryLog } from '../../electron/machine/testing/memory-log';
import { MemorySecretStore } from '../../electron/machine/testing/memory-secret-store';
import { temporaryFolder } from '../../electron/machine/testing/temporary-folder';
import { carriers, openPeople, openTestClinic, type People, type TestClinic } from './clinic';
import { testDatabase } from './database';
import { startTestSet, type TestSet } from './mongod-set';

/** Of the account under which the server of a test lets Clinic Desk in. */
export const planted = 'planted-secret-0815';

/** For every test of a group: a clinic that knows connections as a desk does, beside one server with accounts for all. */
export function eachWithConnections() {
  let set: TestSet;
  let opened: Awaited<ReturnType<typeof openBeside>>;
  beforeAll(async () => {
    set = await startTestSet({
      accounts: [
        { user: 'root', password: 'r00t', roles: [{ role: 'root', db: 'admin' }] },
        { user: 'desk', password: planted, roles: [{ role: 'root', db: 'admin' }] },
      ],
    });
  }, 60_000);
  afterAll(() => set?.dispose());
  beforeEach(async () => {
    opened = await openBeside(set);
  });
  afterEach(async () => {
    await opened?.people.close();
    await opened?.clinic.close();
  });
  return { opened: () => opened };
}

async function openBeside(set: TestSet) {
  const around: Around = { isFolderOurs: true, secretsFailure: null };
  const folder = await temporaryFolder();
  const secrets = new MemorySecretStore();
  // A connection takes names of up to 38 letters.
  const here = testDatabase().replace('/test-', '/t-');
  const clinic = await openClinic({ folder, secrets, here, around });
  const carrier = await carriers['in-process'](clinic.core);
  const stranger = (await carrier.newCaller()) as People['admin'];
  const people = await openPeople(carrier.newCaller);
  const fields = (changes: Partial<ConnectionFields> = {}): ConnectionFields => ({
    name: 'Clinic server',
    kind: 'server',
    hosts: set.members.map(({ port }) => ({ host: '127.0.0.1', port })),
    srv: false,
    replicaSet: set.name,
    database: `clinic-${Math.random().toString(36).slice(2, 10)}`,
    tls: { isUsed: false },
    signIn: { mechanism: 'SCRAM-SHA-256', username: 'desk' },
    ...changes,
  });
  return {
    ...{ set, clinic, people, secrets, around },
    /** Signed out, in a session of their own. */
    stranger,
    /** The data folder, with its settings. */
    folder,
    /** The address of this computer's own database. */
    here,
    /** Of a connection to the server, with a database of its own each time. */
    fields,
    save: (changes?: Partial<ConnectionFields>) =>
      people.admin.client.connections.save({
        fields: fields(changes),
        secrets: { password: planted },
        acceptedRisks: [],
      }),
  };
}

/** What a test changes around the desk. */
type Around = { isFolderOurs: boolean; secretsFailure: StartFailure | null };

type Place = {
  readonly folder: string;
  readonly secrets: MemorySecretStore;
  readonly here: string;
  readonly around: Around;
};

async function openClinic({ folder, secrets, here, around }: Place): Promise<TestClinic> {
  const settings = await openSettingsFile(join(folder, 'settings.json'), new MemoryLog());
  const book = new ConnectionSettings({
    settings: () => (around.isFolderOurs ? settings : null),
    secrets: async () => {
      if (around.secretsFailure) throw around.secretsFailure;
      return secrets;
    },
    given: undefined,
    onLeave: async () => undefined,
  });
  return openTestClinic({ connections: book, source: chosenIn(book, here) });
}

/** The database that is chosen among connections; `here`: the address of this computer's own. */
export const chosenIn = (book: ConnectionSettings, here: string): DatabaseSource => ({
  get label() {
    return book.label;
  },
  open: async () => (await book.savedAddress(book.chosen)) ?? { uri: here },
  close: async () => undefined,
});
