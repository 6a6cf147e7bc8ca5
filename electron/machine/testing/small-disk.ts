import { execFileSync } from 'node:child_process';
import { onTestFinished } from 'vitest';

/**
 * Puts a small disk of its own in the place of a folder until the running test is over; `options` are tmpfs(5)'s.
 * Says whether this user may do that.
 */
export function mountSmallDisk(folder: string, options: string): boolean {
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return false;
  }
  onTestFinished(() => void execFileSync('/bin/umount', ['-l', folder]));
  return true;
}
