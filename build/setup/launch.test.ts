import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { launch, stopsWithUs } from './launch.mjs';

let folder: string;
let diary: string;
let application: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clinic-desk-launch-'));
  diary = join(folder, 'diary');
  application = join(folder, 'application.mjs');
  // Stands for the loopback host: writes down each stop it is asked for and takes its time to follow.
  writeFileSync(
    application,
    `import { appendFileSync } from 'node:fs';
     const write = (line) => appendFileSync(${JSON.stringify(diary)}, line + '\\n');
     for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => {
       write('asked to stop');
       setTimeout(() => { write('stopped'); process.exit(7); }, 400);
     });
     setInterval(() => {}, 1000);
     write('ready');`,
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lines = () => (existsSync(diary) ? readFileSync(diary, 'utf8').trim().split('\n') : []);
const until = (line: string) => vi.waitUntil(() => lines().includes(line), { timeout: 10_000 });

// The stop is asked for by signals, which Windows does not have.
describe.skipIf(process.platform === 'win32')('the application', () => {
  test('is asked to stop once, however often the user asks, and its exit code is ours', async () => {
    const stop = new AbortController();
    const ended = launch(process.execPath, [...stopsWithUs, application], stop.signal);
    await until('ready');
    stop.abort('SIGINT');
    stop.abort('SIGTERM');
    expect(await ended).toBe(7);
    expect(lines()).toEqual(['ready', 'asked to stop', 'stopped']);
  });

  test('stops by itself when the command that started it was killed', async () => {
    const starter = join(folder, 'starter.mjs');
    const launchModule = pathToFileURL(join(import.meta.dirname, 'launch.mjs')).href;
    writeFileSync(
      starter,
      `import { launch, stopsWithUs } from ${JSON.stringify(launchModule)};
       await launch(process.execPath, [...stopsWithUs, ${JSON.stringify(application)}], new AbortController().signal);`,
    );
    const child = spawn(process.execPath, [starter], { stdio: 'ignore' });
    await until('ready');
    child.kill('SIGKILL');
    await once(child, 'exit');
    await until('stopped');
    expect(lines()).toEqual(['ready', 'asked to stop', 'stopped']);
  });

  test('is not started any more after the user has asked to stop', () => {
    const stop = new AbortController();
    stop.abort('SIGINT');
    expect(() => launch(process.execPath, [application], stop.signal)).toThrow();
    appendFileSync(diary, 'nothing else');
    expect(lines()).toEqual(['nothing else']);
  });
});
