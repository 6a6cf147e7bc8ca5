import { RPCLink } from '@orpc/client/message-port';
import { type Attempt, type Carrier, createCarrier } from './carrier';

/** The one object that the preload gives to the page of the desktop window. */
export type DesktopBridge = {
  /** Asks the main process for a port; it arrives as a `message` event of this window with `portMessage` as its data. */
  connect(): void;
  platform: string;
  /** Where a file that the person chose is on this computer. */
  pathOf(file: File): string;
  /** Commands of the application menu. Returns how to stop listening. */
  onMenu(listener: (command: string) => void): () => void;
};

declare global {
  interface Window {
    readonly clinicDesk?: DesktopBridge;
  }
}

const portMessage = 'clinic-desk:port';

function connectOver(bridge: DesktopBridge, view: Window): Attempt {
  const gone: (() => void)[] = [];
  let port: MessagePort | undefined;
  const lost = () => {
    view.removeEventListener('message', take);
    for (const listener of gone.splice(0)) listener();
  };
  let resolveLink: (link: RPCLink<Record<never, never>>) => void = () => undefined;
  const opened = new Promise<RPCLink<Record<never, never>>>((resolve) => {
    resolveLink = resolve;
  });
  function take(event: MessageEvent): void {
    // Only from this window itself, where the preload put it: never from a frame or an opener.
    if (event.source !== view || event.data !== portMessage) return;
    port = event.ports[0];
    if (!port) return;
    view.removeEventListener('message', take);
    port.addEventListener('close', lost);
    port.start();
    resolveLink(new RPCLink({ port }));
  }
  view.addEventListener('message', take);
  bridge.connect();
  const abandon = () => {
    port?.close();
    lost();
  };
  return { opened, onGone: (listener) => gone.push(listener), abandon };
}

/** Calls over a MessagePort to Electron's main process. */
export function createDesktopCarrier(bridge: DesktopBridge, view: Window): Carrier {
  return createCarrier({ connect: () => connectOver(bridge, view) });
}
