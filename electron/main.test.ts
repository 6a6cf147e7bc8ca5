import type { MessagePort } from 'node:worker_threads';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { describe, expect, it, vi } from 'vitest';
import { closers, eachWithMain, home, run, signals, windowOf } from '../tests/electron/run-main';
import { Frame, StandInWindow } from '../tests/electron/stand-in-electron';
import { askRunningDesk } from './shell/second-start';

eachWithMain();

function clientOver(port: MessagePort) {
  closers.push(() => port.close());
  const client = createORPCClient<{ device(): Promise<string> } & Record<string, never>>(
    new RPCLink({ port }),
  );
  port.start();
  return client as { device(): Promise<string> };
}

describe('the window', () => {
  it('is there before the database is, walled off from the computer', async () => {
    const running = await run();
    const window = await windowOf(running);
    expect(running.desk.core.database.state.kind).toBe('opening');
    expect(window.isShown).toBe(true);
    expect(window.webContents.mainFrame.url).toBe('app://clinic-desk/');
    expect(window.options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
    });
    expect(running.handlers).toMatchObject({
      schemes: ['app', 'app'],
      permission: [{}, {}, {}].map(() => expect.any(Function)),
    });
  });

  it('opens where it was left, and is kept where it is', async () => {
    const running = await run({ window: { x: 40, y: 50, width: 1000, height: 700, maximised: true } });
    const window = await windowOf(running);
    expect(window.options).toMatchObject({ x: 40, y: 50, width: 1000, height: 700 });
    expect(window.isLarge).toBe(true);
    window.isLarge = false;
    window.emit('close');
    expect(running.kept.window).toEqual({ x: 5, y: 6, width: 1100, height: 700, maximised: false });
  });

  it('keeps its own files apart from those of the clinic', async () => {
    expect((await run()).paths).toEqual({ userData: join(home, 'window') });
  });

  // Seen red with keepInside not called.
  it('stays on our own pages', async () => {
    const running = await run();
    const { webContents } = await windowOf(running);
    const preventDefault = vi.fn();
    webContents.emit('will-navigate', { url: 'https://example.org/', preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(webContents.openWindow({ url: 'https://example.org/' })).toEqual({ action: 'deny' });
    expect(webContents.openWindow({ url: 'mailto:desk@example.org' })).toEqual({ action: 'deny' });
    expect(running.opened).toEqual(['mailto:desk@example.org']);
  });

  it('is loaded anew when its page crashed', async () => {
    const running = await run();
    const { webContents } = await windowOf(running);
    running.app.emit('render-process-gone', {}, webContents, { reason: 'crashed', exitCode: 5 });
    expect(webContents.reloads).toBe(1);
    expect(running.logged).toContain('The page of the window crashed');
  });

  it('is given up when its page crashes again and again, after the person was told', async () => {
    const running = await run();
    const { webContents } = await windowOf(running);
    for (let turn = 0; turn < 4; turn += 1)
      running.app.emit('render-process-gone', {}, webContents, { reason: 'crashed', exitCode: 5 });
    expect(await running.exited).toBe(0);
    expect(webContents.reloads).toBe(3);
    expect(running.told).toEqual(['The window of Clinic Desk keeps failing.']);
  });
});

describe('a port to the core', () => {
  it('is handed to the page that asks, and its calls are those of this computer', async () => {
    const running = await run();
    const { webContents } = await windowOf(running);
    running.ipcMain.emit('clinic-desk:connect', { senderFrame: webContents.mainFrame });
    const [posted] = webContents.mainFrame.posted;
    expect(posted?.channel).toBe('clinic-desk:port');
    const [port] = posted?.ports ?? [];
    expect(await clientOver(port ?? expect.fail('no port')).device()).toBe('this computer');
  });

  // Seen red with mayHandPort inverted, and with the call of it left out.
  it('is handed to no other frame and no other page', async () => {
    const running = await run();
    const { webContents } = await windowOf(running);
    const frame = new Frame('app://clinic-desk/');
    running.ipcMain.emit('clinic-desk:connect', { senderFrame: frame });
    running.ipcMain.emit('clinic-desk:connect', { senderFrame: null });
    webContents.mainFrame.url = 'https://example.org/';
    running.ipcMain.emit('clinic-desk:connect', { senderFrame: webContents.mainFrame });
    expect([...frame.posted, ...webContents.mainFrame.posted]).toEqual([]);
    expect(running.logged).toEqual(
      Array(3).fill('A frame that is not our page asked for a port and got none'),
    );
  });
});

describe('a second start', () => {
  it('brings the window to the front and touches nothing', async () => {
    const first = await run();
    const window = await windowOf(first);
    window.isSmall = true;
    window.isFocused = false;
    first.app.emit('second-instance', {}, ['electron', '.'], '/');
    expect([window.isSmall, window.isShown, window.isFocused]).toEqual([false, true, true]);
  });

  it('ends at once where Electron knows of a first', async () => {
    const second = await run({ isFirst: false });
    expect(await second.exited).toBe(0);
    expect(second.compose).not.toHaveBeenCalled();
  });

  it('is reachable for a second start without Electron, too', async () => {
    const first = await run();
    const window = await windowOf(first);
    window.isFocused = false;
    expect(first.desk.announced && (await askRunningDesk(first.desk.announced))).toEqual({ url: null });
    expect(window.isFocused).toBe(true);
  });

  it('ends when the data folder is held by a desk that does not answer', async () => {
    const second = await run({ claim: { kind: 'taken', control: { port: 1, secret: 'secret' } } });
    expect(await second.exited).toBe(1);
    expect(StandInWindow.all).toEqual([]);
  });
});

describe('the end', () => {
  // Seen red with hide() left out.
  it('hides the window first, then stops the database, once', async () => {
    const running = await run();
    const window = await windowOf(running);
    running.app.quit();
    running.app.quit();
    expect(window.isShown).toBe(false);
    // What was typed a moment ago is in the window's store, which Chromium writes late.
    expect(window.webContents.flushes).toBe(1);
    expect(await running.exited).toBe(0);
    expect(running.happened).toEqual(['closed with the window hidden']);
    expect(running.kept.window).toMatchObject({ width: 1100 });
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'])('comes with %s, too', async (signal) => {
    const running = await run();
    await windowOf(running);
    signals.get(signal)?.(new Error('unused'));
    expect(await running.exited).toBe(0);
  });

  it('comes with the last window, except on macOS, and with the end of the computer', async () => {
    const running = await run();
    await windowOf(running);
    running.app.emit('window-all-closed');
    if (process.platform === 'darwin') running.powerMonitor.emit('shutdown');
    expect(await running.exited).toBe(0);
  });

  it('comes after an error that nobody foresaw, with the database stopped and the error in the log', async () => {
    const running = await run();
    await windowOf(running);
    signals.get('uncaughtException')?.(new Error('unforeseen'));
    expect(await running.exited).toBe(1);
    expect(running.happened).toEqual(['closed with the window hidden']);
    expect(running.logged).toContain('Clinic Desk stops after an error that nobody foresaw');
  });
});

describe('the menu', () => {
  it('tells the page what was chosen', async () => {
    const running = await run();
    const { webContents } = await windowOf(running);
    const items = running.menus
      .flat()
      .flatMap((menu) => (menu.submenu ?? []) as { label?: string; click?: () => void }[]);
    for (const label of ['New patient', 'Find…', 'Print…', 'Open the data folder']) {
      items.find((item) => item.label === label)?.click?.();
    }
    expect(webContents.sent).toEqual(['/patients/new', 'search', '(print)']);
    expect(running.opened).toEqual(['/data']);
  });
});
