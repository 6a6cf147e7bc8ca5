import { spawn } from 'node:child_process';
import type { Log } from './log';

const nothing = () => undefined;

/**
 * Has a process asked to stop (SIGTERM) as soon as ours is gone, however it goes: a shell waits for the end of a pipe that only
 * we hold open. What is returned calls it off, once the process has ended. On Windows there is no such signal; there, the next
 * start stops what is left.
 */
export function endWithUs(pid: number, log: Log): () => void {
  if (process.platform === 'win32') return nothing;
  // A group of its own: Ctrl+C in the terminal is not for it. It is given nothing of ours, and needs nothing.
  const watch = spawn('/bin/sh', ['-c', 'read -r _; kill -TERM "$1"', 'clinic-desk-watch', String(pid)], {
    ...{ detached: true, cwd: '/', env: {} },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watch.once('error', (err) => log.warn({ err }, 'The database is not stopped should Clinic Desk be killed'));
  watch.stdin.on('error', nothing);
  return () => {
    watch.kill('SIGKILL');
    watch.stdin.destroy();
  };
}
