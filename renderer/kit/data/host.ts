/** What the page runs in: our own desktop window, or a browser, which keeps some keys for itself. */
export type Host = { isDesktop: boolean; isMac: boolean };

export function hostOf(view: Window): Host {
  const isDesktop = 'clinicDesk' in view;
  const isMac = /mac/i.test(view.navigator.platform);
  return { isDesktop, isMac };
}

/** Keys for what browsers reserve: ⌘N opens a window there, so Alt stands in. */
export function newKeys(host: Host): { patient: string; appointment: string } {
  return host.isDesktop
    ? { patient: 'mod+N', appointment: 'mod+shift+N' }
    : { patient: 'alt+N', appointment: 'alt+shift+N' };
}
