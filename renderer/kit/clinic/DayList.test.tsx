import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ClinicClient, ClinicDay, SessionState } from '../../../shared/contract';
import type { Appointment } from '../../../shared/entities';
import { ClinicProvider } from '../data';
import { theme } from '../theme';
import { DayList } from './DayList';
import { layoutOf } from './day-layout';
import type { RowActions } from './row-actions';

const session: SessionState = {
  database: { kind: 'live', label: 'This computer' },
  clinic: { id: '64af00000000000000000003', name: 'Wellness First', timeZone: 'UTC' },
  version: '0.1.0',
  user: { userId: 'u1', username: 'rosa', displayName: 'Rosa', roles: ['frontdesk'], passwordIsWeak: false },
};
const date = '2026-11-23';
const now = new Date(`${date}T09:42:00Z`);
const clock = { date, time: '09:42' };

const booking = (id: string, fields: Partial<Appointment>): Appointment => ({
  id,
  revision: 1,
  createdAt: now,
  updatedAt: now,
  date,
  minutes: 20,
  doctor: 'joshi',
  ...fields,
});
const day: ClinicDay = {
  date,
  doctors: [{ id: 'joshi', name: 'Dr Meera Joshi', specialty: 'General practice', room: 'Room 2' }],
  patients: [
    { id: 'p1', name: 'Grace Mwangi', hasAlerts: false, isNew: false },
    {
      id: 'p2',
      name: 'Tanmay Kulkarni',
      sex: 'male',
      dateOfBirth: '1980-08-03',
      hasAlerts: true,
      isNew: false,
    },
    { id: 'p3', name: 'Daniel Cohen', alerts: 'Allergy: latex', hasAlerts: true, isNew: true },
  ],
  appointments: [
    booking('a1', { patient: 'p1', time: '08:40', status: 'done' }),
    booking('a2', {
      patient: 'p2',
      time: '10:00',
      status: 'arrived',
      reason: 'Cough for two weeks',
      statusTimes: [{ status: 'arrived', at: new Date(`${date}T09:36:00Z`) }],
    }),
    booking('a3', { patient: 'p3', time: '10:20', status: 'confirmed', reason: 'Medication review' }),
  ],
};

function show(actions: Partial<RowActions> = {}) {
  const all: RowActions = { onOpenPatient: vi.fn(), onOpenAppointment: vi.fn(), ...actions };
  render(
    <MantineProvider theme={theme} env="test">
      <ClinicProvider client={{} as ClinicClient} session={session} refreshSession={() => {}}>
        <DayList
          {...{ day, now, clock }}
          groups={layoutOf(day, { now: clock })}
          timeZone="UTC"
          actions={all}
          layoutKey={date}
        />
      </ClinicProvider>
    </MantineProvider>,
  );
  return all;
}
const row = (name: RegExp) => screen.getByRole('row', { name });
const waiting = () => row(/Tanmay Kulkarni/);
const next = () => row(/Daniel Cohen/);

afterEach(cleanup);

describe('the day as a list', () => {
  it('tells screen readers who comes when, why, and how it stands', () => {
    show();
    expect(waiting().getAttribute('aria-label')).toBe(
      '10:00, Tanmay Kulkarni, Cough for two weeks, Waiting 6 minutes',
    );
  });

  it('folds people seen into the head of their doctor and opens them there', () => {
    show();
    expect(screen.queryByRole('row', { name: /Grace Mwangi/ })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: '1 seen, 2 to go, Dr Meera Joshi' }));
    expect(row(/Grace Mwangi.*Seen/)).toBeTruthy();
  });

  it('shows an alert as a flag, with its text only where that may be read', () => {
    show();
    expect(within(waiting()).getAllByRole('img')[0]?.getAttribute('aria-label')).toBe('Alert');
    const flags = within(next()).getAllByRole('img');
    expect(flags.map((flag) => flag.getAttribute('aria-label'))).toContain('Alert: Allergy: latex');
  });

  it('offers one next step, and none to those who may not take it', () => {
    const onStatus = vi.fn();
    show({ onStatus });
    fireEvent.click(within(waiting()).getByRole('button', { name: 'Send in Tanmay Kulkarni' }));
    expect(onStatus).toHaveBeenCalledWith(day.appointments[1], 'inRoom');
    cleanup();
    show();
    expect(within(waiting()).queryByRole('button', { name: /Send in/ })).toBeNull();
  });

  it('takes one step at a double click, also where another step moved under the pointer', async () => {
    const onStatus = vi.fn();
    show({ onStatus });
    const button = (of: RegExp) => within(row(of)).getByRole('button', { name: /^(Send|Check) in/ });
    const canBeUsed = () =>
      waitFor(() => expect(button(/Daniel Cohen/).getAttribute('aria-disabled')).toBeNull());
    await canBeUsed();
    fireEvent.click(button(/Tanmay Kulkarni/));
    fireEvent.click(button(/Tanmay Kulkarni/));
    fireEvent.click(button(/Daniel Cohen/));
    expect(onStatus).toHaveBeenCalledTimes(1);
    await canBeUsed();
    fireEvent.click(button(/Daniel Cohen/));
    expect(onStatus).toHaveBeenCalledTimes(2);
  });

  it('goes through the rows with ↑ ↓ J K, opens with Enter, takes the next step with Alt+Enter', () => {
    const onStatus = vi.fn();
    const { onOpenPatient } = show({ onStatus });
    fireEvent.keyDown(document.body, { key: 'j' });
    expect(document.activeElement).toBe(waiting());
    fireEvent.keyDown(waiting(), { key: 'ArrowDown' });
    expect(document.activeElement).toBe(next());
    fireEvent.keyDown(next(), { key: 'k' });
    expect(document.activeElement).toBe(waiting());
    fireEvent.keyDown(waiting(), { key: 'Enter', altKey: true });
    expect(onStatus).toHaveBeenCalledWith(day.appointments[1], 'inRoom');
    fireEvent.keyDown(waiting(), { key: 'Enter' });
    expect(onOpenPatient).toHaveBeenCalledWith(day.appointments[1]);
  });
});
