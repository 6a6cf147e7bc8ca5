import type { KeyboardEvent, RefObject } from 'react';
import { coveringDialog, useShortcut } from '../data/shortcuts';

const saveNow = 'Save now';

/**
 * ⌘S saves, and ⌘↵ saves or does what `finishLabel` says; wherever the cursor is, so that they work when a form has just
 * been opened. `onKeyDown` is for the form: in a name that is half typed, Enter belongs to the list of names, and with ⌘
 * to the form all the same.
 */
export function useFormKeys(
  form: RefObject<HTMLFormElement | null>,
  save: (isFinish: boolean) => void,
  finishLabel: string | undefined,
) {
  const finish = () => save(finishLabel !== undefined);
  // A question over the form ("Remove?") is answered first: what lies under it is neither saved nor signed.
  const unlessCovered = (act: () => void) => () => {
    const dialog = coveringDialog(document);
    if (!dialog || dialog.contains(form.current)) act();
  };
  useShortcut(
    'mod+S',
    unlessCovered(() => save(false)),
    saveNow,
  );
  useShortcut('mod+enter', unlessCovered(finish), finishLabel ?? saveNow, { worksUnderDialog: true });
  return (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    finish();
  };
}
