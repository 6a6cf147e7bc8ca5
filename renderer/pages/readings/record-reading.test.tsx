import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type, view } from '../../../tests/support/form-stage';
import { RecordReading } from './RecordReading';

beforeEach(() => localStorage.clear());
afterEach(cleanup);

const patient = 'a'.repeat(24);
const dialog = view(<RecordReading opened patient={patient} onClose={() => {}} />, 'doctor');
const input = (label: string | RegExp) => screen.findByLabelText<HTMLInputElement>(label);

async function typedYesterday(): Promise<void> {
  render(dialog);
  await input(/^Systolic/);
  type(/^Systolic/, '128');
  type(/^Date(?!:)/, '22 Nov 2020');
  type(/^Time(?!:)/, '18:05');
  cleanup();
  render(dialog);
  await screen.findByText(/did not save is back/);
}

it('a reading that was typed and not saved is back with its time, and says so', async () => {
  await typedYesterday();
  expect((await input(/^Systolic/)).value).toBe('128');
  expect((await input(/^Date(?!:)/)).value).toBe('22 Nov 2020');
  expect((await input(/^Time(?!:)/)).value).toBe('18:05');
  expect(screen.getByText(/still has the date and time it had then/)).toBeTruthy();
});

it('its time can be changed to now', async () => {
  await typedYesterday();
  fireEvent.click(screen.getByRole('button', { name: 'Change to now' }));
  expect((await input(/^Date(?!:)/)).value).not.toBe('22 Nov 2020');
  expect((await input(/^Systolic/)).value).toBe('128');
  expect(screen.queryByRole('button', { name: 'Change to now' })).toBeNull();
});

it('it can be discarded, and typing begins anew in the first field', async () => {
  await typedYesterday();
  fireEvent.click(screen.getByRole('button', { name: 'Discard it' }));
  const value = await input(/^Systolic/);
  expect(value.value).toBe('');
  expect((await input(/^Date(?!:)/)).value).not.toBe('22 Nov 2020');
  expect(screen.queryByText(/did not save is back/)).toBeNull();
  expect(document.activeElement).toBe(value);
  expect(Object.keys(localStorage).filter((key) => key.includes('reading:'))).toEqual([]);
});

// Seen red with the time looked at only when it was saved, and with what was found said at the date.
it('a time to come is told while it is typed: at the time today, else at the date', async () => {
  vi.useFakeTimers({ now: new Date('2026-11-23T09:00:00Z'), toFake: ['Date'] });
  try {
    render(dialog);
    const isWrong = async (label: RegExp) => (await input(label)).getAttribute('aria-invalid') === 'true';
    const wrong = async () => [await isWrong(/^Date(?!:)/), await isWrong(/^Time(?!:)/)];
    await input(/^Systolic/);
    expect(await wrong()).toEqual([false, false]);
    type(/^Time(?!:)/, '09:30');
    expect(await wrong()).toEqual([false, true]);
    type(/^Date(?!:)/, '24 Nov 2026');
    expect(await wrong()).toEqual([true, false]);
    expect(screen.getAllByText('This is in the future')).toHaveLength(1);
    type(/^Date(?!:)/, '22 Nov 2026');
    expect(await wrong()).toEqual([false, false]);
  } finally {
    vi.useRealTimers();
  }
});
