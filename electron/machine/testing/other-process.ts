import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { onTestFinished } from 'vitest';

const modules = join(dirname(createRequire(import.meta.url).resolve('zod/package.json')), '..');

/** Bundles a TypeScript file so that plain Node can run it in processes of its own; resolves with its path. */
export async function bundledForNode(entry: string): Promise<string> {
  // Beside the packages, so that what is not bundled is found.
  const outDir = await mkdtemp(join(modules, '.clinic-desk-test-'));
  onTestFinished(() => rm(outDir, { recursive: true, force: true }));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: entry,
      outDir,
      target: 'node20',
      rolldownOptions: { output: { format: 'es', entryFileNames: 'entry.mjs' } },
    },
  });
  return join(outDir, 'entry.mjs');
}

/** A process that runs such a bundle and sends messages; it is gone when the running test is over. */
export function startOther(
  bundle: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): ChildProcess {
  const child = fork(bundle, args, { env: { ...process.env, ...env }, execArgv: [] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** The next message of a process. Rejects when it ends without one. */
export function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`The process ended with ${code} and said nothing`)));
  });
}
