import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * A folder laid out like Electron's distribution for Linux, without a program in it: enough for electron-builder
 * to pack the application around it where Electron cannot be downloaded.
 *
 * @returns its path; the caller removes it
 */
export function standInElectron(version: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'clinic-desk-electron-'));
  const files = {
    version,
    'STAND-IN': 'build/packaging/after-pack.mjs knows by this file that there are no fuses to set.\n',
    electron: '#!/bin/sh\necho "a stand-in for Electron"\n',
    chrome_crashpad_handler: '',
    'chrome-sandbox': '',
    LICENSE: '',
    'LICENSES.chromium.html': '',
    'locales/en-US.pak': '',
    'locales/fr.pak': '',
    'resources/.keep': '',
  };
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  chmodSync(join(folder, 'electron'), 0o755);
  return folder;
}
