import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { electronPath } from '../../build/setup/electron-binary.mjs';

const root = resolve(import.meta.dirname, '../..');
const electron = electronPath();
// Electron refuses the root user a sandbox.
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

test.skip(!electron, "Electron's program is not here: it is downloaded by npm start, which needs a network");
test.skip(!existsSync(join(root, 'out/main/main.js')), 'the application is not built: npm start builds it');

let home: string;
let desk: ElectronApplication;
test.beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'clinic-desk-window-'));
});
test.afterEach(async () => {
  await desk.close();
  rmSync(home, { recursive: true, force: true });
});

async function start(...options: string[]): Promise<Page> {
  const args = [...asRoot, root, '--home', home, ...options];
  desk = await _electron.launch(electron ? { executablePath: electron, args } : { args });
  return desk.firstWindow();
}

const setUp = (page: Page) => page.getByRole('heading', { name: 'The records live on this computer' });
const databasePid = () => Number(readFileSync(join(home, 'database', 'mongod.lock'), 'utf8'));

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('the first start shows its window at once, and the set-up of the clinic when the database is there', async () => {
  const page = await start();
  await expect(page).toHaveURL(/^app:\/\/clinic-desk\//);
  await expect(setUp(page)).toBeVisible({ timeout: 60_000 });
});

test('a clinic that is set up asks who is there', async () => {
  const page = await start('--demo');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible({ timeout: 60_000 });
});

test('the page has one object of the desktop, and nothing of Node', async () => {
  const page = await start();
  const seen = await page.evaluate(() => ({
    desk: Object.keys(Reflect.get(globalThis, 'clinicDesk') ?? {}).sort(),
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
  }));
  expect(seen).toEqual({ desk: ['connect', 'onMenu', 'platform'], node: [] });
});

test('a second start brings the window to the front and ends', async () => {
  const page = await start();
  await page.waitForLoadState();
  await desk.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const second = promisify(execFile)(electron ?? '', [...asRoot, root, '--home', home]);
  expect((await second).stdout).toContain('Clinic Desk is already running');
  const isMinimised = () =>
    desk.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized());
  await expect.poll(isMinimised).toBe(false);
});

test('quitting leaves no database running', async () => {
  const page = await start();
  await expect(setUp(page)).toBeVisible({ timeout: 60_000 });
  const pid = databasePid();
  expect(isAlive(pid)).toBe(true);
  const ended = desk.waitForEvent('close');
  await desk.evaluate(({ app }) => app.quit());
  await ended;
  await expect.poll(() => isAlive(pid)).toBe(false);
});
