import { Notifications, notifications } from '@mantine/notifications';
import { act, cleanup, fireEvent, renderHook, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { client, view } from '../../../tests/support/form-stage';
import { useWithdrawing } from './use-withdrawing';

const withMessages = ({ children }: { children: ReactNode }) =>
  view(
    <>
      <Notifications />
      {children}
    </>,
  );
const file = { recordedAt: new Date('2026-11-27T09:00:00Z'), device: 'Omron' };
const withdrawnAt = new Date('2026-11-27T10:00:00Z');

afterEach(() => {
  notifications.clean();
  notifications.cleanQueue();
  cleanup();
});

function withdrawing(readings: object) {
  Object.assign(client, { readings });
  return renderHook(() => useWithdrawing('a'.repeat(24)), { wrapper: withMessages }).result;
}

// Seen red with a new id for each asking.
it('a file is asked for with the same id until the answer is there, and with another after it', async () => {
  const ids: string[] = [];
  const withdrawFile = async ({ withdrawal }: { withdrawal: string }) => {
    ids.push(withdrawal);
    if (ids.length === 1) throw new Error('The answer was lost');
    return { count: 2, withdrawnAt };
  };
  const hook = withdrawing({ withdrawFile });
  await expect(hook.current.withdrawFile(file, 'Error')).rejects.toThrow('lost');
  await act(() => hook.current.withdrawFile(file, 'Error'));
  await act(() => hook.current.withdrawFile(file, 'Error'));
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[0]);
});

// Seen red with an Undo also where nothing was withdrawn.
it('a file of which nothing counted any more says so, and has no Undo', async () => {
  const hook = withdrawing({ withdrawFile: async () => ({ count: 0, withdrawnAt }) });
  await act(() => hook.current.withdrawFile(file, 'Error'));
  expect(await screen.findByText('All readings of this file were withdrawn before')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
});

// Seen red with the same words whatever the count.
it.each([
  [2, '2 readings of a file brought back'],
  [0, 'Nothing of this file was withdrawn any more'],
])('bringing a file back tells of %i readings', async (count, words) => {
  const reinstateFile = vi.fn(async () => ({ count }));
  const hook = withdrawing({ withdrawFile: async () => ({ count: 2, withdrawnAt }), reinstateFile });
  await act(() => hook.current.withdrawFile(file, 'Error'));
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByText(words)).toBeTruthy();
  expect(reinstateFile).toHaveBeenCalledWith({ patient: 'a'.repeat(24), ...file, withdrawnAt });
});
