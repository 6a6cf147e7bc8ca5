import { createORPCClient } from '@orpc/client';
import type { ClinicClient } from '../../shared/contract';
import type { Carrier } from './carrier';
import { createDeskLink } from './desk-link';
import { createDesktopCarrier } from './desktop-carrier';
import { createWebCarrier } from './web-carrier';

export type Transport = { client: ClinicClient; carrier: Carrier };

function carrierOf(view: Window): Carrier {
  if (view.clinicDesk) return createDesktopCarrier(view.clinicDesk, view);
  const address = new URL('/ws', view.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return createWebCarrier(() => new WebSocket(address));
}

/** The way to the core: Electron's MessagePort in the desktop window, a WebSocket in a browser. */
export function createTransport(view: Window): Transport {
  const carrier = carrierOf(view);
  // A laptop that wakes up, or a tab that comes to the front, need not wait for the next try.
  view.document.addEventListener('visibilitychange', () => {
    if (view.document.visibilityState === 'visible') carrier.tryNow();
  });
  const client: ClinicClient = createORPCClient(createDeskLink(carrier));
  return { client, carrier };
}
