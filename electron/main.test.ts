import type { MessagePort } from 'node:worker_threads';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { os } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DatabaseState } from '../shared/contract';
import { Frame, standInElectron, StandInWindow } from '../tests/electron/stand-in-electron';
import type { HostContext } from './core/session';
import type { Control, Desk, WindowPlace } from './shell/desk';
import { askRunningDesk } from './shell/second-start';

let home: string;
let args: string[];
const closers: (() => void)[] = [];
const signals = new Map<string, (error: Error) => void>();

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'clinic-desk-main-'));
  args = process.argv;
  // The handlers of main.ts belong to its own process, not to that of the tests.
  signals.clear();
  vi.spyOn(process, 'on').mockImplementation((name, listener) => {
    signals.set(String(name), listener as (error: Error) => void);
    return process;
  });
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'on').mockReturnThis();
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  for (const close of closers.splice(0)) close();
  process.argv = args;
  vi.restoreAllMocks();
  vi.doUnmock('electron');
  vi.doUnmock('./compose');
  vi.resetModules();
  rmSync(home, { recursive: true, force: true });
});

type Claim = { kind: 'ours' } | { kind: 'taken'; control: Control | null };

function standInDesk(claim: Claim) {
  const logged: string[] = [];
  const happened: string[] = [];
  const kept: { webPort?: number; window?: WindowPlace } = {};
  const base = os.$context<HostContext>();
  let state: DatabaseState = { kind: 'opening', label: 'This computer', step: 'Opening the records' };
  let openDatabase: () => void = () => undefined;
  const listeners = new Set<(state: DatabaseState) => void>();
  const setState = (next: DatabaseState) => {
    state = next;
    for (const listener of listeners) listener(next);
  };
  const database = new Promise<void>((resolve) => {
    openDatabase = () => {
      setState({ kind: 'live', label: 'This computer' });
      resolve();
    };
  });
  const note = (_details: object, sentence: string) => void logged.push(sentence);
  const desk = {
    core: {
      router: { device: base.handler(({ context }) => context.session.device) },
      database: {
        get state() {
          return state;
        },
        listen({ onState = () => undefined }) {
          listeners.add(onState);
          return () => void listeners.delete(onState);
        },
        start: () => database,
      },
    },
    computer: {
      claim: async () => claim,
      announce: async (control) => {
        desk.announced = control;
      },
      settings: {
        current: kept,
        update: async (change) => {
          Object.assign(kept, change);
        },
      },
    },
    demo: { fill: async () => [] },
    legacyImport: { load: async (path) => void happened.push(`adopted ${path}`) },
    home: '/data',
    log: { info: note, warn: note, error: note },
    close: async () =>
      void happened.push(`closed with the window ${StandInWindow.all[0]?.isShown ? 'shown' : 'hidden'}`),
    announced: null as Control | null,
  } satisfies Desk & { announced: Control | null } as Desk & { announced: Control | null };
  return { desk, logged, happened, kept, openDatabase, setState };
}

/** Runs main.ts in a stand-in of Electron, up to its window if it opens one. */
async function run(
  options: { isFirst?: boolean; claim?: Claim; args?: string[]; window?: WindowPlace } = {},
) {
  const shell = standInElectron(options);
  const parts = standInDesk(options.claim ?? { kind: 'ours' });
  if (options.window) parts.kept.window = options.window;
  const compose = vi.fn(() => parts.desk);
  process.argv = ['electron', '.', '--home', home, ...(options.args ?? [])];
  vi.doMock('electron', () => shell.electron);
  vi.doMock('./compose', () => ({ compose }));
  await import('./main');
  shell.ready();
  const running = { ...shell, ...parts, compose };
  closers.push(() => shell.app.quit());
  return running;
}

type Running = Awaited<ReturnType<typeof run>>;

async function windowOf({ desk }: Running): Promise<StandInWindow> {
  await vi.waitFor(() => expect(desk.announced).not.toBeNull());
  const [window] = StandInWindow.all;
  return window ?? expect.fail('no window');
}

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

