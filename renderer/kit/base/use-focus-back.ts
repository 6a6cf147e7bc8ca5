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
    if (!(opener instanceof HTMLElement)) return;
    const page = opener.ownerDocument;
    return () => {
      const atClose = page.activeElement;
      setTimeout(() => {
        const now = page.activeElement;
        // What fades away keeps the focus until it is gone.
        const isLeftBehind = now === atClose && dialogOf(now) !== dialogOf(opener);
        const isLost = now === null || now === page.body || isLeftBehind;
        if (isLost && opener.isConnected) opener.focus({ preventScroll: true });
      }, afterOthersMs);
    };
  }, [opened]);
}

const dialogOf = (element: Element | null) => element?.closest('[role="dialog"]') ?? null;
