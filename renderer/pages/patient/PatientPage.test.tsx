import { MantineProvider } from '@mantine/core';
import { cleanup, configure, render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import { fatima, sessionOf } from '../../../tests/support/form-stage';
import type { Chart, ClinicClient, KeptItem } from '../../../shared/contract';
import { ClinicProvider } from '../../kit/data';
import { UploadsProvider } from '../../kit/files';
import { PatientPage } from './PatientPage';

// A busy computer draws slowly.
configure({ asyncUtilTimeout: 10_000 });
afterEach(cleanup);

const chart: Chart = {
  patient: fatima,
  hasAlerts: false,
  appointments: [],
  healthlogs: [],
  prescriptions: [],
  symptomjournals: [],
  problems: [],
  allergies: [],
  immunizations: [],
  attachments: [],
  readings: [],
  checks: {},
  names: {},
};
const born: KeptItem = {
  id: 'one',
  field: 'dateOfBirth',
  label: 'Date of birth',
  message: 'Date of birth could not be read and is empty now.',
  value: 'in 1950',
};

function show(items: KeptItem[]) {
  const client = { chart: { get: async () => chart }, legacy: { kept: async () => ({ items }) } };
  render(
    <MantineProvider env="test">
      {/* Only what this page asks for. */}
      <ClinicProvider
        client={client as unknown as ClinicClient}
        session={sessionOf('doctor')}
        refreshSession={() => {}}
      >
        <MemoryRouter>
          <UploadsProvider>
            <PatientPage id={fatima.id} />
          </UploadsProvider>
        </MemoryRouter>
      </ClinicProvider>
    </MantineProvider>,
  );
}

describe('the page of a patient', () => {
  it('shows what the older system had of them and could not be taken over', async () => {
    show([born]);
    const kept = within(await screen.findByRole('region', { name: 'Kept from the older system' }));
    expect(kept.getByText('Date of birth')).toBeTruthy();
    expect(kept.getByText('in 1950')).toBeTruthy();
  });

  it('says nothing of an older system where it left nothing', async () => {
    show([]);
    await screen.findByRole('region', { name: 'Contact' });
    expect(screen.queryByText('Kept from the older system')).toBeNull();
  });
});