describe('an opened dump', () => {
  it('is brought in and shown when the desk was started with it', async () => {
    const dump = join(home, 'old.cddump');
    writeFileSync(dump, '{}');
    const running = await run({ args: [dump] });
    const { webContents } = await windowOf(running);
    running.openDatabase();
    await vi.waitFor(() => expect(webContents.sent).toEqual(['/existing-database']));
    expect(running.happened).toEqual([`adopted ${dump}`]);
  });

  it('waits for the database where it is opened before there is one (macOS)', async () => {
    const running = await run();
    running.app.emit('open-file', { preventDefault: () => undefined }, '/old.cddump');
    const { webContents } = await windowOf(running);
    running.openDatabase();
    await vi.waitFor(() => expect(webContents.sent).toEqual(['/existing-database']));
    expect(running.happened).toEqual(['adopted /old.cddump']);
  });

  // Seen red with the path kept for a start that had been long ago: it was never brought in. And without `untilLive`.
  it('waits for the database where that is away just now', async () => {
    const running = await run();
    const { webContents } = await windowOf(running);
    running.openDatabase();
    await vi.waitFor(() => expect(console.log).toHaveBeenCalledWith('Clinic Desk is ready.'));
    const label = 'This computer';
    running.setState({ kind: 'away', label, since: new Date() });
    running.app.emit('open-file', { preventDefault: () => undefined }, '/old.cddump');
    // Whatever is not waited for has been done by then.
    await new Promise(setImmediate);
    expect(running.happened).toEqual([]);
    running.setState({ kind: 'live', label });
    await vi.waitFor(() => expect(webContents.sent).toEqual(['/existing-database']));
    expect(running.happened).toEqual(['adopted /old.cddump']);
  });

  // Seen red with two brought in side by side, into the same empty database.
  it('waits for another one that is being brought in', async () => {
    const running = await run();
    const { webContents } = await windowOf(running);
    const ends: (() => void)[] = [];
    running.desk.legacyImport.load = (path) => {
      running.happened.push(`begun ${path}`);
      return new Promise<void>((resolve) => ends.push(resolve));
    };
    running.openDatabase();
    for (const path of ['/old.cddump', '/older.cddump'])
      running.app.emit('open-file', { preventDefault: () => undefined }, path);
    await vi.waitFor(() => expect(running.happened).toEqual(['begun /old.cddump']));
    ends.shift()?.();
    await vi.waitFor(() => expect(running.happened).toEqual(['begun /old.cddump', 'begun /older.cddump']));
    expect(webContents.sent).toEqual(['/existing-database']);
    ends.shift()?.();
    await vi.waitFor(() => expect(webContents.sent).toHaveLength(2));
  });

  it('that cannot be brought in says why in a window, since there is no terminal to read', async () => {
    const running = await run();
    await windowOf(running);
    running.openDatabase();
    const sentence = 'There is no document in the dump.';
    // Of the modules that this run has loaded.
    const { Refusal } = await import('./core/refusal');
    running.desk.legacyImport.load = () => Promise.reject(new Refusal('INVALID', { issues: [] }, sentence));
    const shown = vi.spyOn(running.electron.dialog, 'showMessageBox');
    running.app.emit('open-file', { preventDefault: () => undefined }, '/old.cddump');
    await vi.waitFor(() =>
      expect(shown).toHaveBeenCalledWith({
        type: 'warning',
        message: `/old.cddump was not brought in. ${sentence}`,
      }),
    );
  });

  it('is brought in by the desk that runs already', async () => {
    const running = await run();
    const { webContents } = await windowOf(running);
    running.openDatabase();
    running.app.emit('second-instance', {}, ['electron', '.', 'old.cddump'], '/');
    const preventDefault = vi.fn();
    running.app.emit('open-file', { preventDefault }, '/older.cddump');
    await vi.waitFor(() => expect(webContents.sent).toHaveLength(2));
    expect(running.happened).toEqual(['adopted /old.cddump', 'adopted /older.cddump']);
    expect(preventDefault).toHaveBeenCalledOnce();
  });
});
