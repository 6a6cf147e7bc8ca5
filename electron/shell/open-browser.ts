import { spawn } from 'node:child_process';

type Computer = { readonly platform: NodeJS.Platform; readonly env: NodeJS.ProcessEnv };

/** The command that shows a page of ours in the person's browser; null where there is no screen to show it on. */
export function browserCommand(
  url: string,
  { platform, env }: Computer,
): [command: string, ...args: string[]] | null {
  if (platform === 'darwin') return ['open', url];
  // `start` is a word of the shell, which would read `&` and `%` in its own way; this is what it calls.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open', url] : null;
}

/** Opens the browser if there is one. The address is printed anyway, so nothing is said when it cannot be opened. */
export function openBrowser(url: string, computer: Computer = process): void {
  void openOnScreen(url, computer);
}

/** Shows a page or a folder with the program that the person uses for it; false where there is none, or no screen. */
export function openOnScreen(target: string, computer: Computer = process): Promise<boolean> {
  const [command, ...args] = browserCommand(target, computer) ?? [];
  if (command === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true, windowsHide: true });
    child.once('spawn', () => resolve(true));
    child.on('error', () => resolve(false));
    child.unref();
  });
}
