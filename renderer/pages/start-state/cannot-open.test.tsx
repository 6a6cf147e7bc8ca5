import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import type { SavedConnection } from '../../../shared/contract';
import { CannotOpenPage } from './CannotOpenPage';
import { connectionName } from './connection-name';

afterEach(cleanup);

const server: SavedConnection = {
  ...{ id: 'server-id', kind: 'server', name: 'Clinic server' },
  fields: {
    ...{ name: 'Clinic server', kind: 'server', srv: false, database: 'clinic' },
    hosts: [{ host: 'db1.clinic.example', port: 27_018 }, { host: 'db1.clinic.example' }],
    tls: { isUsed: true },
    signIn: { mechanism: 'SCRAM-SHA-256', username: 'desk' },
  },
  ...{ hasPassword: true, hasKeyPassphrase: false, acceptedRisks: [] },
};

describe('a connection that does not open at the start', () => {
  it('is named with its server, where that is known of this very one', () => {
    expect(connectionName('Clinic server', server)).toBe('Clinic server, db1.clinic.example');
    expect(connectionName('Clinic server', undefined)).toBe('Clinic server');
    expect(connectionName('This computer', server)).toBeUndefined();
  });

  const open = (change?: string) =>
    render(
      <MantineProvider env="test">
        <MemoryRouter>
          <Routes>
            <Route
              path="/"
              element={
                <CannotOpenPage
                  {...{ kind: 'database', which: 'Clinic server, db1.clinic.example', change }}
                  {...{ message: 'It is refused.', remedy: 'Mend it.', onTryAgain: () => undefined }}
                />
              }
            />
            <Route path="/connections/server-id" element={<p>The form</p>} />
          </Routes>
        </MemoryRouter>
      </MantineProvider>,
    );

  // Seen red while it named neither the connection nor its server.
  it('says which one it is, and leads to its form', () => {
    open('/connections/server-id');
    expect(screen.getByRole('alert').textContent).toContain('Clinic server, db1.clinic.exampleMend it.');
    fireEvent.click(screen.getByRole('button', { name: 'Change this connection' }));
    expect(screen.getByText('The form')).toBeTruthy();
  });

  it('offers no form where there is none to change', () => {
    open();
    expect(screen.queryByRole('button', { name: 'Change this connection' })).toBeNull();
  });
});
