/** An item as Electron's `Menu.buildFromTemplate` takes it; only what we use. */
export type MenuItem = {
  readonly label?: string;
  readonly role?: Role;
  readonly type?: 'separator';
  readonly accelerator?: string;
  readonly click?: () => void;
  readonly submenu?: MenuItem[];
};

type Role =
  | 'about'
  | 'close'
  | 'copy'
  | 'cut'
  | 'front'
  | 'hide'
  | 'hideOthers'
  | 'minimize'
  | 'paste'
  | 'pasteAndMatchStyle'
  | 'quit'
  | 'redo'
  | 'reload'
  | 'resetZoom'
  | 'selectAll'
  | 'services'
  | 'togglefullscreen'
  | 'undo'
  | 'unhide'
  | 'zoom'
  | 'zoomIn'
  | 'zoomOut';

export type MenuParts = {
  readonly platform: NodeJS.Platform;
  /** Tells the page what was chosen: `search`, `shortcuts`, `sign-out`, or a route such as `/patients/new`. */
  readonly tellPage: (command: string) => void;
  readonly print: () => void;
  readonly openDataFolder: () => void;
};

/**
 * The application menu. Commands go to the page, which does with them what the signed-in person may do. Accelerators
 * stand only on what the page has no keys of its own for: they would take the keys away from it.
 */
export function menuTemplate({ platform, tellPage, print, openDataFolder }: MenuParts): MenuItem[] {
  const isMac = platform === 'darwin';
  const separator: MenuItem = { type: 'separator' };
  const command = (label: string, what: string): MenuItem => ({ label, click: () => tellPage(what) });
  const roles = (...names: Role[]): MenuItem[] => names.map((role) => ({ role }));
  const application: MenuItem = {
    label: 'Clinic Desk',
    submenu: [
      { role: 'about' },
      separator,
      command('My account', '/account'),
      separator,
      { role: 'services' },
      separator,
      ...roles('hide', 'hideOthers', 'unhide'),
      separator,
      { role: 'quit' },
    ],
  };
  const file: MenuItem = {
    label: '&File',
    submenu: [
      command('New patient', '/patients/new'),
      command('New appointment', '/appointments/new'),
      separator,
      command('Existing database…', '/existing-database'),
      { label: 'Print…', accelerator: 'CommandOrControl+P', click: print },
      separator,
      ...(isMac ? [] : [command('My account', '/account')]),
      command('Sign out', 'sign-out'),
      separator,
      { role: isMac ? 'close' : 'quit' },
    ],
  };
  const edit: MenuItem = {
    label: '&Edit',
    submenu: [
      ...roles('undo', 'redo'),
      separator,
      ...roles('cut', 'copy', 'paste', 'pasteAndMatchStyle', 'selectAll'),
      separator,
      command('Find…', 'search'),
    ],
  };
  const view: MenuItem = {
    label: '&View',
    submenu: [
      command('Today', '/'),
      command('Appointments', '/appointments'),
      command('Waiting room', '/waiting-room'),
      command('Patients', '/patients'),
      separator,
      ...roles('reload', 'resetZoom', 'zoomIn', 'zoomOut'),
      separator,
      { role: 'togglefullscreen' },
    ],
  };
  const window: MenuItem = {
    label: '&Window',
    submenu: isMac
      ? [...roles('minimize', 'zoom'), separator, { role: 'front' }]
      : roles('minimize', 'close'),
  };
  const help: MenuItem = {
    label: '&Help',
    submenu: [
      command('Keyboard shortcuts', 'shortcuts'),
      { label: 'Open the data folder', click: openDataFolder },
      ...(isMac ? [] : [separator, { role: 'about' } as const]),
    ],
  };
  return [...(isMac ? [application] : []), file, edit, view, window, help];
}
