import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { os } from '@orpc/server';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { HostContext } from '../../electron/core/session';
import type { Control, Desk, WindowPlace } from '../../electron/shell/desk';
import type { DatabaseState } from '../../shared/contract';
import { standInElectron, StandInWindow } from './stand-in-electron';

/** The data folder of the test that runs. */
export let home: string;
/** What a test leaves behind, closed at its end. */
export const closers: (() => void)[] = [];
/** What main.ts does with the signals of its process. */
export const signals = new Map<string, (error: Error) => void>();
let args: string[];

/** For every test of a file that runs main.ts: a data folder, a quiet console, and modules of its own. */
export function eachWithMain(): void {
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
    vi.doUnmock('../../electron/compose');
    vi.resetModules();
    rmSync(home, { recursive: true, force: true });
  });
}

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
export async function run(
  options: { isFirst?: boolean; claim?: Claim; args?: string[]; window?: WindowPlace } = {},
) {
  const shell = standInElectron(options);
  const parts = standInDesk(options.claim ?? { kind: 'ours' });
  if (options.window) parts.kept.window = options.window;
  const compose = vi.fn(() => parts.desk);
  process.argv = ['electron', '.', '--home', home, ...(options.args ?? [])];
  vi.doMock('electron', () => shell.electron);
  vi.doMock('../../electron/compose', () => ({ compose }));
  await import('../../electron/main');
  shell.ready();
  const running = { ...shell, ...parts, compose };
  closers.push(() => shell.app.quit());
  return running;
}

type Running = Awaited<ReturnType<typeof run>>;

/** The window, once there is one. */
export async function windowOf({ desk }: Running): Promise<StandInWindow> {
  await vi.waitFor(() => expect(desk.announced).not.toBeNull());
  const [window] = StandInWindow.all;
  return window ?? expect.fail('no window');
}
