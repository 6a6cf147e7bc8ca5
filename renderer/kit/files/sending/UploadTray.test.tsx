import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { ORPCError } from '@orpc/client';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClinicClient } from '../../../../shared/contract';
import { uploadPiece } from '../../../../shared/rules/file-kinds';
import { view } from '../../../../tests/support/form-stage';
import { UploadTray } from './UploadTray';
import { createUploadQueue } from './upload-queue';
import { UploadsContext } from './uploads-context';

const place = { patient: 'b'.repeat(24), patientName: 'Ruth Abebe' };

const letter = { id: 'f'.repeat(24), title: 'Letter', addedAt: new Date('2026-11-03T09:00:00Z') };
const removed: string[] = [];

/** Takes every file, but programs. */
const files = {
  upload: async ({ upload, size, filename, title }: Record<string, unknown>) => {
    if (String(filename).endsWith('.exe'))
      throw new ORPCError('INVALID', {
        data: { issues: [{ path: ['filename'], message: 'A program is never kept.' }] },
      });
    if (String(filename).startsWith('slow')) return await new Promise(() => {});
    const sameAs = String(filename).startsWith('twice') ? letter : undefined;
    return { received: size, record: { id: upload, revision: 1, title, patient: place.patient }, sameAs };
  },
  uploaded: async () => ({ received: 0, sameAs: letter }),
  cancelUpload: async () => ({}),
};

/** A large one is sent in several pieces. */
const fileOf = (name: string) =>
  new File([name.includes('large') ? new Uint8Array(3 * uploadPiece) : 'words'], name);

