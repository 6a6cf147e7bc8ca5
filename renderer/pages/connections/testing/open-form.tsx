import { MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router';
import { vi } from 'vitest';
import type {
  ClinicClient,
  ConnectionOutcome,
  SavedConnection,
  SessionState,
} from '../../../../shared/contract';
import { ClinicProvider, type WindowsHere } from '../../../kit/data';
import { ConnectionFormPage } from '../ConnectionFormPage';

export const secret = 'planted-secret-0815';
export const session: SessionState = {
  database: { kind: 'live', label: 'This computer' },
  version: '0',
  needsSetUp: false,
  secrets: 'the keychain of this computer',
  user: {
    userId: 'a'.repeat(24),
    username: 'ada',
    displayName: 'Ada',
    roles: ['admin'],
    passwordIsWeak: false,
  },
};
export const saved: SavedConnection = {
  id: '00000000-0000-4000-8000-000000000001',
  kind: 'server',
  name: 'Clinic server',
  fields: {
    ...{ name: 'Clinic server', kind: 'server', srv: false, database: 'clinic' },
    hosts: [{ host: 'db.clinic.example' }],
    tls: { isUsed: true },
    signIn: { mechanism: 'SCRAM-SHA-256', username: 'desk' },
  },
  hasPassword: true,
  hasKeyPassphrase: false,
  acceptedRisks: [],
};
export const good: ConnectionOutcome = {
  kind: 'good',
  server: { version: '6.0.5', kind: 'replicaSet', members: 3, milliseconds: 2, isEncrypted: true },
};

/** Draws the page of a connection under an address of the app; `outcome`: what a test of the server says. */
export function openForm(
  path: string,
  outcome: ConnectionOutcome = good,
  told = session,
  windows?: WindowsHere,
  secrets?: Partial<ClinicClient['secrets']>,
  connections = [saved],
  open = 'this-computer',
) {
  const test = vi.fn(async (_input: unknown, _options: { signal: AbortSignal }) => outcome);
  const save = vi.fn(async (_input: unknown) => saved);
  const list = async () => ({ connections, open, needsReopening: false });
  // Only what this page asks for.
  const client = { connections: { list, test, save }, secrets } as unknown as ClinicClient;
  // Messages outlive the page, and with it the test before.
  notifications.clean();
  const opened = render(
    <MantineProvider env="test">
      <Notifications />
      <MemoryRouter initialEntries={[path]}>
        <ClinicProvider client={client} session={told} refreshSession={() => {}} windows={windows}>
          <Routes>
            <Route path="/connections" element={<p>The list</p>} />
            <Route path="/connections/new" element={<ConnectionFormPage />} />
            <Route path="/connections/:id" element={<ConnectionFormPage />} />
          </Routes>
        </ClinicProvider>
      </MemoryRouter>
    </MantineProvider>,
  );
  return { test, save, opened };
}

/** Where typing is kept is only known when `find` is called. */
export function windowsFoundLater() {
  let find = (_window: string) => {};
  const found = new Promise<string>((resolve) => {
    find = resolve;
  });
  const windows: WindowsHere = { own: () => found, open: async () => new Set<string>() };
  return { windows, find: (window: string) => find(window) };
}

export const input = (label: RegExp) =>
  screen.findByLabelText<HTMLInputElement>(label, { selector: 'input, textarea' });
export const paste = async (into: RegExp, text: string) =>
  fireEvent.paste(await input(into), { clipboardData: { getData: () => text } });
export const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
export const everythingKept = () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]);
export const address = `mongodb://desk:${secret}@db.example:27018/clinic?replicaSet=rs0&tls=true`;
