import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { AnyRouter } from '@orpc/server';
import { WebSocket } from 'ws';
import { type Core, createCore } from '../../electron/core/core';
import type { BackupFolder } from '../../electron/core/ports/backup-folder';
import { inject } from 'vitest';
import type { DocumentReader } from '../../electron/core/ports/document-reader';
import type { CodeSystems } from '../../electron/core/ports/code-systems';
import type { LicensedCodes } from '../../electron/core/ports/licensed-codes';
import type { LocalDatabase } from '../../electron/core/ports/local-database';
import type { PasswordHasher } from '../../electron/core/ports/password-hasher';
import { type ConnectionBook, thisComputerId } from '../../electron/core/ports/connection-book';
import type { DatabaseSource } from '../../electron/core/ports/database-source';
import type { ProbeServer } from '../../electron/core/ports/server-probe';
import type { SecretKeeping } from '../../electron/core/ports/secret-keeping';
import { openSession } from '../../electron/core/session';
import { createInProcessClient } from '../../electron/hosts/in-process';
import { serveOverPort } from '../../electron/hosts/ipc';
import { openWebHost } from '../../electron/hosts/web';
import { workerReader } from '../../electron/documents/worker-reader';
import { openBackupFolder } from '../../electron/machine/backup-folder';
import { codeFiles } from '../../electron/machine/code-files';
import { ComputerSecrets } from '../../electron/machine/secrets/computer-secrets';
import { stableId } from '../../electron/machine/stable-id';
import { argon2Hasher } from '../../electron/machine/argon2-hasher';
import { licensedCodeFiles } from '../../electron/machine/licensed-code-files';
import { ucumUnits } from '../../electron/machine/ucum-units';
import { openStore } from '../../electron/store/open-store';
import { probeServer } from '../../electron/store/server-probe';
import type { ClinicClient } from '../../shared/contract';
import { entities, type EntityTable, type Role } from '../../shared/entities';
import { testDatabase } from './database';

export type TestClinic = {
  readonly core: Core;
  readonly uri: string;
  readonly documentReader: DocumentReader;
  /** Unexpected errors that reached the log; a suite may assert that there are none. */
  readonly logged: unknown[];
  close(): Promise<void>;
};

/** A computer that knows no server but its own. */
const onlyThisComputer: ConnectionBook = {
  list: async () => ({
    connections: [
      {
        ...{ id: thisComputerId, kind: 'thisComputer', name: 'This computer' },
        ...{ hasPassword: false, hasKeyPassphrase: false, acceptedRisks: [] },
      },
    ],
    open: thisComputerId,
  }),
  save: async () => null,
  forget: async () => undefined,
  addressOf: async () => ({ uri: '' }),
  savedAddress: async () => null,
  choose: async () => undefined,
  chosen: thisComputerId,
  isOpenAsSaved: true,
  keepChosen: async () => undefined,
  keepCopies: async () => undefined,
};

const notHere = async (): Promise<never> => {
  throw new Error('These tests have no database of this computer');
};
/** The records lie on a server of the tests' own. */
const noLocalDatabase: LocalDatabase = {
  ...{ state: notHere, stop: notHere, copyFiles: notHere, upgrade: notHere, reveal: notHere },
  server: async () => null,
  room: async () => ({ freeBytes: Number.MAX_SAFE_INTEGER, space: 'enough' }),
};

const codesFolder = join(import.meta.dirname, '../../electron/codes');

