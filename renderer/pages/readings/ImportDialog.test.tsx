import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { client, view } from '../../../tests/support/form-stage';
import { ImportDialog } from './ImportDialog';

afterEach(cleanup);

const report = {
  ...{ form: 'wide', columns: [], rows: 2, readings: 2, doubled: 0, alreadyThere: 0, differing: 0 },
  ...{ first: [], problems: { total: 0, shown: [] }, unitsUnsaid: [], leftOut: 0 },
  ...{ skippedTimes: 0, doubleTimes: 0 },
};
const patient = 'a'.repeat(24);

/** The dialog with a file chosen. */
function chosen(onClose = () => {}) {
  render(view(<ImportDialog opened patient={patient} name="Ruth Abebe" onClose={onClose} />, 'doctor'));
  const file = new File(['time,bpm\n2026-11-26,70\n2026-11-27,71'], 'libre.csv');
  const input = document.querySelector('input[type=file]');
  if (!input) throw new Error('No input of files');
  fireEvent.change(input, { target: { files: [file] } });
}

// Seen red with another time of the import sent.
it('a file that was just brought in is taken back as a whole, with a reason', async () => {
  const recordedAt = new Date('2026-11-27T09:00:00Z');
  const withdrawFile = vi.fn(async () => ({ count: 2, withdrawnAt: new Date() }));
  Object.assign(client, {
    readings: {
      previewImport: async () => report,
      import: async () => ({ ...report, recorded: 2, recordedAt }),
      withdrawFile,
    },
  });
  const onClose = vi.fn();
  chosen(onClose);
  fireEvent.click(await screen.findByRole('button', { name: 'Import 2 readings' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Take this file back…' }));
  expect(await screen.findByRole('dialog', { name: 'Withdraw 2 readings of libre.csv?' })).toBeTruthy();
  fireEvent.change(screen.getByLabelText(/^Reason/), { target: { value: 'Of another patient' } });
  fireEvent.click(screen.getByRole('button', { name: 'Withdraw' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  const withdrawal = expect.stringMatching(/^[0-9a-f]{24}$/);
  expect(withdrawFile).toHaveBeenCalledWith({
    patient,
    recordedAt,
    reason: 'Of another patient',
    withdrawal,
  });
});

// Seen red with a button that imports all of it once more.
it('a file of which all is there already says so, and offers nothing but to close', async () => {
  Object.assign(client, { readings: { previewImport: async () => ({ ...report, alreadyThere: 2 }) } });
  const onClose = vi.fn();
  chosen(onClose);
  expect(await screen.findByText(/All of it is there already: there is nothing to import/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Import/ })).toBeNull();
  const closing = screen.getAllByRole('button', { name: 'Close' }).at(-1);
  if (closing) fireEvent.click(closing);
  expect(onClose).toHaveBeenCalled();
});

// Seen red with those that are there counted too.
it('a file of which a part is there already offers the rest of it', async () => {
  Object.assign(client, { readings: { previewImport: async () => ({ ...report, alreadyThere: 1 }) } });
  chosen();
  expect(await screen.findByRole('button', { name: 'Import 1 new reading' })).toBeTruthy();
});

// Seen red while rows that are not taken were counted and not told.
it('a file with rows that hold no value says how many are left out', async () => {
  Object.assign(client, { readings: { previewImport: async () => ({ ...report, rows: 3, leftOut: 1 }) } });
  chosen();
  expect(await screen.findByText('1 row without a value')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Import 2 readings' })).toBeTruthy();
});
