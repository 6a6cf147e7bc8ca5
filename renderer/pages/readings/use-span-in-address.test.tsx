import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useSpanInAddress } from './use-span-in-address';

const hour = 3_600_000;
const whole = { from: 0, to: 100 * hour };
const addressOf = (from: number, to: number) => new URLSearchParams({ from: `${from}`, to: `${to}` });

// Seen red with the address read only at the beginning.
it('follows the address when it is changed there, and not what it wrote there itself', () => {
  const { result, rerender } = renderHook(
    (address: URLSearchParams) => useSpanInAddress({ address, whole }),
    {
      initialProps: addressOf(0, 10 * hour),
    },
  );
  expect(result.current.chosen).toEqual({ from: 0, to: 10 * hour });
  rerender(addressOf(20 * hour, 30 * hour));
  expect(result.current.chosen).toEqual({ from: 20 * hour, to: 30 * hour });

  const zoomed = { from: 21 * hour, to: 22 * hour };
  act(() => result.current.setSpan(zoomed));
  const { from, to } = result.current.written(zoomed);
  const further = { from: 21 * hour, to: 21.5 * hour };
  act(() => result.current.setSpan(further));
  rerender(new URLSearchParams({ from, to }));
  expect(result.current.chosen).toEqual(further);

  rerender(new URLSearchParams());
  expect(result.current.chosen).toBeUndefined();
});
