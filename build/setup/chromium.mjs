import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The Chromium of this system for the end-to-end tests: `CLINIC_CHROMIUM`, then PATH.
 * @returns {string | undefined} undefined leaves the choice to Playwright's own downloaded browser
 */
export function chromiumPath() {
  if (process.env.CLINIC_CHROMIUM) return process.env.CLINIC_CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
    if (found) return found;
  }
  return undefined;
}
