import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { root } from './places.mjs';

const hasGroups = process.platform !== 'win32';

/**
 * @typedef {object} Running
 * @property {AbortSignal} [signal] stops the child when the user stops us
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [show] pass the child's output on as it comes
 * @property {number} [limit] milliseconds after which the child is stopped
 * @property {string} [waiting] said every ten seconds while nothing else is shown
 *
 * @typedef {object} Ended
 * @property {number} code exit code; 128 when a signal ended it, 127 when it could not be started
 * @property {string} output stdout and stderr together
 */

/**
 * Runs a program to its end and keeps what it said. An exit code is a result, not an exception;
 * rejects only when `signal` fires.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {Running} [how]
 * @returns {Promise<Ended>}
 */
export function run(command, args, how = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, {
      cwd: root,
      env: withoutPassphrase(how.env ?? process.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: what the child starts is stopped with it.
      detached: hasGroups,
      // npm and other commands of Windows are .cmd files, which only a shell starts.
      shell: process.platform === 'win32' && !command.endsWith('.exe'),
    });
    const stop = () => stopGroup(child.pid);
    how.signal?.addEventListener('abort', stop, { once: true });
    const limit = how.limit ? setTimeout(stop, how.limit) : undefined;
    let output = '';
    /** @param {NodeJS.WriteStream} shown @param {Buffer} chunk */
    const keep = (shown, chunk) => {
      output += chunk.toString();
      if (how.show) shown.write(chunk);
    };
    child.stdout.on('data', (chunk) => keep(process.stdout, chunk));
    child.stderr.on('data', (chunk) => keep(process.stderr, chunk));
    const stopTelling = how.waiting ? tellEveryTenSeconds(how.waiting) : () => {};
    /** @param {number} code */
    const end = (code) => {
      clearTimeout(limit);
      how.signal?.removeEventListener('abort', stop);
      stopTelling();
      if (how.signal?.aborted) failed(new Error('stopped by the user'));
      else done({ code, output });
    };
    child.on('error', (error) => {
      output += `${error.message}\n`;
      end(127);
    });
    child.on('close', (code) => end(code ?? 128));
  });
}

/**
 * The passphrase of the vault is for Clinic Desk alone (`launch`): not for npm, the scripts of packages or the bundler.
 *
 * @param {NodeJS.ProcessEnv} environment
 */
const withoutPassphrase = (environment) =>
  // Windows tells no capitals apart in these names.
  Object.fromEntries(
    Object.entries(environment).filter(([name]) => name.toUpperCase() !== 'CLINIC_VAULT_PASSPHRASE'),
  );

/** @param {number | undefined} pid */
function stopGroup(pid) {
  if (pid === undefined) return;
  try {
    process.kill(hasGroups ? -pid : pid, 'SIGTERM');
  } catch {
    // It ended by itself in the meantime.
  }
}

/** @param {Ended} ended @param {number} lines how many of its last lines, without colours, empty lines, npm's warnings and stacks */
export function lastLines(ended, lines) {
  return stripVTControlCharacters(ended.output)
    .split(/\r?\n/)
    .filter((line) => line.trim() && !/^npm warn|^\s+at /.test(line))
    .slice(-lines)
    .map((line) => `    ${line}`)
    .join('\n');
}

/** @param {string} what */
function tellEveryTenSeconds(what) {
  const began = Date.now();
  const timer = setInterval(() => {
    console.log(`  … ${what}, ${Math.round((Date.now() - began) / 1000)} s so far`);
  }, 10_000);
  return () => clearInterval(timer);
}
