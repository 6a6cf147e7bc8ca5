import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { bundleDocumentWorker } from '../../build/setup/document-worker.mjs';
import { cache } from '../../build/setup/places.mjs';
import { startTestMongod } from './mongod';

declare module 'vitest' {
  interface ProvidedContext {
    /** Port of the `mongod` that all test files share. */
    mongodPort: number;
    /** The bundled worker that reads files. */
    documentWorker: string;
  }
}

/** One `mongod` and one bundled worker for all test files, made before the first of them; gone after the last. */
export default async function shareMongod(project: TestProject): Promise<() => Promise<void>> {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'test-'));
  const [mongod, documentWorker] = await Promise.all([startTestMongod(), bundleDocumentWorker(folder)]);
  project.provide('mongodPort', mongod.port);
  project.provide('documentWorker', documentWorker);
  return async () => {
    rmSync(folder, { recursive: true, force: true });
    await mongod.dispose();
  };
}
