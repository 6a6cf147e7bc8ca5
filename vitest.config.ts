import { defineConfig } from 'vitest/config';
import './build/testing/node20-gaps.mjs';

/** Playwright's own (`*.spec.ts`), never vitest's. */
const browserTests = ['tests/e2e/**', 'tests/electron/**'];
const pageTests = ['renderer/**/*.test.tsx'];

export default defineConfig({
  test: {
    pool: 'forks',
    // One more than there are cores at least: much of the time is waiting for servers that come and go.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What accompanies no record is written to the audit a second later: the usual second ran against that.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          environment: 'node',
          // Nothing is mocked by module: to load the same modules for every file anew took most of the time.
          isolate: false,
          include: ['{shared,electron,renderer,build,tests}/**/*.test.{ts,tsx}'],
          exclude: [...browserTests, ...pageTests],
          // Fetches mongod once, with progress, before the first suite asks for it.
          globalSetup: ['./tests/support/global-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'pages',
          environment: 'jsdom',
          include: pageTests,
          setupFiles: ['./build/testing/jsdom-gaps.ts'],
        },
      },
    ],
  },
});
