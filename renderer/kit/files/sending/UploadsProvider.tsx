import { lazy, type ReactNode, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { newRecordId } from '../../../../shared/rules/record-id';
import { useClient, useOnline, useRefresher } from '../../data';
import { sha256Of } from '../sha256';
import { createUploadQueue } from './upload-queue';
import { UploadsContext } from './uploads-context';

// Nobody needs its inputs before the first file is added.
const UploadTray = lazy(async () => ({ default: (await import('./UploadTray')).UploadTray }));

/**
 * Sends files for one person, whatever page they go to meanwhile, and shows how far each has come. Leaving the window
 * asks first while some are under way; signing out gives them up (`useGiveUpUploads`).
 * Where the person is shut out, the core removes what came of them within a day.
 */
export function UploadsProvider({ children }: { children: ReactNode }) {
  const client = useClient();
  const refresher = useRefresher();
  const { isLive } = useOnline();
  const [queue] = useState(() =>
    createUploadQueue({
      client,
      newId: () => newRecordId(new Date()),
      sha256: sha256Of,
      onStored: ({ id, patient }) => refresher.changed({ entity: 'attachments', id, patient }),
    }),
  );
  const hasUploads = useSyncExternalStore(queue.subscribe, () => queue.all().length > 0);
  useEffect(() => {
    queue.start();
    return () => queue.stop();
  }, [queue]);
  useEffect(() => {
    if (isLive) queue.wake();
  }, [isLive, queue]);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (queue.isBusy()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [queue]);
  useEffect(() => {
    // A browser opens a file that is dropped beside a drop zone in place of the desk, and what was typed is gone.
    const hold = (event: DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    };
    window.addEventListener('dragover', hold);
    window.addEventListener('drop', hold);
    return () => {
      window.removeEventListener('dragover', hold);
      window.removeEventListener('drop', hold);
    };
  }, []);
  return (
    <UploadsContext value={queue}>
      {children}
      {hasUploads && (
        <Suspense>
          <UploadTray />
        </Suspense>
      )}
    </UploadsContext>
  );
}
