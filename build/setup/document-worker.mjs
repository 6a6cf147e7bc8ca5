import { join } from 'node:path';
import { build } from 'vite';
import { inRoot } from './places.mjs';

/**
 * Bundles the worker that reads files, for what does not run from `out/`: tests and benchmarks. Resolves with its path.
 * @param {string} folder inside the checkout, so that the bundle finds the installed packages
 */
export async function bundleDocumentWorker(folder) {
  await build({
    configFile: false,
    root: inRoot(),
    logLevel: 'error',
    build: {
      ssr: inRoot('electron/documents/document-worker.ts'),
      outDir: folder,
      target: 'node20',
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'document-worker.mjs' } },
    },
  });
  return join(folder, 'document-worker.mjs');
}
