import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, it } from 'vitest';
import type { ClinicClient, SessionState } from '../../../../shared/contract';
import { patientId, sessionOf } from '../../../../tests/support/form-stage';
import { ClinicProvider } from '../../data';
import { NoSuchPatient } from './NoSuchPatient';

afterEach(cleanup);

const shown = (session: SessionState) => {
  render(
    <MantineProvider env="test">
      <MemoryRouter>
        <ClinicProvider client={{} as ClinicClient} session={session} refreshSession={() => {}}>
          <NoSuchPatient />
        </ClinicProvider>
      </MemoryRouter>
    </MantineProvider>,
  );
  return screen.getAllByRole('button').map(({ textContent }) => textContent);
};

it('leads a doctor to all patients, and a patient to their own record', () => {
  expect(shown(sessionOf('doctor'))).toEqual(['All patients']);
  cleanup();
  const session = sessionOf('patient');
  expect(shown({ ...session, user: session.user && { ...session.user, patient: patientId } })).toEqual([
    'My record',
  ]);
});
