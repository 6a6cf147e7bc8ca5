import { readFileSync } from 'node:fs';

/** Something a user can put right: shown as its sentence, without a stack. */
export class SetupFailure extends Error {
  /** @override */
  name = 'SetupFailure';
}

/**
 * Runs a command's whole work, stops it once when the user or the system asks, and turns what went wrong
 * into words and an exit code.
 *
 * @param {(signal: AbortSignal) => Promise<number>} work resolves with the exit code; the signal's reason is
 *   the name of the operating system's signal
 */
export async function runCommand(work) {
  const stop = new AbortController();
  /** @param {NodeJS.Signals} name */
  const onSignal = (name) => stop.abort(name);
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(name, onSignal);
  stopWithNpm(stop);
  try {
    process.exitCode = await work(stop.signal);
  } catch (error) {
    process.exitCode = stop.signal.aborted ? 130 : 1;
    if (error instanceof SetupFailure) console.error(`\n${error.message}`);
    else if (!stop.signal.aborted) console.error(error);
  }
  process.exit();
}

/**
 * npm passes signals on, but not when it is killed outright or when its shell stands between us: nobody
 * would then stop the application and its database. Changed forebears are how that shows.
 *
 * @param {AbortController} stop
 */
function stopWithNpm(stop) {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const before = forebears();
  setInterval(() => {
    if (forebears() !== before) stop.abort('SIGTERM');
  }, 500).unref();
}

/** Our parent, and npm where the parent is only the shell that npm started for us (known on Linux alone). */
function forebears() {
  try {
    // "pid (name) state parent …"
    const [, name, parent] =
      /^\d+ \((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${process.ppid}/stat`, 'utf8')) ?? [];
    return name === 'sh' ? `${process.ppid} ${parent}` : `${process.ppid}`;
  } catch {
    return `${process.ppid}`; // No /proc on this system.
  }
}
