import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { view } from '../../tests/support/form-stage';
import { createUploadQueue } from '../kit/files/sending/upload-queue';
import { UploadsContext } from '../kit/files/sending/uploads-context';
import { useSignOut } from './use-sign-out';

afterEach(cleanup);

const never = () => new Promise<never>(() => {});

/** A desk of which files are on their way to a core that does not answer. */
function stage(names: readonly string[]) {
  const queue = createUploadQueue({
    client: { files: { upload: never, uploaded: never, cancel: never }, attachments: { update: never } },
    newId: (() => {
      let made = 0;
      return () => String((made += 1)).padStart(24, '0');
    })(),
    sha256: async () => '0'.repeat(64),
    remove: async () => false,
    onStored: () => {},
  });
  const place = { patient: 'a'.repeat(24), patientName: 'Ruth Abebe' };
  queue.add(names.map((name) => ({ file: new File(['x'], name), place, details: { title: name } })));
  const onSignOut = vi.fn(async () => {});
  function Desk() {
    const { signOut, dialog } = useSignOut(onSignOut);
    return (
      <>
        <button type="button" onClick={signOut}>
          Sign out
        </button>
        {dialog}
      </>
    );
  }
  render(
    view(
      <UploadsContext value={queue}>
        <Desk />
      </UploadsContext>,
    ),
  );
  fireEvent.click(screen.getByRole('button', { name: 'Sign out' }));
  return onSignOut;
}

it('signing out says that files are given up while it waits for that, and then goes on by itself', async () => {
  const onSignOut = stage(['a.pdf', 'b.pdf']);
  await screen.findByText(/Giving up 2 files that were on the way/);
  expect(onSignOut).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Sign out', hidden: true }));
  await waitFor(() => expect(onSignOut).toHaveBeenCalledTimes(1));
  await waitFor(() => expect(screen.queryByText(/Giving up/)).toBeNull());
});

it('signing out without files on their way is done at once, without a word', async () => {
  const onSignOut = stage([]);
  await waitFor(() => expect(onSignOut).toHaveBeenCalledTimes(1));
  expect(screen.queryByText(/Giving up/)).toBeNull();
});
