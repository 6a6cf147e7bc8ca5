import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { Link, MemoryRouter, Route, Routes } from 'react-router';
import { afterEach, expect, it } from 'vitest';
import { sessionOf } from '../../../tests/support/form-stage';
import type { ClinicClient } from '../../../shared/contract';
import type { RecordNamed } from '../../../shared/entities';
import { ClinicProvider } from '../../kit/data';
import { ExistingRecord } from './ExistingRecord';

afterEach(cleanup);

const problem: RecordNamed<'problems'> = {
  id: '1'.repeat(24),
  revision: 1,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  patient: '2'.repeat(24),
  problem: 'Asthma',
};

// Seen red without `useStillHere`: the answer of the save led back to the record.
it('who goes on while a save is under way stays where they went', async () => {
  let answer = () => {};
  const saved = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let isAsked = false;
  const client = {
    problems: {
      get: async () => ({ record: problem, names: {} }),
      update: async ({ changes }: { changes: object }) => {
        isAsked = true;
        await saved;
        return { record: { ...problem, ...changes, revision: 2 }, names: {}, merged: [] };
      },
    },
    legacy: { kept: async () => ({ items: [] }) },
  };
  render(
    <MantineProvider env="test">
      {/* Only what this page asks for. */}
      <ClinicProvider
        client={client as unknown as ClinicClient}
        session={sessionOf('doctor')}
        refreshSession={() => {}}
      >
        <MemoryRouter initialEntries={[`/problems/${problem.id}?edit=1`]}>
          <Link to="/elsewhere">Go on</Link>
          <Routes>
            <Route path="problems/:id" element={<ExistingRecord entity="problems" id={problem.id} />} />
            <Route path="elsewhere" element={<p>Another page</p>} />
          </Routes>
        </MemoryRouter>
      </ClinicProvider>
    </MantineProvider>,
  );
  fireEvent.change(await screen.findByRole('textbox', { name: /^Problem/ }), {
    target: { value: 'Asthma, mild' },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(isAsked).toBe(true));
  fireEvent.click(screen.getByText('Go on'));
  await screen.findByText('Another page');
  // Everything that follows from the answer is over when this resolves.
  await act(async () => {
    answer();
    await saved;
  });
  expect(screen.getByText('Another page')).toBeTruthy();
});
