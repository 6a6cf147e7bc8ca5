import { lazy, type ReactNode, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import type { ClinicClient } from '../../../../shared/contract';
import type { Attachment } from '../../../../shared/entities';
import { newRecordId } from '../../../../shared/rules/record-id';
import { useClient, useOnline, usePerson, useRefresher, useSaver } from '../../data';
import { sha256Of } from '../sha256';
import { createUploadQueue } from './upload-queue';
import { UploadsContext } from './uploads-context';
import type { UploadsLeft } from './uploads-left';
import { useUnfinishedFiles } from './use-unfinished-files';

// Nobody needs its inputs before the first file is added.
const UploadTray = lazy(async () => ({ default: (await import('./UploadTray')).UploadTray }));

/** Of a picture that names another person than the record; what reads it is fetched for the first one. */
async function warningOf(
  file: File,
  { contentType, patient: id }: Attachment,
  client: ClinicClient,
): Promise<string | undefined> {
  if (contentType !== 'application/dicom' || !id) return undefined;
  try {
    const [{ otherPerson }, { record: patient }] = await Promise.all([
      import('../dicom/other-person'),
      client.patients.get({ id }),
    ]);
    return await otherPerson(file, patient);
  } catch {
    // Its viewer says so in any case.
    return undefined;
  }
}

/**
 * Sends files for one person, whatever page they go to meanwhile, and shows how far each has come. Leaving the window
 * asks first while some are under way; signing out gives them up (`useGiveUpUploads`).
 * Where the person has to sign in again, theirs go on after it (`left`), or, where the window ended, they are told which
 * were not finished. What nobody goes on with, the core removes within a day.
 */
export function UploadsProvider({ left, children }: { left: UploadsLeft; children: ReactNode }) {
  const client = useClient();
  const { userId } = usePerson();
  const refresher = useRefresher();
  const saver = useSaver('attachments');
  const { isLive } = useOnline();
  const [queue] = useState(() =>
    createUploadQueue({
      client,
      newId: () => newRecordId(new Date()),
      sha256: sha256Of,
      begun: left.of(userId),
      warningOf: (file, record) => warningOf(file, record, client),
      remove: saver.remove,
      onStored: ({ id, patient }) => refresher.changed({ entity: 'attachments', id, patient }),
    }),
  );
  const [unfinished, dismissUnfinished] = useUnfinishedFiles(queue);
  const hasUploads = useSyncExternalStore(queue.subscribe, () => queue.all().length > 0);
  useEffect(() => {
    queue.start();
    return () => {
      queue.stop();
      left.keep(userId, queue.left());
    };
  }, [queue, left, userId]);
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
      {(hasUploads || unfinished.length > 0) && (
        <Suspense>
          <UploadTray {...{ unfinished, dismissUnfinished }} />
        </Suspense>
      )}
    </UploadsContext>
  );
}
