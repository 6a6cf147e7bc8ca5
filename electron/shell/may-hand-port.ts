import { isOurs } from './app-origin';

/** What matters of an Electron frame. */
export type Frame = { readonly url: string };

/**
 * Whether a frame that asks for a port to the core may have one: only the main frame of our own window, and only
 * while it shows a page of ours. `sender` is null when the frame has navigated away or is gone.
 */
export function mayHandPort(sender: Frame | null, mainFrameOfOurWindow: Frame | undefined): boolean {
  if (sender === null || mainFrameOfOurWindow === undefined) return false;
  return sender === mainFrameOfOurWindow && isOurs(sender.url);
}
