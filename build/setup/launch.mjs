import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { pathToFileURL } from 'node:url';
import { inRoot, root } from './places.mjs';

const isWindows = process.platform === 'win32';

/**
 * Runs the application until it ends and passes a stop on to it exactly once. It is left alone then: it has
 * to stop its database cleanly, which takes a second or two.
 *
 * The application gets its own process group, because Ctrl-C in a terminal reaches every process of the
 * group, and the same stop would arrive twice.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {AbortSignal} signal its reason is the signal's name
 * @returns {Promise<number>} exit code
 */
export function launch(command, args, signal) {
  signal.throwIfAborted();
  return new Promise((ended, failed) => {
    const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: !isWindows,
    });
    // Windows knows no signal that can be answered; there the closed channel asks the application to stop.
    const stop = () => (isWindows ? child.disconnect() : child.kill(signal.reason));
    signal.addEventListener('abort', stop, { once: true });
    child.on('error', failed);
    child.on('exit', (code, name) => ended(code ?? 128 + (name ? constants.signals[name] : 0)));
  });
}

/** Arguments for Node, so that the loopback host stops when this process is gone, however it went. */
export const stopsWithUs = ['--import', pathToFileURL(inRoot('build/setup/stop-with-parent.mjs')).href];
