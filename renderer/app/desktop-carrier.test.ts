import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { afterEach, describe, expect, it } from 'vitest';
import { createDeskLink } from './desk-link';
import { createDesktopCarrier } from './desktop-carrier';

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

/** A window whose preload hands over a port to a real handler. `source`: where the message claims to come from. */
function openWindow(source: 'itself' | 'a frame') {
  const handler = new RPCHandler({ greet: os.handler(() => 'good morning') });
  const view = new EventTarget();
  const bridge = {
    platform: 'linux',
    pathOf: () => '',
    onMenu: () => () => undefined,
    connect() {
      const { port1, port2 } = new MessageChannel();
      handler.upgrade(port1);
      port1.start();
      cleanups.push(() => port1.close());
      const from = source === 'itself' ? view : new EventTarget();
      const message = Object.assign(new Event('message'), {
        data: 'clinic-desk:port',
        ports: [port2],
        source: from,
      });
      queueMicrotask(() => view.dispatchEvent(message));
    },
  };
  const carrier = createDesktopCarrier(bridge, view as unknown as Window);
  cleanups.push(() => carrier.stop());
  const client = createORPCClient(createDeskLink(carrier, { waitForLink: 200, deadlineOf: () => 2_000 }));
  return client as unknown as { greet(): Promise<string> };
}

describe('the desktop window', () => {
  it('calls the core over the port that its preload hands over', async () => {
    expect(await openWindow('itself').greet()).toBe('good morning');
  });

  // Seen red with the check of `event.source` taken out of `desktop-carrier.ts`.
  it('takes no port from a frame or another window', async () => {
    await expect(openWindow('a frame').greet()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
