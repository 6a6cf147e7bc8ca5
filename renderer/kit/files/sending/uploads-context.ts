import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from 'react';
import { isUnderWay, titleFrom, type Upload, type UploadDetails, type UploadPlace } from './upload';
import type { UploadQueue } from './upload-queue';

export const UploadsContext = createContext<UploadQueue | null>(null);

/** What sends files; throws where nobody is signed in. */
export function useUploadQueue(): UploadQueue {
  const queue = useContext(UploadsContext);
  if (!queue) throw new Error('UploadsProvider is missing above this component');
  return queue;
}

/** Files on their way, those just sent and those that failed, as they change. */
export function useUploads(): readonly Upload[] {
  const queue = useUploadQueue();
  return useSyncExternalStore(queue.subscribe, queue.all);
}

/** So long signing out waits for a core that does not answer; what came of a file then goes within a day. */
const patienceMs = 3_000;

/**
 * Gives up every file that is on its way, before the person leaves: nothing of them stays behind. `count`: how many there
 * are now.
 */
export function useGiveUpUploads(): { count: () => number; giveUp: () => Promise<void> } {
  const queue = useUploadQueue();
  return useMemo(
    () => ({
      count: () => queue.all().filter(isUnderWay).length,
      giveUp: async () => {
        const over = new Promise<void>((resolve) => setTimeout(resolve, patienceMs));
        await Promise.race([queue.cancelAll(), over]);
      },
    }),
    [queue],
  );
}

/** Sends files into a record; each is called after its file unless `details` say otherwise. */
export function useSendFiles(
  place: UploadPlace,
): (files: readonly File[], details?: Partial<UploadDetails>) => void {
  const queue = useUploadQueue();
  const { patient, patientName, visit, doctor } = place;
  return useCallback(
    (files, details) =>
      queue.add(
        files.map((file) => ({
          file,
          place: { patient, patientName, visit, doctor },
          details: { title: titleFrom(file.name), ...details },
        })),
      ),
    [queue, patient, patientName, visit, doctor],
  );
}
