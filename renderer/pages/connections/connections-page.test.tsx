import { MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { act, cleanup, configure, fireEvent, render, screen, within } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type {
  ClinicClient,
  ConnectionOutcome,
  SavedConnection,
  SessionState,
} from '../../../shared/contract';
import { ClinicProvider, type KnownConnections } from '../../kit/data';
import { ConnectionsPage } from './ConnectionsPage';

// A busy computer draws slowly.
configure({ asyncUtilTimeout: 10_000 });
afterEach(() => {
  cleanup();
  notifications.clean();
});

const user = {
  ...{ userId: 'a'.repeat(24), username: 'ada', displayName: 'Ada' },
  ...{ roles: ['admin' as const], passwordIsWeak: false },
};
const live: SessionState = {
  database: { kind: 'live', label: 'This computer' },
  version: '0',
  needsSetUp: false,
  secrets: 'the keychain of this computer',
  user,
};
const none = { hasPassword: false, hasKeyPassphrase: false, acceptedRisks: [] };
const here: SavedConnection = { ...none, id: 'this-computer', kind: 'thisComputer', name: 'This computer' };
const server: SavedConnection = {
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
const known: KnownConnections = {
  connections: [here, server],
  open: 'this-computer',
  needsReopening: false,
};
const refused: ConnectionOutcome = {
  ...{ kind: 'failed', reason: 'noAnswer' },
  ...{ message: 'The server did not answer in time.', remedy: 'Check that it is on.' },
};

function openPage(calls: Partial<ClinicClient['connections']>, session = live) {
  // Only what this page asks for.
  const client = {
    connections: { list: async () => known, ...calls },
    secrets: {
      status: async () => ({ place: 'keychain', keychain: 'works', vault: 'none', unprotected: 0 }),
    },
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

const region = (name: RegExp) => screen.findByRole('region', { name });
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));

describe('the list of connections', () => {
  it('says of each where it is, how it stands, what is kept and what was confirmed', async () => {
    openPage({});
    expect((await region(/^This computer/)).textContent).toContain('open · live');
    const { textContent } = await region(/^Clinic server/);
    for (const words of [
      'not open',
      'db.clinic.example:27018, [::1], database clinic',
      'Never from this computer',
      'Password and passphrase of the key kept in the keychain of this computer',
      'Not encrypted: Ada Okonkwo, 23 Nov 2026',
    ])
      expect(textContent).toContain(words);
  });

  it('says when it cannot be read, and tries again', async () => {
    const list = vi.fn().mockRejectedValueOnce(new Error('no')).mockResolvedValue(known);
    openPage({ list });
    await press('Try again');
    expect(await region(/^Clinic server/)).toBeTruthy();
  });

  it('says why the open one does not open, and offers to try again', async () => {
    const { user: _nobody, ...session } = live;
    const message = 'The server did not answer in time.';
    openPage(
      { list: async () => ({ ...known, open: server.id }) },
      {
        ...session,
        database: {
          kind: 'failed',
          label: 'Clinic server',
          reason: 'noAnswer',
          message,
          remedy: 'Check it.',
        },
      },
    );
    const open = await region(/^Clinic server/);
    expect(open.textContent).toContain(`${message} Check it.`);
    expect(within(open).getByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it('asks to open the open one again once it was changed', async () => {
    openPage({ list: async () => ({ ...known, open: server.id, needsReopening: true }) });
    expect((await region(/^Clinic server/)).textContent).toContain('It was changed since it was opened.');
    expect(await screen.findByRole('button', { name: 'Open again… Clinic server' })).toBeTruthy();
  });

  it('offers nothing where the address was given at the start', async () => {
    const given: SavedConnection = { ...none, id: 'given', kind: 'given', name: 'Clinic server' };
    const isFixed = 'The address of the database was given at the start.';
    openPage({ list: async () => ({ connections: [given], open: 'given', isFixed, needsReopening: false }) });
    expect(await screen.findByText(isFixed)).toBeTruthy();
    for (const name of [/^Use/, /^Test/, /^Change/, /^More/, /^Add/])
      expect(screen.queryByRole('button', { name })).toBeNull();
  });

  it('is not for other roles', async () => {
    openPage({}, { ...live, user: { ...user, roles: ['doctor'] } });
    expect(await screen.findByText('Your role does not open this page')).toBeTruthy();
  });
});

describe('using another connection', () => {
  it('says what follows, how far it has come, and leads to the first page', async () => {
    let finish: (outcome: ConnectionOutcome) => void = () => {};
    const use = vi.fn(() => new Promise<ConnectionOutcome>((resolve) => (finish = resolve)));
    const { hear } = openPage({ use });
    await press('Use… Clinic server');
    expect(await screen.findByText(/^Everybody on this computer is signed out/)).toBeTruthy();
    expect(screen.getByText(/^The database of This computer stays as it is/)).toBeTruthy();
    await press('Open Clinic server');
    expect(await screen.findByText('Testing Clinic server.')).toBeTruthy();
    hear({ ...live, database: { kind: 'opening', label: 'Clinic server', step: 'Opening the records' } });
    expect(await screen.findByText('Clinic server: Opening the records.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull();
    await act(async () => finish({ kind: 'good' }));
    expect(await screen.findByText('The first page')).toBeTruthy();
  });

  // Seen red with "Try again", which cannot help.
  it('leads to the copy that is not finished, when it is one', async () => {
    openPage({ use: async () => ({ ...refused, reason: 'copyUnfinished' }) });
    await press('Use… Clinic server');
    await press('Open Clinic server');
    const question = within(await screen.findByRole('dialog'));
    expect(await question.findByRole('button', { name: 'To the copy' })).toBeTruthy();
    expect(question.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('says when it did not answer, and that all is as before', async () => {
    openPage({ use: async () => refused });
    await press('Use… Clinic server');
    await press('Open Clinic server');
    expect(await screen.findByText('Check that it is on.', { exact: false })).toBeTruthy();
    expect(screen.getByText('This computer is open as before.')).toBeTruthy();
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(dialog.getByRole('button', { name: 'Change Clinic server' }));
    expect(await screen.findByText('The form')).toBeTruthy();
  });

  it('can be stopped while it is tried', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const use = vi.fn((_input: unknown, options?: { signal?: AbortSignal }) => {
      signals.push(options?.signal);
      return new Promise<never>(() => {});
    });
    openPage({ use });
    await press('Use… Clinic server');
    await press('Open Clinic server');
    await press('Stop');
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('tells of its failure also after everybody was signed out', async () => {
    let finish: (outcome: ConnectionOutcome) => void = () => {};
    const { hear } = openPage({ use: () => new Promise((resolve) => (finish = resolve)) });
    await press('Use… Clinic server');
    await press('Open Clinic server');
    const { user: _gone, ...signedOut } = live;
    hear(signedOut);
    expect(await screen.findByText('Sign in')).toBeTruthy();
    await act(async () => finish(refused));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Clinic server was not opened. The server did not answer in time.');
  });
});
