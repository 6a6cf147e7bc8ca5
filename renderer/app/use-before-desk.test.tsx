import { cleanup, renderHook, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ClinicClient, SessionState } from '../../shared/contract';
import { useChoosing, useMayChoose, useSetUp } from './use-before-desk';

afterEach(cleanup);

const user = {
  ...{ userId: 'a'.repeat(24), username: 'ada', displayName: 'Ada' },
  ...{ roles: ['admin' as const], passwordIsWeak: false },
};
const live: SessionState = {
  database: { kind: 'live', label: 'This computer' },
  version: '0',
  needsSetUp: false,
};
const empty: SessionState = { ...live, needsSetUp: true };
const failed: SessionState = {
  database: { kind: 'failed', label: 'Clinic server', reason: 'noAnswer', message: 'Gone.', remedy: 'Look.' },
  version: '0',
};
const opening: SessionState = {
  database: { kind: 'opening', label: 'Clinic server', step: 'Opening' },
  version: '0',
};

describe('the first-run set-up', () => {
  const open = (session: SessionState) =>
    renderHook(({ session }) => useSetUp(session), { initialProps: { session } });

  it('stays open for its last page after it has signed in, until it is left', () => {
    const { result, rerender } = open(empty);
    rerender({ session: { ...live, user } });
    expect(result.current[0]).toBe(true);
    result.current[1]();
    rerender({ session: { ...live, user } });
    expect(result.current[0]).toBe(false);
  });

  // Seen red with a set-up that knew but one database: another one that was set up could not be signed in to.
  it('is over with another database that is set up, and begins with the next that is not', () => {
    const { result, rerender } = open(empty);
    rerender({ session: live });
    expect(result.current[0]).toBe(false);
    rerender({ session: empty });
    expect(result.current[0]).toBe(true);
    rerender({ session: { ...live, user } });
    result.current[1]();
    rerender({ session: { ...live, user } });
    rerender({ session: empty });
    expect(result.current[0]).toBe(true);
  });
});

describe('choosing another database before a sign-in', () => {
  const open = (session: SessionState, path = '/connections/new') =>
    renderHook(({ session }) => useChoosing(session), {
      initialProps: { session },
      wrapper: ({ children }) => <MemoryRouter initialEntries={[path]}>{children}</MemoryRouter>,
    });

  it.each([
    ['one that does not open', failed, true],
    ['one that is not set up', empty, true],
    ['one that is away', { ...live, database: { kind: 'away', label: 'A', since: new Date(0) } }, true],
    ['one that people sign in to', live, false],
    ['one where somebody is signed in', { ...empty, user }, false],
    ['one that is being opened at a start', opening, false],
  ] as const)('in place of %s', (_words, session, expected) => {
    expect(open(session).result.current).toBe(expected);
    expect(open(session, '/patients').result.current).toBe(false);
  });

  it('goes on while the chosen one is opened', () => {
    const { result, rerender } = open(failed);
    rerender({ session: opening });
    expect(result.current).toBe(true);
    rerender({ session: live });
    expect(result.current).toBe(false);
  });

  it('is offered where a database can be chosen, and only when this one does not open', async () => {
    const list = vi.fn(async () => ({ connections: [], open: '', needsReopening: false, isFixed: 'So.' }));
    // The one procedure that this hook asks.
    const client = { connections: { list } } as unknown as ClinicClient;
    const { result, rerender } = renderHook(({ session }) => useMayChoose(client, session), {
      initialProps: { session: live },
    });
    expect(list).not.toHaveBeenCalled();
    rerender({ session: failed });
    await waitFor(() => expect(list).toHaveBeenCalledTimes(1));
    expect(result.current.mayChoose).toBe(false);
    const server = { id: 'b', name: 'Clinic server' };
    list.mockResolvedValue({ connections: [{ id: 'a' }, server], open: 'b', needsReopening: false } as never);
    rerender({ session: { ...failed } });
    await waitFor(() => expect(result.current).toEqual({ mayChoose: true, open: server }));
  });
});
