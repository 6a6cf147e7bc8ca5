import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

type Size = { x: number; y: number; width: number; height: number };

/** Electron's port on the side of the main process: an emitter of events, which starts when it is told to. */
class MainPort extends EventEmitter {
  constructor(private readonly port: MessagePort) {
    super();
  }
  postMessage(message: unknown): void {
    this.port.postMessage(message);
  }
  start(): void {
    this.port.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
    this.port.on('close', () => this.emit('close'));
  }
}

/** A frame and what was posted to it. */
export class Frame {
  readonly posted: { channel: string; ports: MessagePort[] }[] = [];
  constructor(public url: string) {}
  postMessage(channel: string, _message: unknown, ports: MessagePort[] = []): void {
    this.posted.push({ channel, ports });
  }
}

class Contents extends EventEmitter {
  readonly mainFrame = new Frame('');
  readonly sent: string[] = [];
  reloads = 0;
  /** How often what the page keeps was written to the disk. */
  flushes = 0;
  readonly session = {
    flushStorageData: () => {
      this.flushes += 1;
    },
  };
  openWindow: (asked: { url: string }) => { action: string } = () => ({ action: 'allow' });
  send(_channel: string, command: string): void {
    this.sent.push(command);
  }
  reload(): void {
    this.reloads += 1;
  }
  isDestroyed(): boolean {
    return false;
  }
  print(): void {
    this.sent.push('(print)');
  }
  setWindowOpenHandler(handler: (asked: { url: string }) => { action: string }): void {
    this.openWindow = handler;
  }
}

/** What `BrowserWindow` is asked for here, and what became of it. */
export class StandInWindow extends EventEmitter {
  static all: StandInWindow[] = [];
  static onNew: (contents: Contents) => void = () => undefined;
  readonly webContents = new Contents();
  isShown = true;
  isFocused = false;
  isSmall = false;
  isLarge = false;
  constructor(readonly options: Record<string, unknown> & Size) {
    super();
    StandInWindow.all.push(this);
    StandInWindow.onNew(this.webContents);
  }
  async loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url;
  }
  show(): void {
    this.isShown = true;
  }
  hide(): void {
    this.isShown = false;
  }
  focus(): void {
    this.isFocused = true;
  }
  restore(): void {
    this.isSmall = false;
  }
  isMinimized(): boolean {
    return this.isSmall;
  }
  maximize(): void {
    this.isLarge = true;
  }
  isMaximized(): boolean {
    return this.isLarge;
  }
  isDestroyed(): boolean {
    return false;
  }
  getNormalBounds(): Size {
    return { x: 5, y: 6, width: 1100, height: 700 };
  }
}

/** A stand-in of the module `electron`, in the parts that `main.ts` uses; `ready` lets the app get ready. */
export function standInElectron({ isFirst = true } = {}) {
  StandInWindow.all = [];
  let ready = () => undefined as void;
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  let hasExited: (code: number) => void = () => undefined;
  const exited = new Promise<number>((resolve) => {
    hasExited = resolve;
  });
  const handlers = { permission: [] as unknown[], schemes: [] as string[] };
  const opened: string[] = [];
  const told: string[] = [];
  const menus: { label?: string; click?: () => void; submenu?: unknown[] }[][] = [];
  const paths: Record<string, string> = {};
  const app = Object.assign(new EventEmitter(), {
    isPackaged: false,
    whenReady: () => isReady,
    isReady: () => true,
    setPath: (name: string, path: string) => {
      paths[name] = path;
    },
    requestSingleInstanceLock: () => isFirst,
    enableSandbox: () => undefined,
    exit: (code: number) => hasExited(code),
    quit: () => app.emit('before-quit', { preventDefault: () => undefined }),
  });
  StandInWindow.onNew = (contents) => app.emit('web-contents-created', {}, contents);
  const ipcMain = new EventEmitter();
  const powerMonitor = new EventEmitter();
  const electron = {
    app,
    ipcMain,
    powerMonitor,
    BrowserWindow: StandInWindow,
    Menu: {
      buildFromTemplate: (template: (typeof menus)[number]) => template,
      setApplicationMenu: (menu: (typeof menus)[number]) => menus.push(menu),
    },
    MessageChannelMain: class {
      readonly port1: MainPort;
      readonly port2: MessagePort;
      constructor() {
        const { port1, port2 } = new MessageChannel();
        this.port1 = new MainPort(port1);
        this.port2 = port2;
      }
    },
    nativeTheme: { shouldUseDarkColors: false },
    protocol: {
      registerSchemesAsPrivileged: (schemes: { scheme: string }[]) =>
        handlers.schemes.push(...schemes.map(({ scheme }) => scheme)),
    },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    session: {
      defaultSession: {
        protocol: { handle: (scheme: string) => handlers.schemes.push(scheme) },
        setPermissionRequestHandler: (handler: unknown) => handlers.permission.push(handler),
        setPermissionCheckHandler: (handler: unknown) => handlers.permission.push(handler),
        setDevicePermissionHandler: (handler: unknown) => handlers.permission.push(handler),
        webRequest: { onBeforeRequest: () => undefined },
      },
    },
    dialog: {
      // The person chooses the second button.
      showMessageBox: async ({ message }: { message: string }) => {
        told.push(message);
        return { response: 1 };
      },
    },
    shell: {
      openExternal: async (url: string) => void opened.push(url),
      openPath: async (path: string) => void opened.push(path),
    },
  };
  return { electron, app, ipcMain, powerMonitor, ready, exited, handlers, opened, told, menus, paths };
}
