import { APP_SCHEME, isOurs } from './app-origin';
import { answerAppRequest, mayLoad } from './app-protocol';
import { mayOpenOutside } from './external-links';

type Going = { readonly url: string; preventDefault(): void };

/** The parts of Electron's `WebContents` that decide where a page may go. */
export type Contents = {
  on(
    event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect',
    listener: (event: Going) => void,
  ): unknown;
  on(event: 'will-attach-webview', listener: (event: { preventDefault(): void }) => void): unknown;
  setWindowOpenHandler(handler: (asked: { url: string }) => { action: 'deny' }): void;
};

/** Pages of ours stay ours: no other address, no further window, no frame from elsewhere. */
export function keepInside(contents: Contents, openOutside: (address: string) => void): void {
  const stay = (event: Going) => {
    if (!isOurs(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) openOutside(url);
    return { action: 'deny' };
  });
}

/** The parts of Electron's `Session` that decide what a page may use. */
export type PageSession = {
  readonly protocol: {
    handle(scheme: string, answer: (request: { url: string; method: string }) => Promise<Response>): void;
  };
  setPermissionRequestHandler(
    handler: (
      contents: unknown,
      permission: string,
      answer: (granted: boolean) => void,
      details: { requestingUrl?: string; isMainFrame?: boolean; mediaTypes?: readonly string[] },
    ) => void,
  ): void;
  setPermissionCheckHandler(
    handler: (
      contents: unknown,
      permission: string,
      origin: string,
      details: { mediaType?: string; isMainFrame?: boolean },
    ) => boolean,
  ): void;
  setDevicePermissionHandler(handler: () => boolean): void;
  readonly webRequest: {
    onBeforeRequest(
      listener: (details: { url: string }, answer: (response: { cancel: boolean }) => void) => void,
    ): void;
  };
};

/** The camera alone, without a microphone, and for our own page alone: photos for a record. */
const isOurCamera = (
  permission: string,
  address: string | undefined,
  media: readonly (string | undefined)[],
) =>
  permission === 'media' &&
  address !== undefined &&
  isOurs(address) &&
  media.length > 0 &&
  media.every((each) => each === 'video');

/** A page may use nothing of the computer but its screen, keyboard and camera, and load nothing but our own files. */
export function protectSession(session: PageSession, rendererFolder: string): void {
  session.protocol.handle(APP_SCHEME, (request) => answerAppRequest(request, rendererFolder));
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(
      details.isMainFrame === true &&
        isOurCamera(permission, details.requestingUrl, details.mediaTypes ?? []),
    ),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin, details) =>
      details.isMainFrame === true && isOurCamera(permission, origin, [details.mediaType]),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url) }));
}
