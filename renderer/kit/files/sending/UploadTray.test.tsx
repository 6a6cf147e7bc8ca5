import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { ORPCError } from '@orpc/client';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClinicClient } from '../../../../shared/contract';
import { view } from '../../../../tests/support/form-stage';
import { UploadTray } from './UploadTray';
import { createUploadQueue } from './upload-queue';
import { UploadsContext } from './uploads-context';

const place = { patient: 'b'.repeat(24), patientName: 'Ruth Abebe' };

/** Takes every file, but programs. */
const files = {
  upload: async ({ upload, size, filename, title }: Record<string, unknown>) => {
    if (String(filename).endsWith('.exe'))
      throw new ORPCError('INVALID', {
        data: { issues: [{ path: ['filename'], message: 'A program is never kept.' }] },
      });
    return { received: size, record: { id: upload, revision: 1, title, patient: place.patient } };
  },
  uploaded: async () => ({ received: 0 }),
  cancelUpload: async () => ({}),
};

/** The tray after the files were sent. */
async function sent(...names: string[]) {
  let made = 0;
  const queue = createUploadQueue({
    client: { files } as unknown as ClinicClient,
    newId: () => String((made += 1)).padStart(24, '0'),
    sha256: async () => 'a'.repeat(64),
    onStored: () => {},
  });
  queue.start();
  render(
    view(
      <MemoryRouter>
        <UploadsContext value={queue}>
          <UploadTray />
        </UploadsContext>
      </MemoryRouter>,
      'doctor',
    ),
  );
  await act(async () => {
    queue.add(names.map((name) => ({ file: new File(['words'], name), place, details: { title: 'Scan' } })));
    await vi.advanceTimersByTimeAsync(10);
  });
}
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
const tray = () => screen.queryByRole('region', { name: 'Files being added' });

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('the list of files being added', () => {
  // Seen red with nothing taken off the list by itself.
  it('folds when all were added, and then goes by itself', async () => {
    await sent('one.pdf', 'two.pdf');
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    await pass(8_000);
    expect(screen.queryAllByRole('listitem')).toEqual([]);
    expect(tray()?.textContent).toBe('2 files added');
    await pass(30_000);
    expect(tray()).toBeNull();
  });

  // Seen red with all that is over taken off the list, and with a list of it that lies open over the page.
  it('stays with what was refused, in one line after a while, which is told by the name of its file', async () => {
    await sent('one.pdf', 'tool.exe');
    await pass(60_000);
    expect(screen.queryAllByRole('listitem')).toEqual([]);
    expect(tray()?.textContent).toBe('1 file not added');
    fireEvent.click(screen.getByRole('button', { name: 'Show the files' }));
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/A program is never kept\..*tool\.exe/),
    ]);
  });

  it('stays while somebody is at it', async () => {
    await sent('one.pdf');
    fireEvent.focus(screen.getByRole('button', { name: 'Fold the files' }));
    await pass(60_000);
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
  });
});
