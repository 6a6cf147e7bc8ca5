import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, type Mock, vi } from 'vitest';
import type { ClinicClient, SessionState } from '../../../shared/contract';
import { errors } from '../../../shared/contract/errors';
import type { Prescription } from '../../../shared/entities';
import { ClinicProvider } from '../data';
import { usePrescriptionSteps } from './use-prescription-steps';

afterEach(cleanup);

const course: Prescription = {
  ...{ id: '1'.repeat(24), revision: 1, createdAt: new Date(0), updatedAt: new Date(0) },
  ...{ patient: '2'.repeat(24), prescriptionName: 'Doxycycline 100 mg', status: 'active' },
  amount: '1 capsule a day',
  ...{ dateprescribed: '2026-03-02', endsOn: '2026-03-08' },
};
const session: SessionState = {
  ...{ database: { kind: 'live', label: 'This computer' }, version: '0' },
  user: {
    ...{ userId: 'a'.repeat(24), username: 'b', displayName: 'B', roles: ['doctor'], passwordIsWeak: false },
  },
};

function Renewing({ old }: { old: Prescription }) {
  const steps = usePrescriptionSteps();
  return (
    <>
      <button type="button" onClick={() => void steps.renew(old)}>
        Ask
      </button>
      {steps.dialog}
    </>
  );
}

function show(old: Prescription, renew: Mock) {
  // Only what this dialog asks for.
  const client = { medicines: { renew } } as unknown as ClinicClient;
  render(
    <MantineProvider env="test">
      <ClinicProvider client={client} session={session} refreshSession={() => {}}>
        <Renewing old={old} />
      </ClinicProvider>
    </MantineProvider>,
  );
}

// Seen red with the refusal in a notice beside the dialog, which stayed when it was tried again.
it('why a course is not renewed stands in the question, until it is tried again', async () => {
  const refusal = Object.assign(new Error(errors.NEEDS_REPLICA_SET.message), { code: 'NEEDS_REPLICA_SET' });
  const renew = vi
    .fn()
    .mockRejectedValueOnce(refusal)
    .mockReturnValue(new Promise(() => undefined));
  show(course, renew);
  fireEvent.click(screen.getByRole('button', { name: 'Ask' }));
  const question = within(await screen.findByRole('dialog'));
  fireEvent.click(question.getByRole('button', { name: 'Renew' }));
  expect((await question.findByRole('alert')).textContent).toContain(errors.NEEDS_REPLICA_SET.message);
  fireEvent.click(question.getByRole('button', { name: 'Renew' }));
  await waitFor(() => expect(question.queryByRole('alert')).toBeNull());
});

// Seen red with the button out of use: a browser takes the focus from it, and the keyboard was nowhere until the answer came.
it('the keyboard stays where a renewal was asked for until it is answered, and asks for it once', async () => {
  const renew = vi.fn().mockReturnValue(new Promise(() => undefined));
  show(course, renew);
  fireEvent.click(screen.getByRole('button', { name: 'Ask' }));
  const question = within(await screen.findByRole('dialog'));
  fireEvent.click(question.getByRole('button', { name: 'Renew' }));
  const busy = await question.findByRole('button', { name: 'Renewing…' });
  expect(busy.matches(':disabled')).toBe(false);
  fireEvent.click(busy);
  expect(renew).toHaveBeenCalledOnce();
});

// Seen red with one of an older system renewed as it was: nobody was told how much to take.
it('a renewal of what has no amount asks for it first, and is not made without', async () => {
  const { amount: _none, endsOn: _ends, ...adopted } = course;
  const renew = vi.fn().mockReturnValue(new Promise(() => undefined));
  show(adopted, renew);
  fireEvent.click(screen.getByRole('button', { name: 'Ask' }));
  const question = within(await screen.findByRole('dialog'));
  const amount = question.getByRole('textbox', { name: /^Amount/ });
  fireEvent.click(question.getByRole('button', { name: 'Renew' }));
  expect(renew).not.toHaveBeenCalled();
  fireEvent.change(amount, { target: { value: '1 tablet twice a day' } });
  fireEvent.click(question.getByRole('button', { name: 'Renew' }));
  await waitFor(() => expect(renew).toHaveBeenCalledOnce());
  expect(renew.mock.calls[0]?.[0]).toMatchObject({ id: course.id, amount: '1 tablet twice a day' });
});
