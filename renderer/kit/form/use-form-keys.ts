import type { KeyboardEvent } from 'react';
import { useShortcut } from '../data/shortcuts';

const saveNow = 'Save now';

/**
 * ⌘S saves, and ⌘↵ saves or does what `finishLabel` says; wherever the cursor is, so that they work when a form has just
 * been opened. `onKeyDown` is for the form: in a name that is half typed, Enter belongs to the list of names, and with ⌘
 * to the form all the same.
 */
export function useFormKeys(save: (isFinish: boolean) => void, finishLabel: string | undefined) {
  const finish = () => save(finishLabel !== undefined);
  useShortcut('mod+S', () => save(false), saveNow);
  useShortcut('mod+enter', finish, finishLabel ?? saveNow, { worksUnderDialog: true });
  return (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    finish();
  };
}
