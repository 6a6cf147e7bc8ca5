import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { cleanup, configure, fireEvent, render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import type { ClinicClient, ListInput, SessionState } from '../../../shared/contract';
import type { User } from '../../../shared/entities';
import { ClinicProvider } from '../../kit/data';
import { UsersPage } from './UsersPage';

// A busy computer draws slowly.
configure({ asyncUtilTimeout: 10_000 });
afterEach(cleanup);

const asha: User = {
  id: '1'.repeat(24),
  revision: 3,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  username: 'asha',
  displayName: 'Asha Rao',
  status: 'pending',
  roles: [],
};

/** One person waits to be let in. */
function clinicWithOneWaiting(approve: (input: unknown) => Promise<unknown>) {
  const client = {
    users: {
      list: ({ filter }: ListInput) => {
        const rows = filter?.status && asha.status === 'pending' ? [asha] : [];
        return Promise.resolve({ rows, total: rows.length, names: {} });
      },
    },
    doctors: { list: () => Promise.resolve({ rows: [], total: 0, names: {} }) },
    accounts: { approve },
  };
  // Only what this page asks for.
  return client as unknown as ClinicClient;
}

function show(client: ClinicClient, roles: ('admin' | 'doctor')[] = ['admin']) {
  const session: SessionState = {
    database: { kind: 'live', label: 'This computer' },
    needsSetUp: false,
    version: '0',
    user: { userId: 'a'.repeat(24), username: 'boss', displayName: 'Boss', roles, passwordIsWeak: false },
  };
  render(
    <MantineProvider>
      <Notifications />
      <ClinicProvider client={client} session={session} refreshSession={() => {}}>
        <MemoryRouter>
          <UsersPage />
        </MemoryRouter>
      </ClinicProvider>
    </MantineProvider>,
  );
}

const dialog = async () => within(await screen.findByRole('dialog'));

describe('letting people in', () => {
  it('asks for a role first, then lets them in with it', async () => {
    const asked: unknown[] = [];
    show(clinicWithOneWaiting((input) => Promise.resolve(asked.push(input))));
    await screen.findByText('1 person waits for approval');
    fireEvent.click(screen.getByRole('button', { name: 'Approve… Asha Rao' }));
    const open = await dialog();
    fireEvent.click(open.getByRole('button', { name: 'Approve' }));
    expect(asked).toEqual([]);
    fireEvent.click(open.getByRole('checkbox', { name: 'Front desk' }));
    fireEvent.click(open.getByRole('button', { name: 'Approve' }));
    await screen.findByText('Asha Rao can sign in now');
    expect(asked).toEqual([{ id: asha.id, roles: ['frontdesk'], doctor: null, patient: null }]);
  });

  it('says at the field why someone cannot be let in like this', async () => {
    const issues = [{ path: ['patient'], message: 'Choose which patient this person is.' }];
    const refusal = Object.assign(new Error('refused'), { code: 'INVALID', data: { issues } });
    show(clinicWithOneWaiting(() => Promise.reject(refusal)));
    fireEvent.click(await screen.findByRole('button', { name: 'Approve… Asha Rao' }));
    const open = await dialog();
    fireEvent.click(open.getByRole('checkbox', { name: 'Patient' }));
    fireEvent.click(open.getByRole('button', { name: 'Approve' }));
    await open.findByText('Choose which patient this person is.');
    expect(open.getByRole('combobox').getAttribute('aria-invalid')).toBe('true');
  });

  it('is not for a doctor', async () => {
    show(
      clinicWithOneWaiting(() => Promise.resolve({})),
      ['doctor'],
    );
    await screen.findByText('Your role does not open this page');
  });
});
