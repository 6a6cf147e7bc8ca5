import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { sessionOf } from '../../../../tests/support/form-stage';
import type { ClinicClient, ListInput } from '../../../../shared/contract';
import { wallClockOf } from '../../../../shared/rules/time';
import { ClinicProvider } from '../../data';
import { startFromOf } from './VisitStart';

afterEach(cleanup);

const [fatima, ruth] = ['1'.repeat(24), '2'.repeat(24)] as [string, string];
const noteOf: Readonly<Record<string, string>> = { [fatima]: 'Wheezing', [ruth]: 'Back pain' };

/** The form of a new visit of a patient, where what is asked for the second one is answered when `second` is done. */
function stage(second: Promise<void>) {
  const list = vi.fn(async ({ filter }: ListInput) => {
    const patient = String(filter?.patient?.is);
    if (patient === ruth) await second;
    const row = { id: '3'.repeat(24), revision: 1, patient, date: '2027-03-09', notes: noteOf[patient] };
    return { rows: [row], total: 1, names: {} };
  });
  const client = {
    healthlogs: { list },
    visittemplates: { list: async () => ({ rows: [], total: 0, names: {} }) },
  };
  const fill = vi.fn();
  const start = startFromOf('healthlogs');
  const form = (patient: string) => (
    <MantineProvider env="test">
      {/* Only what it asks for. */}
      <ClinicProvider
        client={client as unknown as ClinicClient}
        session={sessionOf('doctor')}
        refreshSession={() => {}}
      >
        {start?.(fill, { patient })}
      </ClinicProvider>
    </MantineProvider>
  );
  return { form, fill, list };
}

// Seen red with the visit that an older system dated in 2030.
it('copies the last visit that was, none of a day to come', async () => {
  const { form, list } = stage(Promise.resolve());
  render(form(fatima));
  await screen.findByRole('button', { name: 'Copy last visit' });
  const today = wallClockOf(new Date(), 'Europe/London').date;
  expect(list.mock.lastCall?.[0].filter).toMatchObject({ date: { to: today } });
});

// Seen red with the answer taken as it is: what is shown until the next one is there is of the patient before.
it('never offers the notes of the patient who was chosen before', async () => {
  let answer = () => {};
  const { form, fill, list } = stage(new Promise((resolve) => (answer = resolve)));
  const { rerender } = render(form(fatima));
  await screen.findByRole('button', { name: 'Copy last visit' });
  rerender(form(ruth));
  await waitFor(() => expect(list).toHaveBeenCalledTimes(2));
  expect(screen.queryByRole('button', { name: 'Copy last visit' })).toBeNull();
  answer();
  fireEvent.click(await screen.findByRole('button', { name: 'Copy last visit' }));
  expect(fill).toHaveBeenCalledExactlyOnceWith({ notes: 'Back pain' }, 'visit of 9 Mar 2027');
});

// Seen red with the visits that have a date alone.
it('copies a visit without a date where there is no other', async () => {
  const { form, fill, list } = stage(Promise.resolve());
  const row = { id: '4'.repeat(24), revision: 1, patient: fatima, notes: 'Wheezing', date: '' };
  list.mockImplementation(async ({ filter }: ListInput) => {
    const rows = JSON.stringify(filter?.date) === '{"isSet":false}' ? [row] : [];
    return { rows, total: rows.length, names: {} };
  });
  render(form(fatima));
  fireEvent.click(await screen.findByRole('button', { name: 'Copy last visit' }));
  expect(fill).toHaveBeenCalledExactlyOnceWith({ notes: 'Wheezing' }, 'visit without a date');
});
