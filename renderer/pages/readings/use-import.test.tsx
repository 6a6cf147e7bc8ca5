import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { client, view } from '../../../tests/support/form-stage';
import { errorWords } from '../../kit/base';
import { useImport } from './use-import';

const wrapper = ({ children }: { children: ReactNode }) => view(children);

// The source is part of what makes readings the same. Seen red while the preview was asked for without it.
it('a file is kept only with the device that it was looked at with', async () => {
  const looked: (string | undefined)[] = [];
  const kept: (string | undefined)[] = [];
  const report = { readings: 1, problems: { total: 0, shown: [] }, recorded: 1 };
  Object.assign(client, {
    readings: {
      previewImport: async ({ device }: { device?: string }) => {
        looked.push(device);
        return report;
      },
      import: async ({ device }: { device?: string }) => {
        kept.push(device);
        return report;
      },
    },
  });
  const { result } = renderHook(() => useImport('a'.repeat(24)), { wrapper });
  act(() => result.current.setDevice('Libre'));
  await act(() => result.current.choose(new File(['time,bpm\n2026-11-26,70'], 'a.csv')));
  expect(looked).toEqual(['Libre']);
  expect(result.current.isBehind).toBe(false);

  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  act(() => result.current.setDevice('Libre 3'));
  expect(result.current.isBehind).toBe(true);
  await act(() => result.current.keep());
  expect(kept).toEqual([]);
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  vi.useRealTimers();
  await waitFor(() => expect(result.current.isBehind).toBe(false));
  expect(looked).toEqual(['Libre', 'Libre 3']);
  await act(() => result.current.keep());
  expect(kept).toEqual(['Libre 3']);
  expect(result.current.state.kind).toBe('done');
});

// Seen red while only the core was listened to: the dialog read for ever.
it.each([
  ['cannot be read', () => Promise.reject(new Error('NotReadableError')), 10, /cannot read the file/],
  ['is too large', () => Promise.resolve('time,bpm'), 20_000_001, /larger than 20 MB/],
])('a file that %s is refused with its reason before anything is sent', async (_what, text, size, reason) => {
  const { result } = renderHook(() => useImport('a'.repeat(24)), { wrapper });
  const chosen = Object.defineProperties(new File([], 'a.csv'), {
    text: { value: text },
    size: { value: size },
  });
  await act(() => result.current.choose(chosen));
  const { state } = result.current;
  expect(state.kind === 'choosing' && errorWords(state.failure).text).toMatch(reason);
});
