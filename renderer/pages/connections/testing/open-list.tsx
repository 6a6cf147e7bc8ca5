import { MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router';
import type {
  ClinicClient,
  ConnectionOutcome,
  SavedConnection,
  SecretsStatus,
  SessionState,
} from '../../../../shared/contract';
import { ClinicProvider, type KnownConnections } from '../../../kit/data';
import { ConnectionsPage } from '../ConnectionsPage';

/** For after each test of a file that opens the list. */
export const closePage = () => {
  cleanup();
  notifications.clean();
};

export const user = {
  ...{ userId: 'a'.repeat(24), username: 'ada', displayName: 'Ada' },
  ...{ roles: ['admin' as const], passwordIsWeak: false },
};
export const live: SessionState = {
  database: { kind: 'live', label: 'This computer' },
  version: '0',
  needsSetUp: false,
  secrets: 'the keychain of this computer',
  user,
};
export const none = { hasPassword: false, hasKeyPassphrase: false, acceptedRisks: [] };
export const here: SavedConnection = {
  ...none,
  id: 'this-computer',
  kind: 'thisComputer',
  name: 'This computer',
};
export const server: SavedConnection = {
  id: '00000000-0000-4000-8000-000000000001',
  kind: 'server',
  name: 'Clinic server',
  fields: {
    ...{ name: 'Clinic server', kind: 'server', srv: false, database: 'clinic' },
    hosts: [{ host: 'db.clinic.example', port: 27_018 }, { host: '::1' }],
    tls: { isUsed: false },
    signIn: { mechanism: 'SCRAM-SHA-256', username: 'desk' },
  },
  hasPassword: true,
  hasKeyPassphrase: true,
  acceptedRisks: [{ risk: 'notEncrypted', by: 'Ada Okonkwo', at: new Date('2026-11-23T09:40:00Z') }],
};
export const known: KnownConnections = {
  connections: [here, server],
  open: 'this-computer',
  needsReopening: false,
};
export const refused: Extract<ConnectionOutcome, { kind: 'failed' }> = {
  ...{ kind: 'failed', reason: 'noAnswer' },
  ...{ message: 'The server did not answer in time.', remedy: 'Check that it is on.' },
};

export const inKeychain: SecretsStatus = {
  place: 'keychain',
  keychain: 'works',
  vault: 'none',
  unprotected: 0,
};

/** The list of connections, as the desk tells it; `hear` tells another state of the session. */
export function openPage(calls: Partial<ClinicClient['connections']>, session = live, status = inKeychain) {
  // Only what this page asks for.
  const client = {
    connections: { list: async () => known, ...calls },
    secrets: { status: async () => status },
  } as unknown as ClinicClient;
  const page = (told: SessionState) => (
    <MantineProvider env="test">
      <Notifications />
      <MemoryRouter initialEntries={['/connections']}>
        <ClinicProvider client={client} session={told} refreshSession={() => {}}>
          {told.user || told.needsSetUp || told.database.kind !== 'live' ? (
            <Routes>
              <Route path="/" element={<p>The first page</p>} />
              <Route path="/connections" element={<ConnectionsPage />} />
              <Route path="/connections/:id" element={<p>The form</p>} />
            </Routes>
          ) : (
            <p>Sign in</p>
          )}
        </ClinicProvider>
      </MemoryRouter>
    </MantineProvider>
  );
  const opened = render(page(session));
  return { hear: (told: SessionState) => opened.rerender(page(told)) };
}

export const region = (name: RegExp) => screen.findByRole('region', { name });
export const press = async (name: string | RegExp) =>
  fireEvent.click(await screen.findByRole('button', { name }));
