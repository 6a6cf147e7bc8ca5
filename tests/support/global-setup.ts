import type { TestProject } from 'vitest/node';
import { startTestMongod } from './mongod';

declare module 'vitest' {
  interface ProvidedContext {
    /** Port of the `mongod` that all test files share. */
    mongodPort: number;
  }
}

/** One `mongod` for all test files, found or fetched before the first of them; gone with its folder after the last. */
export default async function shareMongod(project: TestProject): Promise<() => Promise<void>> {
  const mongod = await startTestMongod();
  project.provide('mongodPort', mongod.port);
  return () => mongod.dispose();
}
