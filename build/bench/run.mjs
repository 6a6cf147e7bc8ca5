/**
 * The benchmarks: `node build/bench/run.mjs [--check] [name…]`. Prints every case with its ratio to a baseline measured
 * in the same run. With `--check` the exit code is 1 when a limit is missed.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { bundleDocumentWorker } from '../setup/document-worker.mjs';
import { cache, inRoot, root } from '../setup/places.mjs';

mkdirSync(cache, { recursive: true });
// Inside the checkout, so that the bundle finds the installed packages; a folder of its own, so that two runs may overlap.
const folder = mkdtempSync(join(cache, 'bench-'));
const remove = () => rmSync(folder, { recursive: true, force: true });
process.on('exit', remove);

// Bundled as the application is: code that is transformed file by file on the way runs measurably slower.
await build({
  configFile: false,
  root,
  logLevel: 'warn',
  build: {
    ssr: inRoot('build/bench/main.ts'),
    outDir: folder,
    target: 'node20',
    emptyOutDir: false,
    minify: false,
  },
});
await bundleDocumentWorker(folder);
/** @type {typeof import('./main')} */
const { main } = await import(pathToFileURL(join(folder, 'main.js')).href);
process.exit(await main(process.argv.slice(2)));
