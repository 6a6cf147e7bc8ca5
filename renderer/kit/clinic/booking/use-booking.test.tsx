import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { client, view } from '../../../../tests/support/form-stage';
import { useBooking } from './use-booking';

const wrapper = ({ children }: { children: ReactNode }) => view(children);
const whole = {
  patient: 'a'.repeat(24),
  doctor: 'b'.repeat(24),
  date: '2027-03-15',
  time: '10:00',
  minutes: 20,
};

function booking(initial = {}) {
  const options = { initial, request: { kind: 'new' } as const, keptName: 'draft', onDone: vi.fn() };
  const { result } = renderHook(() => useBooking(options), { wrapper });
  return { result, onDone: options.onDone };
}

afterEach(() => localStorage.clear());

describe('a booking that is being typed', () => {
  // Seen red with the draft of the last drawing changed: "Cough" was gone when the next free day was found.
  it('keeps what was typed while something was looked up', () => {
    const { result } = booking();
    const { set: setWhenLookedUp } = result.current;
    act(() => result.current.set({ reason: 'Cough' }));
    act(() => setWhenLookedUp({ date: '2027-03-15', time: '10:00' }));
    expect(result.current.draft).toEqual({ reason: 'Cough', date: '2027-03-15', time: '10:00' });
  });

  // Seen red without the look at what is being sent: two overbookings of one patient were stored.
  it('is sent once, however often its keys are pressed, and as the same appointment after a lost answer', async () => {
    const sent: { id?: string }[] = [];
    const create = vi.fn(async (draft: { id?: string }) => {
      sent.push(draft);
      await Promise.resolve();
      throw Object.assign(new Error('away'), { code: 'UNAVAILABLE' });
    });
    Object.assign(client, { appointments: { create } });
    const { result } = booking(whole);
    act(() => {
      result.current.submit();
      result.current.submit();
    });
    await waitFor(() => expect(result.current.failure).toBeDefined());
    expect(sent).toHaveLength(1);
    act(() => result.current.submit());
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[0]?.id).toMatch(/^[0-9a-f]{24}$/);
    expect(sent[1]?.id).toBe(sent[0]?.id);
  });
});
