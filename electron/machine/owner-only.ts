import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Takes every right to a file from everybody but the present user: mode 0600, or on Windows its access list. */
export async function restrictToOwner(path: string): Promise<void> {
  if (process.platform !== 'win32') {
    await chmod(path, 0o600);
    return;
  }
  await run('icacls', [path, '/inheritance:r', '/grant:r', `${userInfo().username}:F`], {
    windowsHide: true,
  });
}
