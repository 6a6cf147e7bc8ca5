import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const from = (path: string) => resolve(import.meta.dirname, path);

/** Puts the tables of codes, and the licences that go with them, beside the bundles of the main process, as they lie beside its entry files. */
const codeFiles: Plugin = {
  name: 'code-files',
  generateBundle() {
    for (const file of readdirSync(from('electron/codes')).filter((name) => /\.(br|txt)$/.test(name))) {
      const source = readFileSync(from(`electron/codes/${file}`));
      this.emitFile({ type: 'asset', fileName: `codes/${file}`, source });
    }
  },
};

/** What pdf.js fetches: its worker, and what a PDF may need. Nothing is loaded from elsewhere. */
const pdfFiles: Plugin = {
  name: 'pdf-files',
  generateBundle() {
    const worker = readFileSync(from('node_modules/pdfjs-dist/build/pdf.worker.min.mjs'));
    this.emitFile({ type: 'asset', fileName: 'pdfjs/pdf.worker.min.mjs', source: worker });
    for (const folder of ['cmaps', 'standard_fonts', 'iccs', 'wasm']) {
      for (const name of readdirSync(from(`node_modules/pdfjs-dist/${folder}`))) {
        const source = readFileSync(from(`node_modules/pdfjs-dist/${folder}/${name}`));
        this.emitFile({ type: 'asset', fileName: `pdfjs/${folder}/${name}`, source });
      }
    }
  },
};

/**
 * cornerstone brings vtk.js, which writes XML with a package that is made for Node and fails when a browser loads it.
 * Nothing here writes any.
 */
const noXmlWriter: Plugin = {
  name: 'no-xml-writer',
  enforce: 'pre',
  resolveId: (id) => (id === 'xmlbuilder2' ? '\0no-xml-writer' : undefined),
  load: (id) =>
    id === '\0no-xml-writer'
      ? 'export function create() { throw new Error("The window writes no XML"); }'
      : undefined,
};

export default defineConfig({
  main: {
    plugins: [codeFiles],
    build: {
      // The packages of the main process stay in node_modules: native ones cannot be bundled.
      externalizeDeps: true,
      target: 'node20',
      rolldownOptions: {
        input: {
          main: from('electron/main.ts'),
          serve: from('electron/serve.ts'),
          // Runs in a thread of its own, so it is a file of its own.
          'document-worker': from('electron/documents/document-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload may load nothing but `electron`, and only as CommonJS.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: from('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: from('renderer'),
    plugins: [react(), pdfFiles, noXmlWriter],
    // The decoders of DICOM load one another.
    worker: { format: 'es' },
    build: { minify: true, rolldownOptions: { input: { index: from('renderer/index.html') } } },
  },
});
