import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ClinicClient, SessionState } from '../../../shared/contract';
import type { User } from '../../../shared/entities';
import { ClinicProvider } from '../../kit/data';
import { NewPasswordDialog } from './NewPasswordDialog';

afterEach(cleanup);

const emre: User = {
  id: '2'.repeat(24),
  revision: 4,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  username: 'emre',
  displayName: 'Emre Demir',
  status: 'active',
  roles: ['nurse'],
};

describe('a new password from two administrators at once', () => {
  it('tells the second of the first and sets theirs only when they ask again', async () => {
    const data = {
      kind: 'changed',
      current: { ...emre, revision: 5 },
      yours: {},
      fields: ['password'],
      changedBy: 'Rosa Méndez',
    };
    const refusal = Object.assign(new Error('refused'), { code: 'CONFLICT', data });
    const update = vi.fn().mockRejectedValueOnce(refusal).mockResolvedValue({ record: emre, names: {} });
    const onClose = vi.fn();
    const session: SessionState = {
      database: { kind: 'live', label: 'This computer' },
      version: '0',
      user: {
        userId: 'a'.repeat(24),
        username: 'b',
        displayName: 'B',
        roles: ['admin'],
        passwordIsWeak: false,
      },
    };
    render(
      <MantineProvider env="test">
        <ClinicProvider
          // Only what this dialog asks for.
          client={{ users: { update } } as unknown as ClinicClient}
          session={session}
          refreshSession={() => {}}
        >
          <NewPasswordDialog user={emre} onClose={onClose} />
        </ClinicProvider>
      </MantineProvider>,
    );
    const password = 'green ladder seven';
    fireEvent.change(screen.getByLabelText(/^New password/, { selector: 'input' }), {
      target: { value: password },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Set password' }));
    await screen.findByText('Rosa Méndez gave Emre Demir another password meanwhile.');
    expect(onClose).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Set mine instead' }));
    await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(update.mock.calls.map(([input]) => input)).toEqual([
      { id: emre.id, revision: 4, changes: { password } },
      { id: emre.id, revision: 5, changes: { password } },
    ]);
  });
});
