import { Notifications, notifications } from '@mantine/notifications';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, it, vi } from 'vitest';
import { client, fatima, view } from '../../../../tests/support/form-stage';
import { BookingDialog } from './BookingDialog';

afterEach(() => {
  cleanup();
  notifications.clean();
  localStorage.clear();
});

/** The dialog of a new appointment, on a day without a free time. */
function stage() {
  const doctor = { id: 'b'.repeat(24), revision: 1, firstname: 'Ada', lastname: 'Okonkwo' };
  const date = '2027-03-15';
  const freeSlots = vi.fn(async (asked: { date: string }) => ({
    times: asked.date === date ? [] : ['09:20'],
  }));
  Object.assign(client, {
    schedule: { freeSlots },
    doctors: { get: async () => ({ record: doctor, names: {} }) },
    clinics: { get: async () => ({ record: { id: 'c'.repeat(24), revision: 1 }, names: {} }) },
  });
  const initial = { patient: fatima.id, doctor: doctor.id, date, minutes: 20 };
  const names = { [fatima.id]: 'Fatima Al-Sayed', [doctor.id]: 'Ada Okonkwo' };
  render(
    <MemoryRouter>
      {view(
        <>
          <Notifications />
          <BookingDialog request={{ kind: 'new', initial }} names={names} onClose={() => undefined} />
        </>,
      )}
    </MemoryRouter>,
  );
  return { freeSlots };
}

// Seen red with a message beside the dialog, where there is little room for it.
it('says in the dialog that the next free day could not be looked up, and looks again', async () => {
  const { freeSlots } = stage();
  const dialog = within(await screen.findByRole('dialog', { name: 'New appointment' }));
  const find = await dialog.findByRole('button', { name: 'Find the next free day' });
  freeSlots.mockRejectedValueOnce(Object.assign(new Error('no'), { code: 'INTERNAL' }));
  fireEvent.click(find);
  const told = await dialog.findByText(/^Something went wrong inside Clinic Desk/);
  expect(screen.getAllByText(/^Something went wrong inside Clinic Desk/)).toEqual([told]);
  fireEvent.click(dialog.getByRole('button', { name: 'Try again' }));
  expect(await dialog.findByRole('button', { name: '09:20' })).toBeTruthy();
  await waitFor(() => expect(dialog.queryByText(/^Something went wrong/)).toBeNull());
});

// Seen red with the failure of a search told whatever is asked for meanwhile.
it('says nothing of a search that failed once another length is asked for', async () => {
  const { freeSlots } = stage();
  const dialog = within(await screen.findByRole('dialog', { name: 'New appointment' }));
  const find = await dialog.findByRole('button', { name: 'Find the next free day' });
  let fail = (_error: Error) => {};
  freeSlots.mockImplementationOnce(() => new Promise((_resolve, reject) => (fail = reject)));
  fireEvent.click(find);
  fireEvent.change(dialog.getByLabelText(/Length|Minutes/i), { target: { value: '30' } });
  await act(async () => fail(Object.assign(new Error('no'), { code: 'INTERNAL' })));
  expect(dialog.queryByText(/^Something went wrong/)).toBeNull();
});
