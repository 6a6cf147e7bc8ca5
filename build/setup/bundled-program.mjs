import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { bundleDocumentWorker } from './document-worker.mjs';
import { cache, inRoot, root } from './places.mjs';

/**
 * Bundles a program of this folder as the application is bundled (code that is transformed file by file on the way runs
 * measurably slower), with the worker that reads files beside it, and imports it.
 *
 * @param {string} entry "build/bench/main.ts"
 * @returns {Promise<any>} the module
 */
export async function bundledProgram(entry) {
  mkdirSync(cache, { recursive: true });
  // Inside the checkout, so that the bundle finds the installed packages; a folder of its own, so that two runs may overlap.
  const folder = mkdtempSync(join(cache, 'program-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: inRoot(entry),
      outDir: folder,
      target: 'node20',
      emptyOutDir: false,
      minify: false,
    },
  });
  await bundleDocumentWorker(folder);
  return import(pathToFileURL(join(folder, 'main.js')).href);
}
