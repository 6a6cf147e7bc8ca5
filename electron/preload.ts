import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { CONNECT, MENU, PORT } from './shell/channels';

// A port can cross from here into the page's own world as part of a message only. "/": to a page of our origin alone.
ipcRenderer.on(PORT, (event) => window.postMessage(PORT, '/', [...event.ports]));

/**
 * The one object that the page gets. It can ask for a port to the core, hear of the menu, and learn where a chosen file is;
 * nothing else.
 */
contextBridge.exposeInMainWorld('clinicDesk', {
  /** Asks for a port; it arrives as a `message` event with the data 'clinic-desk:port'. */
  connect: () => ipcRenderer.send(CONNECT),
  platform: process.platform,
  /** Where a file is that the person chose or dropped here; '' for one that a script made. */
  pathOf: (file: File) => webUtils.getPathForFile(file),
  /** Tells commands of the application menu: a word, or a route such as `/patients/new`. Returns how to stop. */
  onMenu: (listener: (command: string) => void) => {
    const tell = (_event: unknown, command: unknown) => {
      if (typeof command === 'string') listener(command);
    };
    ipcRenderer.on(MENU, tell);
    return () => {
      ipcRenderer.off(MENU, tell);
    };
  },
});
