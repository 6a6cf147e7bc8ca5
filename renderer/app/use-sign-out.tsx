import { type ReactNode, useEffect, useState } from 'react';
import { counted } from '../../shared/rules/counted';
import { Dialog } from '../kit/base';
// Not from the index of its room: what only pages need would come with it.
import { useGiveUpUploads } from '../kit/files/sending/uploads-context';

/** What is over sooner is not told. */
const patienceMs = 300;

/**
 * Signing out. Files that are on their way are given up first, while the person may still take back what they began to
 * send; `dialog` tells of it when that takes longer.
 */
export function useSignOut(onSignOut: () => Promise<void>): { signOut: () => void; dialog: ReactNode } {
  const { count, giveUp } = useGiveUpUploads();
  const [files, setFiles] = useState<number>();
  const [isTold, setIsTold] = useState(false);
  const isLeaving = files !== undefined;
  useEffect(() => {
    if (!isLeaving) return setIsTold(false);
    const timer = setTimeout(() => setIsTold(true), patienceMs);
    return () => clearTimeout(timer);
  }, [isLeaving]);
  const leave = async () => {
    if (isLeaving) return;
    setFiles(count());
    try {
      await giveUp();
      await onSignOut();
    } finally {
      setFiles(undefined);
    }
  };
  const what = counted(files ?? 0, { one: 'file that was', many: 'files that were' });
  return {
    signOut: () => void leave(),
    dialog: (
      <Dialog
        opened={isTold && (files ?? 0) > 0}
        onClose={() => undefined}
        title="Signing out"
        size="small"
        isHeld
      >
        Giving up {what} on the way. Nothing of it stays in the record.
      </Dialog>
    ),
  };
}
