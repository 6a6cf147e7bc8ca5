import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { answerAppRequest, mayLoad } from './app-protocol';
import { keepInside, type PageSession, protectSession } from './protect-window';

const rendererFolder = mkdtempSync(join(tmpdir(), 'clinic-desk-renderer-'));
writeFileSync(join(rendererFolder, 'index.html'), '<title>Clinic Desk</title>');
afterAll(() => rmSync(rendererFolder, { recursive: true }));

type Listener = (event: { url: string; preventDefault(): void }) => void;

function page() {
  const listeners = new Map<string, Listener>();
  const opened: string[] = [];
  let openWindow: (asked: { url: string }) => { action: 'deny' } = () => ({ action: 'deny' });
  keepInside(
    {
      on: (event: string, listener: Listener) => listeners.set(event, listener),
      setWindowOpenHandler: (handler) => {
        openWindow = handler;
      },
    },
    (address) => opened.push(address),
  );
  const isKept = (event: string, url: string) => {
    let kept = false;
    listeners.get(event)?.({
      url,
      preventDefault: () => {
        kept = true;
      },
    });
    return kept;
  };
  return { isKept, opened, openWindow: (url: string) => openWindow({ url }) };
}

describe('the page in the window', () => {
  // Each seen red with its line left out of keepInside, and with isOurs inverted.
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
    'goes to no other address (%s)',
    (event) => {
      const { isKept } = page();
      expect(isKept(event, 'app://clinic-desk/index.html')).toBe(false);
      for (const url of ['https://example.org/', 'file:///etc/passwd', 'app://elsewhere/', 'javascript:1']) {
        expect([url, isKept(event, url)]).toEqual([url, true]);
      }
    },
  );

  it('embeds no further page', () => {
    expect(page().isKept('will-attach-webview', 'app://clinic-desk/')).toBe(true);
  });

  // Seen red with mayOpenOutside inverted, and with the answer 'allow'.
  it('opens no window; a mail address goes to the system, anything else nowhere', () => {
    const { openWindow, opened } = page();
    for (const url of ['mailto:desk@example.org', 'https://example.org/', 'app://clinic-desk/']) {
      expect(openWindow(url)).toEqual({ action: 'deny' });
    }
    expect(opened).toEqual(['mailto:desk@example.org']);
  });

  // Seen red with each of the three handlers answering true, and with isOurs, the frame and the kind of medium left out.
  it('may use the camera for our own page, and no microphone, place, device or notification', () => {
    let request: Parameters<PageSession['setPermissionRequestHandler']>[0] = () => undefined;
    let check: Parameters<PageSession['setPermissionCheckHandler']>[0] = () => true;
    let device = () => true;
    const handlers: PageSession = {
      protocol: { handle: () => undefined },
      setPermissionRequestHandler: (handler) => (request = handler),
      setPermissionCheckHandler: (handler) => (check = handler),
      setDevicePermissionHandler: (handler) => (device = handler),
      webRequest: { onBeforeRequest: () => undefined },
    };
    protectSession(handlers, rendererFolder);
    const ours = 'app://clinic-desk/';
    const asked = (permission: string, url: string, media: string[], isMainFrame = true) => {
      const answers: boolean[] = [];
      const details = { requestingUrl: url, mediaTypes: media, isMainFrame };
      request(null, permission, (yes) => answers.push(yes), details);
      const [mediaType] = media;
      return [...answers, check(null, permission, url, { mediaType, isMainFrame })];
    };
    expect(asked('media', ours, ['video'])).toEqual([true, true]);
    expect(asked('media', ours, ['audio'])).toEqual([false, false]);
    expect(asked('media', ours, ['video', 'audio'])[0]).toBe(false);
    expect(asked('media', ours, [])).toEqual([false, false]);
    expect(asked('media', 'https://example.org/', ['video'])).toEqual([false, false]);
    expect(asked('media', ours, ['video'], false)).toEqual([false, false]);
    expect(asked('geolocation', ours, ['video'])).toEqual([false, false]);
    expect(device()).toBe(false);
  });

  // Seen red with mayLoad answering true.
  it('loads nothing from a network', () => {
    for (const url of [
      'app://clinic-desk/assets/a.js',
      'data:image/png;base64,',
      'blob:app://clinic-desk/1',
    ]) {
      expect([url, mayLoad(url)]).toEqual([url, true]);
    }
    for (const url of [
      'https://example.org/a.js',
      'http://127.0.0.1:47000/',
      'file:///etc/passwd',
      'ws://127.0.0.1/',
      'app://elsewhere/',
      'blob:https://example.org/1',
    ]) {
      expect([url, mayLoad(url)]).toEqual([url, false]);
    }
  });
});

describe('app://clinic-desk', () => {
  const ask = (url: string, method = 'GET') => answerAppRequest({ url, method }, rendererFolder);

  it('serves the page under the same policy as in a browser', async () => {
    const reply = await ask('app://clinic-desk/');
    expect([reply.status, await reply.text()]).toEqual([200, '<title>Clinic Desk</title>']);
    expect(reply.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(reply.headers.get('content-security-policy')).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
  });

  // Seen red with isOurs, the method and rendererFile's checks left out of answerAppRequest.
  it.each([
    ['app://elsewhere/', 'GET', 403],
    ['app://clinic-desk/', 'POST', 405],
    ['app://clinic-desk/missing.js', 'GET', 404],
    ['app://clinic-desk/..%2f..%2fetc/passwd.txt', 'GET', 404],
    ['app://clinic-desk/%2e%2e/%2e%2e/package.json', 'GET', 404],
  ])('does not answer %s (%s)', async (url, method, status) => {
    const reply = await ask(url, method);
    expect(reply.status).toBe(status);
    expect(reply.headers.get('content-security-policy')).toContain("default-src 'self'");
  });
});
