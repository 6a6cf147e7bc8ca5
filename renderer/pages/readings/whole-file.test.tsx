import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, it, vi } from 'vitest';
import type { ChartOutline } from '../../../shared/contract';
import { client, fatima, view } from '../../../tests/support/form-stage';
import { ReadingsPage } from './ReadingsPage';

afterEach(cleanup);

const weight = '29463-7';
const at = new Date('2026-11-27T09:00:00Z');
const row = {
  ...{ id: 'r1', kind: weight, value: 81, unit: 'kg', takenAt: at, recordedAt: at },
  ...{ origin: 'file', source: 'Scale', outside: false },
};
const outline: ChartOutline = {
  ...{ patient: fatima, appointments: [], healthlogs: [], prescriptions: [], names: {} },
};
const summaryOf = (kind: string, count: number) => ({
  ...{ kind, unit: 'x', count, first: at, last: at, latest: { value: 81, takenAt: at, outside: false } },
  ...{ outsideLately: 0, bands: [], isBeingCounted: false },
});

// Seen red with no number of them, and with the plot and the list gone over to the kinds that have more readings then.
it('of a whole file, it is said how many readings go, and the kind that was listed stays', async () => {
  let isWithdrawn = false;
  let count = () => {};
  const isCounted = new Promise<void>((done) => {
    count = done;
  });
  const withdrawn = { at, by: 'Dr Joshi', reason: 'Of another patient' };
  Object.assign(client, {
    chart: { outline: async () => outline },
    readinglimits: { list: async () => ({ rows: [], total: 0, names: {} }) },
    readings: {
      summary: async () => ({
        kinds: [
          summaryOf('8867-4', 2),
          summaryOf('8310-5', 1),
          ...(isWithdrawn ? [] : [summaryOf(weight, 214)]),
        ],
        withdrawn: isWithdrawn ? [{ kind: weight, first: at, last: at }] : [],
      }),
      series: async () => ({ curves: [] }),
      list: async ({ kind }: { kind: string }) =>
        kind === weight
          ? { rows: [isWithdrawn ? { ...row, withdrawn } : row], total: 1 }
          : { rows: [], total: 0 },
      countFile: async () => {
        await isCounted;
        return { count: 214 };
      },
      withdrawFile: vi.fn(async () => {
        isWithdrawn = true;
        return { count: 214, withdrawnAt: at };
      }),
    },
  });
  render(
    view(
      <MemoryRouter initialEntries={[`/?kind=${weight}`]}>
        <ReadingsPage patient={fatima.id} />
      </MemoryRouter>,
      'doctor',
    ),
  );
  fireEvent.click(await screen.findByRole('button', { name: /^Withdraw… 178/ }));
  fireEvent.click(await screen.findByText('Its whole file'));
  fireEvent.change(await screen.findByLabelText(/^Reason/), { target: { value: 'Of another patient' } });
  // Seen red without a reason why it cannot be pressed yet.
  const isOff = () => {
    const button = screen.getByRole('button', { name: 'Withdraw' });
    return button.hasAttribute('disabled') || button.dataset.disabled === 'true';
  };
  expect(isOff()).toBe(true);
  // Seen red with a button that withdrew what nobody knew the number of; Enter in the form did so, too.
  fireEvent.click(screen.getByRole('button', { name: 'Withdraw' }));
  fireEvent.submit(screen.getByLabelText(/^Reason/));
  expect(screen.getByText('They are being counted…')).toBeTruthy();
  expect(client.readings.withdrawFile).not.toHaveBeenCalled();
  count();
  expect(await screen.findByText('214 readings will be withdrawn.')).toBeTruthy();
  expect(isOff()).toBe(false);
  // Seen red with "It stays".
  expect(screen.getByText(/^What is withdrawn stays in the list/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Withdraw' }));
  expect(await screen.findByText(/^Withdrawn .*Of another patient/)).toBeTruthy();
  expect(screen.getByRole('table', { name: 'Readings: Weight' })).toBeTruthy();
});
