import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { view } from '../../../tests/support/form-stage';
import { LaneHead } from './LaneHead';
import type { CurveLane } from './lanes';
import { day } from './time-span';
import { TimePlot } from './TimePlot';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const glucose = (count: number): CurveLane => ({
  ...{ kind: 'curve', key: 'glucose', label: 'Glucose', unit: 'mg/dL', write: String },
  lines: [
    {
      ...{ key: '2339-0', every: 0, bands: [{ high: 180 }] },
      points: [{ at: 21 * day, low: 90, high: 200, mean: 110, count, outside: 1 }],
    },
  ],
});
const near = { from: 20 * day, to: 22 * day };
const far = { from: 10 * day, to: 30 * day };

// Seen red with the counts of the answer before under the stretch that is shown by now.
it('tells no count of a stretch before its values are there', () => {
  const head = (isUncounted: boolean, read?: { key: string; text: string }[]) => (
    <LaneHead lane={glucose(6)} span={far} now={30 * day} {...{ isUncounted, read }} />
  );
  const { rerender, container } = render(head(true));
  expect(container.textContent).toContain('Counting…');
  expect(container.textContent).not.toMatch(/values|outside/);
  rerender(head(true, [{ key: 'a', text: '110 mg/dL' }]));
  expect(container.textContent).not.toContain('Counting…');
  rerender(head(false));
  expect(container.textContent).toMatch(/1 outside the limits, 6 values/);
});

// Seen red with the stretch of now said with the counts of the one before.
it('says no count to screen readers before its values are there', () => {
  const plot = (count: number, span: typeof near, isUncounted: boolean) =>
    view(
      <TimePlot
        label="Readings"
        lanes={[glucose(count)]}
        {...{ span, isUncounted }}
        whole={far}
        now={30 * day}
        timeZone="UTC"
        onSpan={() => {}}
        onOpen={() => {}}
      />,
    );
  const rest = () => {
    // First the stretch comes to rest, then what is said of it.
    for (const _ of [1, 2]) act(() => void vi.advanceTimersByTime(2_000));
  };
  const said = () => screen.getByRole('application').querySelector('[aria-live]')?.textContent ?? '';
  const { rerender } = render(plot(6, near, false));
  rest();
  expect(said()).toMatch(/^21 Jan 1970.*Glucose: 6 values/);
  rerender(plot(6, far, true));
  rest();
  expect(said()).toMatch(/^21 Jan 1970/);
  rerender(plot(40, far, false));
  rest();
  expect(said()).toMatch(/^11 Jan 1970.*Glucose: 40 values/);
});
