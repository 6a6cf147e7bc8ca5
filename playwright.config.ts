import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { chromiumPath } from './build/setup/chromium.mjs';

const asRoot = process.getuid?.() === 0;

const inChromium: PlaywrightTestConfig['use'] = {
  browserName: 'chromium',
  launchOptions: {
    executablePath: chromiumPath(),
    // Without a graphics card, to pretend one costs an eighth of all computing. Chromium refuses its own sandbox to root.
    args: ['--disable-gpu', ...(asRoot ? ['--no-sandbox'] : [])],
  },
};

export default defineConfig({
  outputDir: './test-results',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  // Machines of CI are shared: a story that a busy minute broke may be told once more; one that is wrong fails twice.
  retries: process.env.CI ? 1 : 0,
  // Each test file starts a desk of its own with its own mongod, and waits for it and for Chromium more than it computes.
  workers: 2,
  reporter: [['list']],
  use: {
    // Recording costs a story a quarter of its time; where it is told once more, that is what is recorded.
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
    screenshot: 'only-on-failure',
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
  },
  projects: [
    {
      name: 'e2e',
      testDir: './tests/e2e',
      testMatch: '**/*.spec.ts',
      testIgnore: '**/screenshots.spec.ts',
      use: inChromium,
    },
    { name: 'electron', testDir: './tests/electron', testMatch: '**/*.spec.ts' },
    // Pictures of every page into a folder, for people to look at: SCREENSHOTS=folder npx playwright test --project=screenshots
    ...(process.env.SCREENSHOTS
      ? [
          {
            name: 'screenshots',
            testDir: './tests/e2e',
            testMatch: '**/screenshots.spec.ts',
            timeout: 120_000,
            use: inChromium,
          },
        ]
      : []),
  ],
});
