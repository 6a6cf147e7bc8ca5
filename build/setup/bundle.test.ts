import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { notBuilt } from './bundle.mjs';

// Seen red with the bundler's last forty lines in the message.
it('a build that fails is told in one sentence, with all that was said in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clinic-desk-build-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const logFile = join(folder, 'cache', 'build.log');
  const output = [
    'vite v8 building for production...',
    '\u001b[31m✗ Build failed in 12ms\u001b[39m',
    'error during build: Could not resolve "./nothing"',
    ...Array.from({ length: 50 }, (_, line) => `    at step ${line}`),
  ].join('\n');
  const { message } = notBuilt({ code: 1, output }, logFile);
  expect(message).toBe(
    `The application could not be built (error during build: Could not resolve "./nothing"). The details are in ${logFile}.`,
  );
  expect(readFileSync(logFile, 'utf8')).toContain('Could not resolve "./nothing"');
});
