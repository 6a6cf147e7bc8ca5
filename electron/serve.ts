/** Clinic Desk without Electron: `node out/main/serve.js [options]`, in a browser of this computer. */
import { join } from 'node:path';
import { version } from '../package.json';
import { compose } from './compose';
import type { Terminal } from './shell/desk';
import { openBrowser, openOnScreen } from './shell/open-browser';
import { serveDesk } from './shell/serve-desk';
import { readStartOptions, type StartOptions } from './shell/start-options';

const terminal: Terminal = { say: (line) => console.log(line), complain: (line) => console.error(line) };

// A terminal that was closed must not keep the database from being stopped.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.exit(await run());

async function run(): Promise<number> {
  const asked = readStartOptions(process.argv.slice(2), process.cwd());
  if (asked.kind === 'start') return serve(asked.options);
  if (asked.kind === 'help') terminal.say(asked.text);
  else terminal.complain(asked.sentence);
  return asked.kind === 'help' ? 0 : 1;
}

async function serve(options: StartOptions): Promise<number> {
  const stop = new AbortController();
  // A second signal changes nothing: cut short, the stop would leave the database running.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort());
  // Beside this file in the sources, and beside its bundle too.
  const codesFolder = join(import.meta.dirname, 'codes');
  const documentWorker = join(import.meta.dirname, 'document-worker.js');
  const desk = compose({
    ...{ home: options.home, environment: process.env, codesFolder, documentWorker, version },
    reveal: (folder) => openOnScreen(folder),
  });
  let failed = false;
  const endBecause = (error: unknown) => {
    desk.log.error({ err: error }, 'Clinic Desk stops after an error that nobody foresaw');
    terminal.complain(
      'Clinic Desk has to stop after an unexpected error. The log file in the folder "logs" says more.',
    );
    failed = true;
    stop.abort();
  };
  process.on('uncaughtException', endBecause);
  process.on('unhandledRejection', (error) => {
    desk.log.error({ err: error }, 'A promise failed and nobody was told');
  });
  const rendererFolder = join(import.meta.dirname, '../renderer');
  const order = { desk, options, rendererFolder, terminal, openBrowser, stopped: stop.signal };
  const code = await serveDesk(order).catch(endBecause);
  return failed ? 1 : (code ?? 1);
}