/** The tray after the files were sent. */
async function sent(...names: string[]) {
  removed.length = 0;
  let made = 0;
  const queue = createUploadQueue({
    client: { files } as unknown as ClinicClient,
    newId: () => String((made += 1)).padStart(24, '0'),
    sha256: async () => 'a'.repeat(64),
    remove: async ({ id }) => {
      removed.push(id);
      return true;
    },
    onStored: () => {},
    warningOf: async ({ name }) => (name.startsWith('other') ? 'This may be of someone else.' : undefined),
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
    queue.add(names.map((name) => ({ file: fileOf(name), place, details: { title: 'Scan' } })));
    await vi.advanceTimersByTimeAsync(10);
  });
  return {
    add: (name: string) =>
      act(async () => {
        queue.add([{ file: fileOf(name), place, details: { title: 'Scan' } }]);
        await vi.advanceTimersByTimeAsync(10);
      }),
  };
}
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
const tray = () => screen.queryByRole('region', { name: 'Files being added' });

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('the list of files being added', () => {
  // Seen red with a list that folds first and is there for half a minute.
  it('goes by itself soon after all were added', async () => {
    await sent('one.pdf', 'two.pdf');
    await pass(4_000);
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    expect(tray()?.querySelector('[aria-live=polite]')?.textContent).toBe('2 files added');
    await pass(1_500);
    expect(tray()).toBeNull();
  });

  // Seen red with all that is over taken off the list, and with a list of it that lies open over the page.
  it('stays with what was refused, in one line after a while, which is told by the name of its file', async () => {
    await sent('one.pdf', 'tool.exe');
    await pass(9_000);
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    await pass(1_500);
    expect(screen.queryAllByRole('listitem')).toEqual([]);
    await pass(60_000);
    expect(tray()?.textContent).toBe('1 file not added');
    fireEvent.click(screen.getByRole('button', { name: 'Show the files' }));
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/A program is never kept\..*tool\.exe/),
    ]);
    await pass(10_500);
    expect(screen.queryAllByRole('listitem')).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(tray()).toBeNull();
  });

  // Seen red with a pencil at what no other title would let in.
  it('asks for no other title of what is refused for what it is', async () => {
    await sent('one.pdf', 'tool.exe');
    const named = (name: RegExp) => screen.getAllByRole('button', { name });
    expect(named(/^Take .* off this list$/)).toHaveLength(2);
    expect(named(/^Title, kind and date of/)).toHaveLength(1);
  });

  it('stays while the focus is in it', async () => {
    await sent('one.pdf');
    act(() => screen.getByRole('button', { name: 'Fold the files' }).focus());
    await pass(60_000);
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    act(() => screen.getByRole('button', { name: 'Fold the files' }).blur());
    await pass(5_500);
    expect(tray()).toBeNull();
  });

  // Seen red with a focus that goes while the pointer is there taken for both.
  it('stays open while the pointer is on it, also with what was refused', async () => {
    await sent('tool.exe');
    const list = screen.getByRole('region', { name: 'Files being added' });
    fireEvent.pointerEnter(list);
    act(() => screen.getByRole('button', { name: 'Close' }).focus());
    act(() => screen.getByRole('button', { name: 'Close' }).blur());
    await pass(60_000);
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    fireEvent.pointerLeave(list);
    await pass(10_500);
    expect(screen.queryAllByRole('listitem')).toEqual([]);
  });

  // Seen red with a focus that is only lost by an event.
  it('makes room after the focus went with a row that was taken off', async () => {
    await sent('one.exe', 'two.exe');
    const [first] = screen.getAllByRole('button', { name: 'Take Scan off this list' });
    act(() => first?.focus());
    await act(async () => first?.click());
    await pass(10_500);
    expect(tray()?.textContent).toBe('1 file not added');
  });

  // Seen red with refused files first, and with a list that only a further refusal unfolds.
  it('shows what is added anew, on top of what was refused before', async () => {
    const { add } = await sent('tool.exe');
    await pass(10_500);
    expect(screen.queryAllByRole('listitem')).toEqual([]);
    await add('slow.pdf');
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('slow.pdf'),
      expect.stringContaining('tool.exe'),
    ]);
  });

  // Seen red without the bar in the folded line.
  it('says how far all of it is while it is folded', async () => {
    await sent('slow.pdf');
    expect(screen.queryByRole('progressbar', { name: 'All files: 0 %' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Fold the files' }));
    expect(screen.getByRole('progressbar', { name: 'All files: 0 %' })).toBeTruthy();
    expect(tray()?.textContent).toContain('0 %');
  });

  // Seen red with a percentage that stands still without a word.
  it('says of a file since when it is not answered', async () => {
    vi.setSystemTime(new Date('2026-11-30T17:03:00Z'));
    await sent('slow large.pdf');
    expect(screen.queryByText(/^No answer/)).toBeNull();
    await pass(7_000);
    expect(screen.getByRole('status').textContent).toBe('No answer since 17:03; goes on by itself.');
    expect(tray()?.querySelector('[aria-live=polite]')?.textContent).toBe('Waiting for an answer: 1 file');
  });

  // Seen red with a file of someone else "Added" without a word.
  it('says of an added file that it may be of someone else, and stays with it', async () => {
    await sent('one.pdf', 'other.dcm');
    const [first] = screen.getAllByRole('listitem');
    expect(first?.textContent).toMatch(/Added.*This may be of someone else\..*other\.dcm/);
    await pass(10_500);
    await pass(60_000);
    // Seen red with "1 file added" alone: folded, nothing said that something is asked.
    expect(tray()?.textContent).toBe('1 file added, 1 to look at');
  });

  // Seen red with a second copy "Added" without a word.
  it('says of an added file which document is the very same and since when, and stays until somebody chose', async () => {
    await sent('one.pdf', 'twice.pdf');
    const [first] = screen.getAllByRole('listitem');
    expect(first?.textContent).toMatch(
      /Added.*same file is in this record already: Letter, added 3 Nov 2026.*twice\.pdf/,
    );
    expect(screen.getByRole('link', { name: 'Letter' }).getAttribute('href')).toBe(
      `/attachments/${letter.id}`,
    );
    await pass(70_000);
    fireEvent.click(screen.getByRole('button', { name: 'Show the files' }));
    fireEvent.click(screen.getByRole('button', { name: 'Keep both: Scan' }));
    expect(tray()).toBeNull();
    expect(removed).toEqual([]);
  });

  it('takes a file back that is there already, and no other', async () => {
    await sent('one.pdf', 'twice.pdf');
    expect(screen.getAllByRole('button', { name: /^Take this one back/ })).toHaveLength(1);
    fireEvent.click(screen.getByRole('button', { name: 'Take this one back: Scan' }));
    await pass(10);
    expect(removed).toEqual(['2'.padStart(24, '0')]);
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('one.pdf'),
    ]);
  });
});
