import { MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { ORPCError } from '@orpc/client';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ClinicClient, SessionState } from '../../../shared/contract';
import type { Appointment, AppointmentStatus } from '../../../shared/entities';
import { ClinicProvider } from '../data';
import { theme } from '../theme';
import { statusOf } from './status';
import { useAppointmentSteps } from './use-appointment-steps';

const session: SessionState = {
  database: { kind: 'live', label: 'This computer' },
  clinic: { id: '64af00000000000000000003', name: 'Wellness First', timeZone: 'Europe/London' },
  version: '0.1.0',
  user: { userId: 'u1', username: 'rosa', displayName: 'Rosa', roles: ['frontdesk'], passwordIsWeak: false },
};
const stamp = new Date('2026-11-23T08:00:00Z');
const ana: Appointment = {
  id: '64af0000000000000000000a',
  revision: 4,
  createdAt: stamp,
  updatedAt: stamp,
  status: 'confirmed',
};

type SetStatus = (input: { id: string; revision: number; status: AppointmentStatus }) => Promise<unknown>;
/** What the core answers: the appointment in its new status, one revision on. */
const accepting = () =>
  vi.fn<SetStatus>(async ({ revision, status }) => ({
    record: { ...ana, status, revision: revision + 1 },
    names: {},
  }));
const refused = (data: unknown) =>
  new ORPCError('CONFLICT', { status: 409, message: 'This was changed elsewhere.', data });

function Row({ record, onClash }: { record: Appointment; onClash: () => void }) {
  const { current, step } = useAppointmentSteps({ nameOf: () => 'Ana Ferreira', onClash });
  const [shown] = current([record]);
  return (
    <>
      <output>{shown && statusOf(shown)}</output>
      <button type="button" onClick={() => step(record, 'arrived')}>
        Check in
      </button>
      <button type="button" onClick={() => step(record, 'inRoom')}>
        Send in
      </button>
    </>
  );
}

function show(setStatus: SetStatus, onClash = () => {}) {
  // Only what steps call; another call would be a fault.
  const client = { schedule: { setStatus } } as unknown as ClinicClient;
  render(
    <MantineProvider theme={theme} env="test">
      <Notifications />
      <ClinicProvider client={client} session={session} refreshSession={() => {}}>
        <Row record={ana} onClash={onClash} />
      </ClinicProvider>
    </MantineProvider>,
  );
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const shown = () => document.querySelector('output')?.textContent;

afterEach(() => {
  cleanup();
  notifications.clean();
});

describe('the next step of a row', () => {
  it('shows at once, before the core has answered', () => {
    show(() => new Promise(() => {}));
    press('Check in');
    expect(shown()).toBe('arrived');
  });

  it('says what was done and takes it back on "Undo"', async () => {
    const setStatus = accepting();
    show(setStatus);
    press('Check in');
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await vi.waitFor(() => expect(shown()).toBe('confirmed'));
    expect(setStatus).toHaveBeenLastCalledWith({ id: ana.id, revision: 5, status: 'confirmed' });
  });

  it('takes a second step on the outcome of the first, however quickly it comes', async () => {
    const setStatus = accepting();
    show(setStatus);
    press('Check in');
    press('Send in');
    await vi.waitFor(() => expect(setStatus).toHaveBeenCalledTimes(2));
    expect(setStatus).toHaveBeenLastCalledWith({ id: ana.id, revision: 5, status: 'inRoom' });
    await vi.waitFor(() => expect(shown()).toBe('inRoom'));
  });

  it('puts the row back and says why when the core refuses', async () => {
    show(() => Promise.reject(new ORPCError('UNAVAILABLE', { status: 503 })));
    press('Check in');
    expect(await screen.findByText(/The database does not answer/)).toBeTruthy();
    expect(shown()).toBe('confirmed');
  });

  it('is content when someone else took the same step meanwhile', async () => {
    const conflict = { kind: 'changed', current: { status: 'arrived' }, yours: {}, fields: ['status'] };
    const setStatus = vi.fn<SetStatus>(() => Promise.reject(refused(conflict)));
    show(setStatus);
    press('Check in');
    expect(shown()).toBe('arrived');
    await vi.waitFor(() => expect(shown()).toBe('confirmed'));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('leads to another time when the old one is taken', async () => {
    const onClash = vi.fn();
    show(() => Promise.reject(refused({ kind: 'booking', holder: 'doctor', freeTimes: ['10:40'] })), onClash);
    press('Check in');
    await vi.waitFor(() => expect(onClash).toHaveBeenCalled());
    expect(shown()).toBe('confirmed');
  });
});
