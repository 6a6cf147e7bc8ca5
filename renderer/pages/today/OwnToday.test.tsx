import { cleanup, render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, it } from 'vitest';
import type { Chart, SessionState } from '../../../shared/contract';
import type { Symptom } from '../../../shared/entities';
import { client, fatima, patientId, sessionOf } from '../../../tests/support/form-stage';
import { MantineProvider } from '@mantine/core';
import { ClinicProvider } from '../../kit/data';
import { OwnToday } from './OwnToday';

afterEach(cleanup);

const session: SessionState = sessionOf('patient');
const noted = (symptomType: string, createdBy?: string, more: Partial<Symptom> = {}): Symptom => ({
  ...{ id: symptomType, revision: 1, createdAt: new Date(0), updatedAt: new Date(0), symptomType },
  ...(createdBy && { createdBy }),
  ...more,
});
const chart: Chart = {
  ...{ patient: fatima, hasAlerts: false, appointments: [], healthlogs: [], prescriptions: [] },
  ...{ problems: [], allergies: [], immunizations: [], attachments: [], readings: [], checks: {}, names: {} },
  symptomjournals: [
    noted('Cough', 'u1', { severity: 0, symptomInfo: 'At night' }),
    noted('Rash', 'of a doctor'),
    noted('Fever'),
  ],
};

// Seen red without how bad it was. And with all of them as noted by the person who is signed in.
it('tells what a patient noted apart from what others noted, or nobody knows who', async () => {
  Object.assign(client, { chart: { get: async () => chart }, appointments: {} });
  const { user } = session;
  render(
    <MantineProvider env="test">
      <ClinicProvider
        client={client}
        session={{ ...session, ...(user && { user: { ...user, patient: patientId } }) }}
        refreshSession={() => {}}
      >
        <MemoryRouter>
          <OwnToday />
        </MemoryRouter>
      </ClinicProvider>
    </MantineProvider>,
  );
  const listed = async (title: string) => {
    const section = (await screen.findByRole('heading', { name: title })).closest('section');
    if (!section) throw new Error(`${title} is no section`);
    return within(section)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
  };
  expect(await listed('What I noted')).toEqual(['CoughSeverity 0 of 10, At night']);
  expect(await listed('Noted for me')).toEqual(['Rash', 'Fever']);
});
