import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { view } from '../../../../tests/support/form-stage';
import { CameraDialog } from './CameraDialog';

/** A camera that shows a picture of 4 × 3 pixels; jsdom has neither one nor anything to draw with. */
beforeEach(() => {
  const stream = { getTracks: () => [], getVideoTracks: () => [] };
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: { getUserMedia: async () => stream, enumerateDevices: async () => [] },
  });
  Object.defineProperty(HTMLVideoElement.prototype, 'videoWidth', { configurable: true, get: () => 4 });
  Object.defineProperty(HTMLVideoElement.prototype, 'videoHeight', { configurable: true, get: () => 3 });
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((done) => done(new Blob(['jpeg'])));
  URL.createObjectURL = () => 'blob:photo';
  URL.revokeObjectURL = () => {};
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

async function open(shots: number) {
  const onClose = vi.fn();
  render(view(<CameraDialog opened onClose={onClose} name="Ruth Abebe" onPhotos={() => {}} />));
  const take = await screen.findByRole('button', { name: 'Take photo' });
  for (let taken = 1; taken <= shots; taken += 1) {
    fireEvent.click(take);
    await screen.findByAltText(`Shot ${taken}`);
  }
  return onClose;
}
const escape = () => fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
const question = () => screen.queryByRole('dialog', { name: 'Throw 2 photos away?' });

// Seen red with a dialog that closes at once.
it('asks before photos that were taken are thrown away, and keeps them when told so', async () => {
  const onClose = await open(2);
  escape();
  expect((await screen.findByRole('dialog', { name: 'Throw 2 photos away?' })).textContent).toContain(
    'They were not added to the record of Ruth Abebe.',
  );
  escape();
  await waitFor(() => expect(question()).toBeNull());
  expect(onClose).not.toHaveBeenCalled();
  expect(screen.getAllByRole('img')).toHaveLength(2);
  escape();
  fireEvent.click(await screen.findByRole('button', { name: 'Throw away' }));
  await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1));
});

it('closes without a question while no photo was taken', async () => {
  const onClose = await open(0);
  escape();
  await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1));
  expect(question()).toBeNull();
});
