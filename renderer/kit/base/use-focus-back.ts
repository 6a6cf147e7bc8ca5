import { useInsertionEffect } from 'react';

/** A little later than whatever else moves the focus when something closes. */
const afterOthersMs = 20;

/**
 * Gives the focus back to what had it when this opened, unless something else has taken it; also where this is taken out
 * of the page while it is open, which Mantine does not notice.
 */
export function useFocusBack(opened: boolean): void {
  // As an effect before the page is changed: what opens may take the focus as soon as it is there.
  useInsertionEffect(() => {
    if (!opened) return;
    const opener = document.activeElement;
    return () => {
      const atClose = document.activeElement;
      setTimeout(() => {
        const now = document.activeElement;
        const isLost = now === null || now === document.body || now === atClose;
        if (isLost && opener instanceof HTMLElement && opener.isConnected)
          opener.focus({ preventScroll: true });
      }, afterOthersMs);
    };
  }, [opened]);
}
