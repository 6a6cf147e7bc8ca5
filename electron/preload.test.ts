import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

type Bridge = {
  connect(): void;
  platform: string;
  pathOf(file: File): string;
  onMenu(listener: (command: string) => void): () => void;
};

const ipcRenderer = Object.assign(new EventEmitter(), { send: vi.fn() });
const exposed = new Map<string, Bridge>();
const posted = vi.fn();
const webUtils = { getPathForFile: vi.fn(({ name }: File) => `/home/desk/${name}`) };

beforeEach(async () => {
  vi.stubGlobal('window', { postMessage: posted });
  vi.doMock('electron', () => ({
    ...{ ipcRenderer, webUtils },
    contextBridge: { exposeInMainWorld: (name: string, bridge: Bridge) => exposed.set(name, bridge) },
  }));
  await import('./preload');
});
afterEach(() => {
  ipcRenderer.removeAllListeners();
  vi.doUnmock('electron');
  vi.resetModules();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

const bridge = () => exposed.get('clinicDesk') ?? expect.fail('nothing was exposed');

// Seen red with `ipcRenderer` itself among what is exposed.
it('gives the page one object with four members and no way to other channels', () => {
  expect([...exposed.keys()]).toEqual(['clinicDesk']);
  expect(Object.keys(bridge()).sort()).toEqual(['connect', 'onMenu', 'pathOf', 'platform']);
  expect(bridge().platform).toBe(process.platform);
});

it('asks for a port on one channel, without a word from the page', () => {
  bridge().connect();
  expect(ipcRenderer.send.mock.calls).toEqual([['clinic-desk:connect']]);
});

// Seen red with '*' as the origin.
it('passes the port on to a page of our own origin only', () => {
  const port = {};
  ipcRenderer.emit('clinic-desk:port', { ports: [port] });
  expect(posted.mock.calls).toEqual([['clinic-desk:port', '/', [port]]]);
});

it('tells the menu until the page stops listening', () => {
  const commands: string[] = [];
  const stop = bridge().onMenu((command) => commands.push(command));
  ipcRenderer.emit('clinic-desk:menu', {}, '/patients/new');
  ipcRenderer.emit('clinic-desk:menu', {}, { not: 'a command' });
  stop();
  ipcRenderer.emit('clinic-desk:menu', {}, 'search');
  expect(commands).toEqual(['/patients/new']);
});

it('tells where a chosen file is', () => {
  expect(bridge().pathOf(new File([], 'ca.pem'))).toBe('/home/desk/ca.pem');
});
