import { expect, it } from 'vitest';
import { plottedSpans } from './plotted-spans';

const now = Date.UTC(2026, 10, 30, 12);
const visits = Array.from({ length: 240 }, (_, month) => Date.UTC(2007, month, 1));
const read = [Date.UTC(2025, 0, 1), now];

// Seen red when only the last visits could be shown: "Nothing is earlier" than 2022, said the plot.
it('lets people see every visit, and begins with the readings and the visits about them', () => {
  const { whole, first } = plottedSpans({ read, visits, now });
  expect(whole.from).toBeLessThanOrEqual(Date.UTC(2007, 0, 1));
  expect(first.from).toBeGreaterThan(Date.UTC(2022, 0, 1));
  expect(first.from).toBeLessThanOrEqual(Date.UTC(2022, 11, 1));
  expect(first.to).toBeLessThanOrEqual(whole.to);
});

it('begins with all visits where nothing was read', () => {
  const { whole, first } = plottedSpans({ read: [], visits, now });
  expect(first).toEqual(whole);
});
