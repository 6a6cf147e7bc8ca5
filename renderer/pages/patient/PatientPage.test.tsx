import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import { fatima, sessionOf } from '../../../tests/support/form-stage';
import type { Chart, ClinicClient, KeptItem } from '../../../shared/contract';
import type { Visit } from '../../../shared/entities';
import { wallClockOf } from '../../../shared/rules/time';
import { ClinicProvider } from '../../kit/data';
import { UploadsProvider } from '../../kit/files';
import { PatientPage } from './PatientPage';

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

function show(items: KeptItem[], more: Partial<Chart> = {}) {
  const client = {
    chart: { get: async () => ({ ...chart, ...more }) },
    legacy: { kept: async () => ({ items }) },
  };
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

const visit = (id: string, date: string, doctorName: string, vitals: Visit['vitals']): Visit => ({
  ...{ id, date, doctorName, ...(vitals && { vitals }), revision: 1, patient: fatima.id },
  ...{ createdAt: fatima.createdAt, updatedAt: fatima.updatedAt },
});

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

  // Seen red with no day beside the label; with the values of two days in one blood pressure.
  it('says of each value that is older than the visit named below when it was taken', async () => {
    show([], {
      healthlogs: [
        visit('v2', '2026-01-30', 'Dr Joshi', { systolic: 131, pulse: 70 }),
        visit('v1', '2026-01-18', 'Dr Brandt', { systolic: 120, diastolic: 80, respiratoryRate: 18 }),
      ],
    });
    const vitals = within(await screen.findByRole('region', { name: 'Vitals' }));
    expect(vitals.getByText('Taken 30 Jan 2026 by Dr Joshi')).toBeTruthy();
    expect(vitals.getByText('Breaths').textContent).toBe('Breaths 18 Jan 2026');
    expect(vitals.getByText('Pulse').textContent).toBe('Pulse');
    expect(vitals.getByText('Blood pressure').textContent).toBe('Blood pressure');
    expect(vitals.getByText('131/–')).toBeTruthy();
  });

  // Seen red without `visitsUntil`: what was measured today stood behind a slip of the pen.
  it('takes no visit of a day to come for the last vitals', async () => {
    show([], {
      healthlogs: [
        visit('v2', '2099-01-05', 'Dr Joshi', { systolic: 300, diastolic: 90, pulse: 44 }),
        visit('v1', wallClockOf(new Date(), 'Europe/London').date, 'Dr Brandt', {
          ...{ systolic: 120, diastolic: 80, pulse: 70 },
        }),
      ],
    });
    const vitals = within(await screen.findByRole('region', { name: 'Vitals' }));
    expect(vitals.getByText(/by Dr Brandt$/)).toBeTruthy();
    expect(vitals.getByText('120/80')).toBeTruthy();
    expect(vitals.queryByText(/Dr Joshi|300/)).toBeNull();
  });
});
