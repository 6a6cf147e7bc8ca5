import { MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ClinicClient, SessionState } from '../../../shared/contract';
import type { Appointment, AppointmentStatus } from '../../../shared/entities';
import { ClinicProvider } from '../data';
import { theme } from '../theme';
import { ownStatus, useOwnAppointments } from './use-own-appointments';

const me = 'a'.repeat(24);
const made = (given: Partial<Appointment>): Appointment => ({
  id: 'b'.repeat(24),
  revision: 1,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  ...given,
});

describe('how an appointment stands, as its patient reads it', () => {
  it('tells what they asked for from what the clinic booked', () => {
    expect(ownStatus(made({ status: 'booked', createdBy: me }), me)).toBe('asked for, not confirmed yet');
    expect(ownStatus(made({ status: 'booked', createdBy: 'c'.repeat(24) }), me)).toBe('booked by the clinic');
    expect(ownStatus(made({ status: 'booked' }), me)).toBe('booked by the clinic');
    expect(ownStatus(made({ status: 'confirmed', createdBy: me }), me)).toBe('confirmed');
  });
});

describe('a confirmed appointment that its patient cancels', () => {
  afterEach(() => {
    cleanup();
    notifications.clean();
  });

  const patient = 'd'.repeat(24);
  const session: SessionState = {
    database: { kind: 'live', label: 'This computer' },
    clinic: { id: 'e'.repeat(24), name: 'Wellness First', timeZone: 'Europe/London' },
    version: '0.1.0',
    user: {
      ...{ userId: me, username: 'pat', displayName: 'Pat Own', passwordIsWeak: false },
      ...{ roles: ['patient'], patient },
    },
  };
  const confirmed = made({ status: 'confirmed', date: '2099-01-05', time: '10:00', patient });

  function Ahead() {
    return useOwnAppointments(patient).ahead([confirmed], {});
  }

  // Seen red with the status before asked for again: only the clinic confirms, so "Undo" was refused.
  it('waits for the clinic again when that is undone', async () => {
    const setStatus = vi.fn(async (input: { revision: number; status: AppointmentStatus }) => ({
      record: { ...confirmed, status: input.status, revision: input.revision + 1 },
      names: {},
    }));
    // Only what steps call; another call would be a fault.
    const client = { schedule: { setStatus } } as unknown as ClinicClient;
    render(
      <MantineProvider theme={theme} env="test">
        <Notifications />
        <ClinicProvider client={client} session={session} refreshSession={() => {}}>
          <Ahead />
        </ClinicProvider>
      </MantineProvider>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByText(/asked for|booked by the clinic/)).toBeTruthy();
    expect(setStatus.mock.calls.map(([{ status }]) => status)).toEqual(['cancelled', 'booked']);
  });
});
