import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { patientId, sessionOf } from '../../../../tests/support/form-stage';
import type { ClinicClient } from '../../../../shared/contract';
import { ClinicProvider } from '../../data';
import { QuickSymptom } from './QuickSymptom';

beforeEach(() => localStorage.clear());
afterEach(cleanup);

const stamps = { revision: 1, createdAt: new Date(0), updatedAt: new Date(0) };
const before = [{ id: '1'.repeat(24), symptomType: 'Headache', ...stamps }];

const show = (client = {} as ClinicClient) =>
  render(
    <MantineProvider env="test">
      <ClinicProvider client={client} session={sessionOf('doctor')} refreshSession={() => {}}>
        <QuickSymptom patient={patientId} symptoms={before} />
      </ClinicProvider>
    </MantineProvider>,
  );

// Seen red with a list that opens whenever its field has the cursor.
it('is ready for the next symptom after one was noted, with no list of names over the page', async () => {
  const create = vi.fn(async (draft: object) => ({ record: { ...stamps, ...draft }, names: {} }));
  const client = { symptomjournals: { create } } as unknown as ClinicClient;
  show(client);
  const name = () => screen.getByLabelText<HTMLInputElement>(/^Symptom/, { selector: 'input' });
  fireEvent.focus(name());
  fireEvent.change(name(), { target: { value: 'Hea' } });
  expect(await screen.findByRole('option', { name: 'Headache' })).toBeTruthy();
  const button = screen.getByRole('button', { name: 'Note it' });
  button.focus();
  fireEvent.click(button);
  await waitFor(() => expect(name().value).toBe(''));
  expect(create).toHaveBeenCalledTimes(1);
  expect(document.activeElement).toBe(name());
  await waitFor(() => expect(screen.queryByRole('option')).toBeNull());
});

// Seen red without `daysToCome`: it was sent, and only the answer of the core said so.
it('says of a day to come that it is one while it is typed', async () => {
  show();
  fireEvent.click(screen.getByRole('button', { name: /^Now/ }));
  const date = screen.getByLabelText(/^Date/, { selector: 'input' });
  fireEvent.change(date, { target: { value: '5 Jan 2100' } });
  expect(await screen.findByText('This is in the future.')).toBeTruthy();
  fireEvent.change(date, { target: { value: '5 Jan 2020' } });
  await waitFor(() => expect(screen.queryByText('This is in the future.')).toBeNull());
});

// Seen red with days alone: it was taken, by the core too.
it('says of a later time today that it is to come, at the time', async () => {
  vi.useFakeTimers({ now: new Date('2026-11-23T09:00:00Z'), toFake: ['Date'] });
  try {
    show();
    fireEvent.click(screen.getByRole('button', { name: /^Now/ }));
    const time = screen.getByLabelText(/^Time/, { selector: 'input' });
    expect(screen.queryByText('This is in the future.')).toBeNull();
    fireEvent.change(time, { target: { value: '21:00' } });
    expect(await screen.findByText('This is in the future.')).toBeTruthy();
    expect(time.getAttribute('aria-invalid')).toBe('true');
    fireEvent.change(time, { target: { value: '08:00' } });
    await waitFor(() => expect(screen.queryByText('This is in the future.')).toBeNull());
  } finally {
    vi.useRealTimers();
  }
});

it('marks the name of the symptom as what has to be filled in', () => {
  show();
  expect(screen.getByLabelText<HTMLInputElement>(/^Symptom/, { selector: 'input' }).required).toBe(true);
});
