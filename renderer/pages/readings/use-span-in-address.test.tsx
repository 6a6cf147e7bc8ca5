import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useSpanInAddress } from './use-span-in-address';

const hour = 3_600_000;
const timeZone = 'Europe/London';
const whole = { from: 0, to: 100 * hour };
const addressOf = (from: number, to: number) => new URLSearchParams({ from: `${from}`, to: `${to}` });

// Seen red with the address read only at the beginning.
it('follows the address when it is changed there, and not what it wrote there itself', () => {
  const { result, rerender } = renderHook(
    (address: URLSearchParams) => useSpanInAddress({ address, whole, timeZone }),
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

// Seen red with days of a calendar passed over.
it('takes days of the clinic, the last one whole, and one end alone', () => {
  const year = { from: Date.UTC(2026, 0), to: Date.UTC(2027, 0) };
  const chosen = (address: string) => {
    const given = { address: new URLSearchParams(address), whole: year, timeZone };
    return renderHook(() => useSpanInAddress(given)).result.current.chosen;
  };
  const [fifthOfJuly, seventhOfJuly] = [Date.UTC(2026, 6, 4, 23), Date.UTC(2026, 6, 6, 23)];
  expect(chosen('from=2026-07-05&to=2026-07-06')).toEqual({ from: fifthOfJuly, to: seventhOfJuly });
  expect(chosen('from=2026-07-05')).toEqual({ from: fifthOfJuly, to: year.to });
  expect(chosen(`to=${seventhOfJuly}`)).toEqual({ from: year.from, to: seventhOfJuly });
  expect(chosen('from=2026-07-32')).toBeUndefined();
  expect(chosen('show=2339-0')).toBeUndefined();
});
