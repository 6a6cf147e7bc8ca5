import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fatima, sessionOf } from '../../../tests/support/form-stage';
import type { Chart, ClinicClient, KeptItem, SessionState } from '../../../shared/contract';
import type { Visit } from '../../../shared/entities';
import { wallClockOf } from '../../../shared/rules/time';
import { ClinicProvider } from '../../kit/data';
import { UploadsProvider } from '../../kit/files';
import { createUploadsLeft } from '../../kit/files/sending/uploads-left';
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
type FoundMissing = ClinicClient['codes']['missing'];
const born: KeptItem = {
  id: 'one',
  field: 'dateOfBirth',
  label: 'Date of birth',
  message: 'Date of birth could not be read and is empty now.',
  value: 'in 1950',
};

type Around = { missing?: FoundMissing; session?: SessionState };
function show(
  items: KeptItem[],
  more: Partial<Chart> = {},
  { missing = async () => ({ missing: [], otherwise: [] }), session = sessionOf('doctor') }: Around = {},
) {
  const client = {
    codes: { missing },
    chart: { get: async () => ({ ...chart, ...more }) },
    legacy: { kept: async () => ({ items }) },
  };
  render(
    <MantineProvider env="test">
      {/* Only what this page asks for. */}
      <ClinicProvider client={client as unknown as ClinicClient} session={session} refreshSession={() => {}}>
        <MemoryRouter>
          <UploadsProvider left={createUploadsLeft()}>
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

  // Seen red with the place in the timeline kept: of what was looked for the last was shown.
  it('shows the timeline from its first entry when another kind or word is looked for', async () => {
    show([], { healthlogs: [visit('v1', '2026-01-30', 'Dr Ann Wheeler', undefined)] });
    const timeline = await screen.findByRole('region', { name: 'Timeline' });
    timeline.scrollTop = 500;
    fireEvent.click(screen.getByRole('radio', { name: 'Visits' }));
    expect(timeline.scrollTop).toBe(0);
    timeline.scrollTop = 500;
    fireEvent.click(screen.getByRole('button', { name: 'Find in the timeline' }));
    const words = screen.getByRole('searchbox', { name: 'Find in the timeline' });
    expect(timeline.scrollTop).toBe(500);
    fireEvent.change(words, { target: { value: 'wheeler' } });
    expect(timeline.scrollTop).toBe(0);
  });

  it('says nothing of an older system where it left nothing', async () => {
    show([]);
    await screen.findByRole('region', { name: 'Contact' });
    expect(screen.queryByText('Kept from the older system')).toBeNull();
  });

  // Seen red with a code like any other, which was marked on the page of its problem or visit alone.
  it('marks codes of problems and visits that the edition here does not have, asked once for each of the two', async () => {
    const coding = (code: string) => ({ system: 'http://hl7.org/fhir/sid/icd-10-cm', code, display: 'Gout' });
    const missing = vi.fn(async ({ codes }: { codes: { system: string; code: string }[] }) => ({
      missing: codes
        .filter(({ code }) => code === 'X99.99')
        .map((each) => ({ ...each, edition: 'ICD-10-CM 2026' })),
    }));
    const stamps = { revision: 1, createdAt: fatima.createdAt, updatedAt: fatima.updatedAt };
    show(
      [],
      {
        problems: [
          { ...stamps, id: 'p1', problem: 'Gout', coding: coding('X99.99') },
          { ...stamps, id: 'p2', problem: 'Asthma', coding: coding('J45.909') },
        ],
        healthlogs: [
          { ...stamps, id: 'v1', date: '2026-01-30', diagnoses: [coding('X99.99'), coding('E11.9')] },
          { ...stamps, id: 'v2', date: '2026-01-29', diagnoses: [coding('E11.9')] },
        ],
      },
      { missing: missing as unknown as FoundMissing },
    );
    const problems = within(await screen.findByRole('region', { name: /^Problems/ }));
    expect(await problems.findAllByText(/ is not in ICD-10-CM 2026$/)).toHaveLength(1);
    const timeline = within(screen.getByRole('region', { name: 'Timeline' }));
    expect(await timeline.findAllByText(/X99\.99 is not in ICD-10-CM 2026/)).toHaveLength(1);
    expect(missing).toHaveBeenCalledTimes(2);
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

  // Seen red with the calendar of the home clinic alone: the morning of a branch far east of it was left out.
  it('takes a visit for the last one that is of today at some clinic', async () => {
    const [west, east] = ['Pacific/Pago_Pago', 'Pacific/Kiritimati'] as const;
    const of = sessionOf('doctor');
    const clinic = of.clinic && { ...of.clinic, timeZone: west, timeZones: [west, east] };
    const { date } = wallClockOf(new Date(), east);
    const healthlogs = [visit('v1', date, 'Dr Joshi', { systolic: 120, diastolic: 80 })];
    show([], { healthlogs }, { session: { ...of, ...(clinic && { clinic }) } });
    const vitals = within(await screen.findByRole('region', { name: 'Vitals' }));
    expect(vitals.getByText('120/80')).toBeTruthy();
    expect(screen.queryByText(/date in the future/)).toBeNull();
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
