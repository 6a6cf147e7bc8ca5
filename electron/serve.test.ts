import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

const root = resolve(import.meta.dirname, '..');
// Inside the checkout, so that the bundle finds its packages.
mkdirSync(join(root, '.cache'), { recursive: true });
const bundle = mkdtempSync(join(root, '.cache', 'serve-test-'));
let home: string;
let started: ChildProcess[] = [];

beforeAll(async () => {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: { ssr: 'electron/serve.ts', outDir: join(bundle, 'main'), target: 'node20', emptyOutDir: true },
  });
  mkdirSync(join(bundle, 'renderer'));
  writeFileSync(join(bundle, 'renderer', 'index.html'), '<title>Clinic Desk</title>');
});
afterAll(() => rmSync(bundle, { recursive: true, force: true }));

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'clinic-desk-home-'));
});
afterEach(async () => {
  const ended = started.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  started = [];
  for (const child of ended) child.kill('SIGTERM');
  await Promise.all(ended.map((child) => once(child, 'exit')));
  rmSync(home, { recursive: true, force: true });
});

function start(args: string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [join(bundle, 'main', 'serve.js'), '--no-open', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let out = '';
  let complaints = '';
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (complaints += String(chunk)));
  const exitCode = once(child, 'close').then(([code]) => code as number | null);
  let hasEnded = false;
  void exitCode.then(() => {
    hasEnded = true;
  });
  const said = async (pattern: RegExp): Promise<RegExpExecArray> => {
    const found = await vi.waitUntil(() => pattern.exec(out + complaints) ?? hasEnded, 50_000);
    return typeof found === 'boolean' ? expect.fail(`${pattern} was not said:\n${out}${complaints}`) : found;
  };
  return { child, exitCode, said, out: () => out, complaints: () => complaints };
}

const url = async (desk: ReturnType<typeof start>) => (await desk.said(/ready: (http:\S+)\n/))[1] ?? '';
const databasePid = () => Number(readFileSync(join(home, 'database', 'mongod.lock'), 'utf8'));
const databasePort = () =>
  (JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8')) as { databasePort: number }).databasePort;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('npm start in the browser', () => {
  it('starts, is found by a second start, and leaves nothing running when it is stopped', async () => {
    const first = start(['--home', home, '--port', '0']);
    const page = await url(first);
    expect(first.out().trimEnd().split('\n').at(-1)).toBe(`Clinic Desk is ready: ${page}`);
    const pid = databasePid();
    expect(isAlive(pid)).toBe(true);

    const second = start(['--home', home]);
    expect(await second.exitCode).toBe(0);
    const [, fresh = ''] = /^Clinic Desk is already running: (http:\S+)\n$/.exec(second.out()) ?? [];
    const opened = await fetch(fresh, { redirect: 'manual' });
    expect(opened.status).toBe(303);
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
    const session = await fetch(new URL('/api/session', page), { headers: { cookie } });
    expect(await session.json()).toMatchObject({ database: { kind: 'live' }, needsSetUp: true });

    // Seen red with a handler that ends the process at the second signal: the database went on running.
    for (const signal of ['SIGINT', 'SIGINT', 'SIGTERM', 'SIGHUP'] as const) first.child.kill(signal);
    expect(await first.exitCode).toBe(0);
    expect(isAlive(pid)).toBe(false);
    const attempt = createConnection(databasePort(), '127.0.0.1');
    await expect(once(attempt, 'connect')).rejects.toThrow('ECONNREFUSED');
    expect(first.complaints()).toBe('');

    const again = start(['--home', home, '--port', '0']);
    await url(again);
  });

  // Seen red with a close that waits for the opening first.
  it.skipIf(process.platform === 'win32')(
    'stops while the database hangs in its start, and leaves none behind',
    async () => {
      const program = join(home, 'mongod');
      const pidFile = join(home, 'pid');
      writeFileSync(
        program,
        `#!/bin/sh\n[ "$1" = --version ] && echo "db version v6.0.5" && exit\necho $$ > ${pidFile}\nexec sleep 600\n`,
        { mode: 0o755 },
      );
      const desk = start(['--home', join(home, 'desk'), '--port', '0'], { CLINIC_MONGOD: program });
      const pid = await vi.waitFor(
        () => Number(readFileSync(pidFile, 'utf8')) || expect.fail('not started yet'),
        20_000,
      );
      desk.child.kill('SIGTERM');
      expect(await desk.exitCode).toBe(0);
      expect(desk.complaints()).toBe('');
      expect(isAlive(pid)).toBe(false);
    },
  );

  it('says what is wrong when there is no database program, on its page too, and ends with 1', async () => {
    const missing = join(home, 'no-mongod');
    const desk = start(['--home', home, '--port', '0'], { CLINIC_MONGOD: missing });
    const [, page = ''] = await desk.said(/The page says the same: (http:\S+)\n/);
    expect(desk.complaints()).toMatch(/^Clinic Desk cannot open its records: .*no-mongod.*\n/);
    const opened = await fetch(page, { redirect: 'manual' });
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
    const state = await fetch(new URL('/api/connections/status', page), { headers: { cookie } });
    expect(await state.json()).toMatchObject({ kind: 'failed', remedy: expect.stringMatching(/\w/) });
    expect(desk.out()).not.toContain('ready');
    desk.child.kill('SIGTERM');
    expect(await desk.exitCode).toBe(1);
  });

  it('says what is wrong with a data folder that cannot be made, on its page too', async () => {
    writeFileSync(join(home, 'file'), '');
    const desk = start(['--home', join(home, 'file', 'desk'), '--port', '0']);
    await desk.said(/The page says the same: (http:\S+)\n/);
    expect(desk.complaints()).toMatch(
      /^Clinic Desk cannot open its records: Clinic Desk may not write to its data folder/,
    );
    desk.child.kill('SIGTERM');
    expect(await desk.exitCode).toBe(1);
  });

  it('refuses what it does not understand, and touches nothing', async () => {
    const desk = start(['--hoem', home]);
    expect(await desk.exitCode).toBe(1);
    expect(desk.complaints()).toBe('"--hoem" is not an option of Clinic Desk; --help lists them.\n');
  });
});
