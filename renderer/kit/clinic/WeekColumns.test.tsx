import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { Appointment } from '../../../shared/entities';
import { theme } from '../theme';
import { CompactList } from './CompactList';
import { WeekColumns } from './WeekColumns';

const stamp = new Date('2026-11-23T08:00:00Z');
const booking: Appointment = {
  id: 'a1',
  revision: 1,
  createdAt: stamp,
  updatedAt: stamp,
  date: '2026-11-24',
  time: '14:20',
  status: 'confirmed',
  reason: 'Migraine, follow-up',
};

afterEach(cleanup);

function show() {
  const onOpen = vi.fn();
  const onOpenDay = vi.fn();
  const list = (
    <CompactList appointments={[booking]} nameOf={() => 'Katarzyna Van der Berg'} onOpen={onOpen} />
  );
  render(
    <MantineProvider theme={theme} env="test">
      <WeekColumns
        today="2026-11-23"
        onOpenDay={onOpenDay}
        days={[
          { day: '2026-11-23', total: 0, content: null },
          { day: '2026-11-24', total: 1, content: list },
        ]}
      />
    </MantineProvider>,
  );
  return { onOpen, onOpenDay };
}

it('names each day of a week in full, and everyone in it with time, reason and status', () => {
  const { onOpen } = show();
  const tuesday = screen.getByRole('region', { name: 'Tuesday 24 November' });
  const entry = within(tuesday).getByRole('button', {
    name: '14:20 Katarzyna Van der Berg, Migraine, follow-up, Confirmed',
  });
  fireEvent.click(entry);
  expect(onOpen).toHaveBeenCalledWith(booking);
});

it('shows the whole of an entry in a tip when the keyboard reaches it', async () => {
  show();
  screen.getByRole('button', { name: /^14:20/ }).focus();
  expect((await screen.findByRole('tooltip')).textContent).toBe(
    '14:20 Katarzyna Van der Berg, Migraine, follow-up, Confirmed',
  );
});

it('opens a day by its head, and marks today', () => {
  const { onOpenDay } = show();
  expect(screen.getByRole('button', { name: /Mon 23/ }).getAttribute('aria-current')).toBe('date');
  fireEvent.click(screen.getByRole('button', { name: /Tue 24/ }));
  expect(onOpenDay).toHaveBeenCalledWith('2026-11-24');
});
