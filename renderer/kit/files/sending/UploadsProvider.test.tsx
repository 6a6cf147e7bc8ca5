import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ClinicClient } from '../../../../shared/contract';
import { sessionOf } from '../../../../tests/support/form-stage';
import { ClinicProvider } from '../../data';
import { theme } from '../../theme';
import { UploadsProvider } from './UploadsProvider';
import { useSendFiles } from './uploads-context';
import { createUploadsLeft } from './uploads-left';

const place = { patient: 'b'.repeat(24), patientName: 'Ruth Abebe' };

// What jsdom reads of a file is not what the sums of Node take.
beforeEach(() => vi.spyOn(crypto.subtle, 'digest').mockResolvedValue(new ArrayBuffer(32)));
afterEach(() => {
  vi.restoreAllMocks();
  cleanup();
  localStorage.clear();
});

function Sender() {
  const send = useSendFiles(place);
  return (
    <button type="button" onClick={() => send([new File(['words'], 'letter.pdf')])}>
      Send
    </button>
  );
}

/** One page of a browser, at which people come and go; `loadAgain` is another page of the same window. */
function openPage() {
  const stored = new Set<string>();
  let isAnswering = false;
  const client = {
    files: {
      upload: ({ upload, size }: { upload: string; size: number }) => {
        if (!isAnswering) return new Promise(() => {});
        stored.add(upload);
        return Promise.resolve({
          received: size,
          record: { id: upload, revision: 1, title: 'letter', patient: place.patient },
        });
      },
      uploaded: async ({ upload }: { upload: string }) =>
        stored.has(upload) ? { received: 5, record: { id: upload } } : { received: 0 },
      cancel: async () => ({ isCancelled: true }),
    },
  } as unknown as ClinicClient;
  let left = createUploadsLeft();
  let shown = render(<div />);
  const show = (userId?: string) => {
    const session = sessionOf('doctor', userId);
    const told = userId ? session : { ...session, user: undefined };
    shown.rerender(
      <MantineProvider theme={theme} env="test">
        <MemoryRouter>
          <ClinicProvider client={client} session={told} refreshSession={() => {}}>
            {userId && (
              <UploadsProvider left={left}>
                <Sender />
              </UploadsProvider>
            )}
          </ClinicProvider>
        </MemoryRouter>
      </MantineProvider>,
    );
  };
  return {
    show,
    stored,
    answer: () => {
      isAnswering = true;
    },
    loadAgain: (userId: string) => {
      // Nothing of a page that is killed runs any more: what it kept is as it was.
      const kept = Object.entries({ ...localStorage });
      cleanup();
      localStorage.clear();
      for (const [name, text] of kept) localStorage.setItem(name, String(text));
      left = createUploadsLeft();
      shown = render(<div />);
      show(userId);
    },
  };
}

const send = () => fireEvent.click(screen.getByRole('button', { name: 'Send' }));
const words = () =>
  screen.queryByRole('region', { name: 'Files being added' })?.querySelector('[aria-live=polite]')
    ?.textContent;
const says = (expected: string | undefined) => waitFor(() => expect(words()).toBe(expected));
const isKept = () => waitFor(() => expect(localStorage.length).toBe(1));

// Seen red with a queue that goes with its page, and with files that whoever signs in next finds.
it('goes on with a file when the same person signs in again, and shows it to nobody else', async () => {
  const page = openPage();
  page.show('meera');
  send();
  await says('Adding 1 file');
  page.show();
  expect(words()).toBeUndefined();
  page.show('rosa');
  await act(async () => {});
  expect(words()).toBeUndefined();
  page.answer();
  page.show();
  page.show('meera');
  await says('1 file added');
  expect(page.stored.size).toBe(1);
  await waitFor(() => expect(localStorage.length).toBe(0));
});

// Seen red with nothing kept of a file that is on its way.
it('tells the same person after the window was loaded again which file was not finished, until that is taken off', async () => {
  const page = openPage();
  page.show('meera');
  send();
  await isKept();
  page.loadAgain('rosa');
  await act(async () => {});
  expect(words()).toBeUndefined();
  page.loadAgain('meera');
  await says('1 file not finished');
  expect(screen.getByRole('listitem', { name: 'letter.pdf' }).textContent).toMatch(
    /Not finished.*Add it again\.5 bytes, Ruth Abebe/,
  );
  expect(screen.getByRole('link', { name: 'Ruth Abebe' }).getAttribute('href')).toBe(
    `/patients/${place.patient}/documents`,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Take letter.pdf off this list' }));
  await says(undefined);
  page.loadAgain('meera');
  await act(async () => {});
  expect(words()).toBeUndefined();
});

it('says no more of it once the same file was added', async () => {
  const page = openPage();
  page.show('meera');
  send();
  await isKept();
  page.loadAgain('meera');
  await says('1 file not finished');
  page.answer();
  send();
  await says('1 file added');
  await waitFor(() => expect(localStorage.length).toBe(0));
});

// Seen red without asking the core.
it('says nothing of a file of which only the answer was lost', async () => {
  const page = openPage();
  page.show('meera');
  send();
  await isKept();
  const [name = ''] = Object.keys({ ...localStorage });
  page.stored.add(name.slice(-24));
  page.loadAgain('meera');
  await waitFor(() => expect(localStorage.length).toBe(0));
  expect(words()).toBeUndefined();
});