/** A core on a new, empty database of the shared `mongod`, live. */
export async function openTestClinic(
  options: {
    table?: EntityTable;
    uri?: string;
    clock?: () => Date;
    hasher?: PasswordHasher;
    backupFolder?: () => Promise<BackupFolder>;
    codeSystems?: CodeSystems;
    licensedCodes?: LicensedCodes;
    documentReader?: DocumentReader;
    source?: DatabaseSource;
    connections?: ConnectionBook;
    probe?: ProbeServer;
    secretKeeping?: SecretKeeping;
    /** The test itself starts the database. */
    isClosedYet?: true;
    localDatabase?: LocalDatabase;
  } = {},
): Promise<TestClinic> {
  const uri = options.uri ?? testDatabase();
  const table = options.table ?? entities;
  const logged: unknown[] = [];
  const source: DatabaseSource = options.source ?? {
    label: 'This computer',
    open: async () => ({ uri }),
    close: async () => undefined,
  };
  const documentReader = options.documentReader ?? workerReader({ workerFile: inject('documentWorker') });
  const folder = await mkdtemp(join(tmpdir(), 'clinic-desk-test-'));
  const core = createCore({
    table,
    source,
    openStore: openStore(table),
    connections: options.connections ?? onlyThisComputer,
    probeServer: options.probe ?? probeServer,
    localDatabase: options.localDatabase ?? noLocalDatabase,
    hasher: options.hasher ?? argon2Hasher,
    clock: options.clock ?? (() => new Date()),
    version: '0.0.0-test',
    log: (message, error) => {
      if (error) logged.push(error, message);
    },
    secrets: () => undefined,
    secretKeeping: options.secretKeeping ?? noKeychain(folder),
    backupFolder: options.backupFolder ?? (() => openBackupFolder(join(folder, 'backups'))),
    codeSystems: options.codeSystems ?? codeFiles(codesFolder),
    documentReader,
    licensedCodes: options.licensedCodes ?? licensedCodeFiles(join(folder, 'codes')),
    unitConverter: ucumUnits(),
    stableId,
  });
  if (!options.isClosedYet) await core.database.start();
  const close = async () => {
    await core.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { core, uri, documentReader, logged, close };
}

/** A computer without a keychain, whose vault nobody made yet. */
function noKeychain(folder: string): SecretKeeping {
  return new ComputerSecrets({
    vaultFile: join(folder, 'secrets.vault'),
    plainFile: join(folder, 'secrets.json'),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    keychains: [],
  });
}

/** One caller: a client over some carrier, and how to hang up. */
export type Caller = { readonly client: ClinicClient; close(): Promise<void> };
export type CarrierName = 'in-process' | 'MessagePort' | 'loopback';
type OpenCarrier = (core: {
  router: AnyRouter;
}) => Promise<{ newCaller(): Promise<Caller>; close(): Promise<void> }>;

/** The three ways that calls reach the core; each new caller is a window of its own, signed out. */
export const carriers: Readonly<Record<CarrierName, OpenCarrier>> = {
  'in-process': async (core) => ({
    newCaller: async () => ({ client: createInProcessClient(core), close: async () => undefined }),
    close: async () => undefined,
  }),

  MessagePort: async ({ router }) => ({
    async newCaller() {
      const { port1, port2 } = new MessageChannel();
      serveOverPort({ router, port: port2 as never, session: openSession('test window') });
      port1.start();
      // The router was assembled from the contract that `ClinicClient` is derived from.
      const client = createORPCClient(new PortLink({ port: port1 as never })) as unknown as ClinicClient;
      return {
        client,
        close: async () => {
          port1.close();
          port2.close();
        },
      };
    },
    close: async () => undefined,
  }),

  async loopback({ router }) {
    const host = await openWebHost({
      router,
      rendererFolder: import.meta.dirname,
      port: 0,
      controlSecret: 'test-control-secret',
      onUnexpected: (error) => {
        throw error;
      },
    });
    return {
      async newCaller() {
        const launched = await fetch(host.launchUrl(), { redirect: 'manual' });
        const cookie = launched.headers.get('set-cookie')?.split(';')[0] ?? '';
        const origin = `http://127.0.0.1:${host.port}`;
        const socket = new WebSocket(`ws://127.0.0.1:${host.port}/ws`, { headers: { cookie, origin } });
        await new Promise((resolve, reject) => {
          socket.once('open', resolve);
          socket.once('error', reject);
        });
        const client = createORPCClient(
          new SocketLink({ websocket: socket as never }),
        ) as unknown as ClinicClient;
        return {
          client,
          close: async () => {
            socket.terminate();
          },
        };
      },
      close: () => host.close(),
    };
  },
};

/** Passwords of the people that tests make. */
export const testPassword = 'lavender kites at noon';

export type People = Readonly<Record<Role, Caller>> & { readonly patientId: string; close(): Promise<void> };

/** Sets the clinic of the tests up, and signs its administrator in. */
export async function setUpTestClinic({ client }: Pick<Caller, 'client'>): Promise<void> {
  await client.session.setUp({
    clinic: { clinicname: 'Wellness First Clinic', timeZone: 'Europe/London', rooms: ['Room 1', 'Room 2'] },
    administrator: { username: 'ada', displayName: 'Ada Okonkwo', password: testPassword },
  });
}

/**
 * Sets a clinic up, unless that was done before, and signs in one person of each role over a carrier; the patient is one
 * of the clinic's patients.
 */
export async function openPeople(
  newCaller: () => Promise<Caller>,
  { isSetUp = false }: { readonly isSetUp?: boolean } = {},
): Promise<People> {
  const admin = await newCaller();
  if (isSetUp) await admin.client.session.signIn({ username: 'ada', password: testPassword });
  else await setUpTestClinic(admin);
  const { record: patient } = await admin.client.patients.create({ firstname: 'Pat', lastname: 'Own' });
  const signIn = async (role: Role) => {
    await admin.client.users.create({
      username: role,
      displayName: `Test ${role}`,
      password: testPassword,
      roles: [role],
      patient: role === 'patient' ? patient.id : null,
    });
    const caller = await newCaller();
    await caller.client.session.signIn({ username: role, password: testPassword });
    return caller;
  };
  const others = {
    doctor: await signIn('doctor'),
    nurse: await signIn('nurse'),
    frontdesk: await signIn('frontdesk'),
    patient: await signIn('patient'),
  };
  const everyone = { admin, ...others };
  return {
    ...everyone,
    patientId: patient.id,
    close: async () => {
      for (const caller of Object.values(everyone)) await caller.close();
    },
  };
}
