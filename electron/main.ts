/** Clinic Desk in a window of its own. What can be decided without Electron is decided in `shell/`. */
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeTheme,
  powerMonitor,
  protocol,
  screen,
  session as electronSession,
  shell,
} from 'electron';
import { version } from '../package.json';
import { compose } from './compose';
import { openSession, type Session } from './core/session';
import { type ControlHost, openControlHost } from './hosts/control';
import { serveOverPort } from './hosts/ipc';
import { dataFolders } from './machine/folders';
import { APP_SCHEME, START_PAGE } from './shell/app-origin';
import { CONNECT, MENU, PORT } from './shell/channels';
import { afterCrash, crashedPageWords } from './shell/crashed-page';
import type { Desk, Terminal } from './shell/desk';
import { fillDesk } from './shell/fill-desk';
import { mayHandPort } from './shell/may-hand-port';
import { menuTemplate } from './shell/menu';
import { openRecords, untilLive } from './shell/open-records';
import { askBeforeLeaving } from './shell/leave-question';
import { keepInside, protectSession } from './shell/protect-window';
import { askRunningDesk, claimOrFind } from './shell/second-start';
import { isDump, readWindowOptions, type StartOptions } from './shell/start-options';
import { placeToKeep, placeToOpen, SMALLEST } from './shell/window-state';

const PATIENCE_MS = 10_000;
const terminal: Terminal = { say: (line) => console.log(line), complain: (line) => console.error(line) };
// Started from an icon there is no terminal to write to.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

function start(options: StartOptions): void {
  // Chromium's own files have names like ours ("Cache"), so they get a folder below the data folder.
  const { home } = dataFolders({ home: options.home, environment: process.env });
  app.setPath('userData', join(home, 'window'));
  if (!app.requestSingleInstanceLock()) {
    terminal.say('Clinic Desk is already running: its window has come to the front.');
    app.exit(0);
    return;
  }
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  app.on('web-contents-created', (_event, contents) =>
    keepInside(contents, (address) => void shell.openExternal(address)),
  );
  const resourcesFolder = app.isPackaged ? process.resourcesPath : undefined;
  // Beside this file in the sources, and beside its bundle too.
  const codesFolder = join(import.meta.dirname, 'codes');
  const documentWorker = join(import.meta.dirname, 'document-worker.js');
  const desk = compose({
    home: options.home,
    environment: process.env,
    resourcesFolder,
    codesFolder,
    documentWorker,
    version,
    // It answers with what went wrong.
    reveal: async (folder) => (await shell.openPath(folder)) === '',
  });
  const life = new WindowedDesk(desk, options);
  app.whenReady().then(
    () => life.open(),
    (error: unknown) => life.endBecause(error),
  );
}

