import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { ClinicClient, SessionState } from '../../shared/contract';
import { connectionWords } from '../kit/shell';
import type { Carrier, CarrierState } from './carrier';
import { useSessionState } from './use-session-state';

afterEach(cleanup);

const user = {
  userId: 'a'.repeat(24),
  username: 'rosa',
  displayName: 'Rosa Méndez',
  roles: ['frontdesk' as const],
  passwordIsWeak: false,
};
const clinic = { id: 'c'.repeat(24), name: 'Wellness First', timeZone: 'Europe/London' };
const live: SessionState = {
  database: { kind: 'live', label: 'This computer' },
  clinic,
  needsSetUp: false,
  user,
  version: '0.1.0',
};
const away: SessionState = {
  database: { kind: 'away', label: 'This computer', since: new Date('2026-11-23T09:38:00Z') },
  version: '0.1.0',
};

/** A core that answers with what it is told, over a link that can go down. */
function openWindow() {
  let answer = live;
  let link: CarrierState = { kind: 'up' };
  const listeners = new Set<() => void>();
  const carrier: Carrier = {
    state: () => link,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ready: () => Promise.reject(new Error('not used here')),
    tryNow: () => undefined,
    stop: () => undefined,
  };
  // The one procedure that this hook asks.
  const client = { session: { state: async () => answer } } as unknown as ClinicClient;
  const { result } = renderHook(() => useSessionState(client, carrier));
  return {
    result,
    hear: (next: SessionState) => {
      answer = next;
      act(() => result.current.ask());
    },
    setLink: (next: CarrierState) => {
      link = next;
      act(() => {
        for (const listener of listeners) listener();
      });
    },
  };
}

describe('the session of a window', () => {
  it('keeps the person and the clinic while the database is away, and says since when', async () => {
    const { result, hear } = openWindow();
    await waitFor(() => expect(result.current.session?.user).toEqual(user));
    hear(away);
    await waitFor(() => expect(result.current.connection.isLive).toBe(false));
    expect(result.current.session).toMatchObject({ user, clinic, needsSetUp: false });
    expect(result.current.connection).toMatchObject({ since: new Date('2026-11-23T09:38:00Z') });
    expect(result.current.connection.nextTryAt).toBeInstanceOf(Date);
  });

  // Seen red while it was a database that is opening: "The database is opening. Trying again."
  it('says that the files of the database are being copied, and promises no try', async () => {
    const { result, hear } = openWindow();
    await waitFor(() => expect(result.current.session?.user).toEqual(user));
    const database = { kind: 'opening', label: 'This computer', step: 'Copying the database, 9 %' } as const;
    hear({ database: { ...database, isBeingCopied: true }, version: '0.1.0' });
    await waitFor(() => expect(result.current.connection.isLive).toBe(false));
    expect(connectionWords(result.current.connection, 'Europe/London')).toBe('files are being copied');
    expect(result.current.connection.message).toMatch(/^The files of the database are being copied\./);
    expect(result.current.connection.nextTryAt).toBeUndefined();
  });

  it('forgets the person who signs out, also while the database is away', async () => {
    const { result, hear } = openWindow();
    await waitFor(() => expect(result.current.session?.user).toEqual(user));
    hear(away);
    await waitFor(() => expect(result.current.connection.isLive).toBe(false));
    act(() => result.current.forgetUser());
    await waitFor(() => expect(result.current.session?.user).toBeUndefined());
  });

  // Seen red with "Start Clinic Desk again to get a new link", though it was just started.
  it('asks to open the new link when the host does not know this window', async () => {
    const { result, setLink } = openWindow();
    await waitFor(() => expect(result.current.session?.user).toEqual(user));
    setLink({ kind: 'refused', since: new Date() });
    expect(result.current.connection.message).toBe(
      'Clinic Desk does not know this window any more. Open the link that it printed when it was started (or start it again).',
    );
  });

  it('shows who is signed in after the link was down', async () => {
    const { result, setLink, hear } = openWindow();
    await waitFor(() => expect(result.current.session?.user).toEqual(user));
    setLink({ kind: 'down', since: new Date() });
    expect(result.current.connection.isLive).toBe(false);
    hear({ ...live, user: undefined });
    setLink({ kind: 'up' });
    await waitFor(() => expect(result.current.session?.user).toBeUndefined());
    expect(result.current.connection.isLive).toBe(true);
  });
});
