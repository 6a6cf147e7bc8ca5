import { useEffect, useState } from 'react';
import { useClient, usePerson, useWindowsHere, type WindowsHere } from '../../data';
import type { UploadQueue } from './upload-queue';
import {
  claimUnfinished,
  dropUnfinished,
  isSameFile,
  keepUnfinished,
  type UnfinishedFile,
} from './unfinished-files';

const onlyWindow = { window: 'only', open: new Set(['only']) };

/** This window among those that are open; where windows cannot know of one another, as if it were the only one. */
async function whereOf(windows: WindowsHere | undefined): Promise<typeof onlyWindow> {
  try {
    // In this order: who is open is asked last, when this window is known to be.
    const window = await windows?.own();
    const open = await windows?.open();
    return window && open ? { window, open: new Set(open) } : onlyWindow;
  } catch {
    return onlyWindow;
  }
}

/**
 * Files of this person that were on their way when a window ended, until they are dismissed or added again; and keeps
 * those that are on their way now, should this one end.
 */
export function useUnfinishedFiles(
  queue: UploadQueue,
): [files: readonly UnfinishedFile[], dismiss: (id: string) => void] {
  const client = useClient();
  const { userId } = usePerson();
  const windows = useWindowsHere();
  const [files, setFiles] = useState<readonly UnfinishedFile[]>([]);

  useEffect(() => {
    let stop = () => {};
    let isOver = false;
    /** The answer that it was stored may be all that was lost. */
    const isMissing = async ({ id }: UnfinishedFile): Promise<boolean> => {
      const known = await client.files.uploaded({ upload: id }).catch(() => undefined);
      return !known?.record;
    };
    const begin = async () => {
      const { window, open } = await whereOf(windows);
      if (isOver) return;
      const here = new Set(queue.all().map(({ id }) => id));
      const keeper = { userId, window };
      const found = claimUnfinished(localStorage, keeper, open, new Date()).filter(({ id }) => !here.has(id));
      stop = keepUnfinished(localStorage, keeper, queue);
      const missing = await Promise.all(found.map(isMissing));
      for (const { id } of found.filter((_, index) => !missing[index]))
        dropUnfinished(localStorage, userId, id);
      if (!isOver) setFiles(found.filter((_, index) => missing[index]));
    };
    void begin();
    return () => {
      isOver = true;
      stop();
    };
  }, [client, queue, userId, windows]);

  useEffect(() => {
    const look = () => {
      const again = files.filter((file) => queue.all().some((upload) => isSameFile(file, upload)));
      if (again.length === 0) return;
      for (const { id } of again) dropUnfinished(localStorage, userId, id);
      setFiles(files.filter((file) => !again.includes(file)));
    };
    look();
    return queue.subscribe(look);
  }, [files, queue, userId]);

  const dismiss = (id: string) => {
    dropUnfinished(localStorage, userId, id);
    setFiles((before) => before.filter((file) => file.id !== id));
  };
  return [files, dismiss];
}
