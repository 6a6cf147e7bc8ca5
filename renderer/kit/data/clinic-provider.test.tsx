import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClinicClient, ClinicEvent, SessionState } from '../../../shared/contract';
import {
  ClinicProvider,
  type Connection,
  type LiveEvents,
  useList,
  useSaver,
  useShortcut,
  useSingleLetters,
} from './index';

afterEach(cleanup);
beforeEach(() => localStorage.clear());

const id = '1'.repeat(24);
const at = new Date('2026-11-23T09:00:00Z');

function sessionOf(userId: string): SessionState {
  const user = {
    userId,
    username: 'rosa',
    displayName: 'Rosa',
    roles: ['frontdesk' as const],
    passwordIsWeak: false,
  };
  return { database: { kind: 'live', label: 'This computer' }, version: '0.1.0', user };
}

/** A clinic with one patient, whose name can change behind the page. */
function clinicWith(firstname: string) {
  const record = { id, revision: 1, createdAt: at, updatedAt: at, firstname, lastname: 'Al-Sayed' };
  const patients = {
    list: vi.fn(async () => ({ rows: [{ ...record }], total: 1, names: {} })),
    remove: vi.fn(async () => ({ record, names: {} })),
    restore: vi.fn(async () => ({ record, names: {} })),
  };
  // The parts of the contract that these pages use.
  return { client: { patients } as unknown as ClinicClient, patients, record };
}

function Patients() {
  const list = useList('patients', {});
  const saver = useSaver('patients');
  return (
    <>
      <p>{list.data?.rows[0]?.firstname ?? 'nobody'}</p>
      <p>{list.isStale ? 'may be older' : 'as it is'}</p>
      <button type="button" onClick={() => void saver.remove({ id, revision: 1 })}>
        Remove
      </button>
    </>
  );
}

type ShowOptions = { client: ClinicClient; userId?: string; live?: LiveEvents; connection?: Connection };

function page({ client, userId = 'a'.repeat(24), ...rest }: ShowOptions) {
  return (
    <MantineProvider>
      <Notifications />
      <ClinicProvider client={client} session={sessionOf(userId)} refreshSession={() => undefined} {...rest}>
        <Patients />
      </ClinicProvider>
    </MantineProvider>
  );
}

describe('what is on screen', () => {
  it('follows a change made in another window', async () => {
    const { client, record } = clinicWith('Fatima');
    let tell: (event: ClinicEvent) => void = () => undefined;
    const live: LiveEvents = (listener) => {
      tell = listener;
      return () => undefined;
    };
    render(page({ client, live }));
    await screen.findByText('Fatima');
    record.firstname = 'Fatimah';
    tell({ type: 'changed', entity: 'patients', id, patient: id });
    await screen.findByText('Fatimah');
  });

  it('is read again when the database is back, and is marked as perhaps older until then', async () => {
    const { client, record } = clinicWith('Fatima');
    const away = { isLive: false, label: 'This computer', since: at, tryNow: () => undefined };
    const { rerender } = render(page({ client }));
    await screen.findByText('Fatima');
    rerender(page({ client, connection: away }));
    await screen.findByText('may be older');
    record.firstname = 'Fatimah';
    rerender(page({ client }));
    await screen.findByText('Fatimah');
    await screen.findByText('as it is');
  });

  // Seen red with one cache for all: the `key` taken out of ClinicProvider.
  it('shows the next person nothing that the one before had read', async () => {
    const { client, patients } = clinicWith('Fatima');
    const { rerender } = render(page({ client }));
    await screen.findByText('Fatima');
    patients.list.mockImplementation(() => new Promise(() => undefined));
    rerender(page({ client, userId: 'b'.repeat(24) }));
    await waitFor(() => expect(screen.queryByText('Fatima')).toBeNull());
  });

  it('says what was removed and brings it back on Undo', async () => {
    const { client, patients } = clinicWith('Fatima');
    render(page({ client }));
    await screen.findByText('Fatima');
    fireEvent.click(screen.getByText('Remove'));
    await screen.findByText('Patient removed');
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(patients.restore).toHaveBeenCalledWith({ id }));
    await screen.findByText('Patient brought back');
  });
});

function Keys({ onWalkIn }: { onWalkIn: () => void }) {
  const [, setLetters] = useSingleLetters();
  useShortcut('W', onWalkIn, 'Walk-in');
  useShortcut('left', onWalkIn, 'Day back');
  return (
    <>
      <input aria-label="Reason" />
      <input aria-label="Week" type="radio" />
      <button type="button" onClick={() => setLetters(false)}>
        No single letters
      </button>
    </>
  );
}

describe('single-letter shortcuts', () => {
  function showKeys() {
    const onWalkIn = vi.fn();
    const { client } = clinicWith('Fatima');
    render(
      <ClinicProvider client={client} session={sessionOf('a'.repeat(24))} refreshSession={() => undefined}>
        <Keys onWalkIn={onWalkIn} />
      </ClinicProvider>,
    );
    return onWalkIn;
  }

  it('act on the page and never while typing', () => {
    const onWalkIn = showKeys();
    fireEvent.keyDown(screen.getByLabelText('Reason'), { key: 'w' });
    expect(onWalkIn).not.toHaveBeenCalled();
    fireEvent.keyDown(document.body, { key: 'w' });
    expect(onWalkIn).toHaveBeenCalledTimes(1);
  });

  it('leave the arrow keys to a choice that has the focus', () => {
    const onWalkIn = showKeys();
    fireEvent.keyDown(screen.getByLabelText('Week'), { key: 'ArrowLeft' });
    expect(onWalkIn).not.toHaveBeenCalled();
  });

  it('can be switched off', () => {
    const onWalkIn = showKeys();
    fireEvent.click(screen.getByText('No single letters'));
    fireEvent.keyDown(document.body, { key: 'w' });
    expect(onWalkIn).not.toHaveBeenCalled();
  });
});