/** The desk and its window, from the first to the last moment. */
class WindowedDesk {
  #window: BrowserWindow | null = null;
  #control: ControlHost | null = null;
  #ending: Promise<void> | null = null;
  /** One dump after another: each is refused where it is not the first. */
  #filled: Promise<void> = Promise.resolve();
  #exitCode = 0;
  readonly #sessions = new WeakMap<BrowserWindow, Session>();
  readonly #stopped = new AbortController();
  readonly #afterCrash = afterCrash({
    ask: async () => (await dialog.showMessageBox(crashedPageWords)).response === 0,
    close: () => app.quit(),
  });

  constructor(
    private readonly desk: Desk,
    private readonly options: StartOptions,
  ) {
    process.on('unhandledRejection', (error) =>
      desk.log.error({ err: error }, 'A promise failed and nobody was told'),
    );
    process.on('uncaughtException', (error) => this.endBecause(error));
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => app.quit());
    // `npm start` closes its channel where a signal cannot be answered (Windows).
    process.on('disconnect', () => app.quit());
    app.on('second-instance', (_event, argv, folder) => this.#whenStartedAgain(argv, folder));
    app.on('open-file', (event, path) => {
      event.preventDefault();
      this.#adopt(path);
    });
    app.on('activate', () => this.#show());
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit();
    });
    app.on('before-quit', (event) => {
      event.preventDefault();
      void this.#end();
    });
    app.on('render-process-gone', (_event, contents, details) => {
      desk.log.error(
        { reason: details.reason, exitCode: details.exitCode },
        'The page of the window crashed',
      );
      if (details.reason === 'clean-exit' || this.#ending) return;
      void this.#afterCrash(() => (contents.isDestroyed() ? undefined : contents.reload()));
    });
    app.on('child-process-gone', (_event, details) => {
      desk.log.warn({ type: details.type, reason: details.reason }, 'A helper process of the window ended');
    });
  }

  async open(): Promise<void> {
    try {
      // A folder that cannot be claimed is told by `database.start`, which meets the same failure.
      const claim = await claimOrFind(this.desk.computer, PATIENCE_MS).catch(() => null);
      if (claim?.kind === 'taken')
        return await this.#leaveToFirst(claim.control && (await askRunningDesk(claim.control)));
      // The slowest part first; how it goes is told by `openRecords`, and by the page.
      if (claim) this.desk.core.database.start().catch(() => undefined);
      protectSession(electronSession.defaultSession, join(import.meta.dirname, '../renderer'));
      ipcMain.on(CONNECT, (event) => this.#handPort(event));
      powerMonitor.on('shutdown', () => app.quit());
      Menu.setApplicationMenu(Menu.buildFromTemplate(this.#menu()));
      this.#show();
      await this.#announce();
      await this.#bringUp();
    } catch (error) {
      this.endBecause(error);
    }
  }

  /** After an error that nobody foresaw: it is logged, and the database is stopped all the same. */
  endBecause(error: unknown): void {
    this.desk.log.error({ err: error }, 'Clinic Desk stops after an error that nobody foresaw');
    terminal.complain(
      'Clinic Desk has to stop after an unexpected error. The log file in the folder "logs" says more.',
    );
    this.#exitCode = 1;
    void this.#end();
  }

  async #bringUp(): Promise<void> {
    const stopped = this.#stopped.signal;
    const whereToLook = 'It goes on trying. The window says the same.';
    await openRecords(this.desk, { terminal, whereToLook, stopped });
    if (stopped.aborted) return;
    const { adopt, demo } = this.options;
    await this.#fill({ adopt, demo });
    if (stopped.aborted) return;
    terminal.say('Clinic Desk is ready.');
  }

  #show(): void {
    if (this.#ending || !app.isReady()) return;
    const window = (this.#window ??= this.#openWindow());
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  #openWindow(): BrowserWindow {
    const kept = this.desk.computer.settings?.current.window;
    const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
    const window = new BrowserWindow({
      ...placeToOpen(kept, screens),
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      title: 'Clinic Desk',
      // Shown at once, before there is a page, in the colour that the page will have.
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181c' : '#ffffff',
      webPreferences: {
        preload: join(import.meta.dirname, '../preload/preload.cjs'),
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        // Chromium would fetch its dictionaries from a server of its maker.
        spellcheck: false,
        devTools: !app.isPackaged,
      },
    });
    if (kept?.maximised) window.maximize();
    // A window closed and opened again (macOS) is signed out.
    this.#sessions.set(window, openSession('this computer'));
    window.on('close', () => this.#keepPlace(window));
    askBeforeLeaving(window.webContents, (question) => dialog.showMessageBoxSync(window, question));
    window.on('closed', () => {
      this.#window = null;
    });
    void window.loadURL(START_PAGE);
    return window;
  }

  #handPort(event: Electron.IpcMainEvent): void {
    const window = this.#window;
    const session = window && this.#sessions.get(window);
    if (!session || !mayHandPort(event.senderFrame, window.webContents.mainFrame)) {
      this.desk.log.warn({}, 'A frame that is not our page asked for a port and got none');
      return;
    }
    const { port1, port2 } = new MessageChannelMain();
    serveOverPort({ router: this.desk.core.router, port: port1, session });
    window.webContents.mainFrame.postMessage(PORT, null, [port2]);
  }

  #menu(): Electron.MenuItemConstructorOptions[] {
    return menuTemplate({
      platform: process.platform,
      tellPage: (command) => this.#tellPage(command),
      print: () => this.#window?.webContents.print(),
      openDataFolder: () => void shell.openPath(this.desk.home),
    });
  }

  #tellPage(command: string): void {
    this.#show();
    this.#window?.webContents.send(MENU, command);
  }

  #whenStartedAgain(argv: readonly string[], folder: string): void {
    this.#show();
    const dump = argv.slice(1).find(isDump);
    if (dump !== undefined) this.#adopt(resolve(folder, dump));
  }

  /** Brings an opened dump in, as soon as there is a database to bring it into. */
  #adopt(path: string): void {
    this.#fill({ adopt: path, demo: false }).catch((error: unknown) => this.endBecause(error));
  }

  #fill(asked: Pick<StartOptions, 'adopt' | 'demo'>): Promise<void> {
    const stopped = this.#stopped.signal;
    // Whoever opened a file has no terminal to read why it was not brought in.
    const complain = (line: string) => {
      terminal.complain(line);
      if (!stopped.aborted) void dialog.showMessageBox({ type: 'warning', message: line });
    };
    this.#filled = this.#filled.then(async () => {
      await untilLive(this.desk.core.database, stopped);
      if (stopped.aborted) return;
      await fillDesk(this.desk, asked, { ...terminal, complain });
      if (asked.adopt !== undefined) this.#tellPage('/existing-database');
    });
    return this.#filled;
  }

  async #announce(): Promise<void> {
    const secret = randomBytes(32).toString('base64url');
    this.#control = await openControlHost({ secret, onLaunch: () => this.#show() });
    await this.desk.computer.announce({ port: this.#control.port, secret });
  }

  /** A loopback host of ours holds the data folder: show its page instead of a window. */
  async #leaveToFirst(answer: { url: string | null } | null): Promise<void> {
    if (answer?.url) await shell.openExternal(answer.url);
    if (answer)
      terminal.say(`Clinic Desk is already running: ${answer.url ?? 'its window has come to the front.'}`);
    else
      terminal.complain(
        'Clinic Desk is already running on this data folder, but it does not answer. Stop it and try again.',
      );
    this.#exitCode = answer ? 0 : 1;
    await this.#end();
  }

  #keepPlace(window: BrowserWindow): void {
    const place = placeToKeep(window.getNormalBounds(), window.isMaximized());
    this.desk.computer.settings?.update({ window: place }).catch((error: unknown) => {
      this.desk.log.warn({ err: error }, 'The place of the window could not be kept');
    });
  }

  /** Hides first: stopping the database takes a second that nobody should have to watch. */
  #end(): Promise<void> {
    this.#ending ??= this.#stop().then(() => app.exit(this.#exitCode));
    return this.#ending;
  }

  async #stop(): Promise<void> {
    this.#stopped.abort();
    const window = this.#window;
    if (window && !window.isDestroyed()) {
      this.#keepPlace(window);
      // What is typed is written to the disk late, and `exit` waits for nothing.
      window.webContents.session.flushStorageData();
      window.hide();
    }
    try {
      await this.#control?.close();
      await this.desk.close();
    } catch (error) {
      this.#exitCode = 1;
      this.desk.log.error({ err: error }, 'Clinic Desk did not stop cleanly');
    }
  }
}

const asked = readWindowOptions(process.argv.slice(1), process.cwd());
if (asked.kind === 'start') start(asked.options);
else {
  if (asked.kind === 'help') terminal.say(asked.text);
  else terminal.complain(asked.sentence);
  app.exit(asked.kind === 'help' ? 0 : 1);
}
