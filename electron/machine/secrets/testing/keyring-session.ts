import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../../testing/temporary-folder';
import { unlockKeyring } from './unlock-keyring';

const run = promisify(execFile);
const PASSWORD = 'the password of the keyring';
const LOGIN = '/org/freedesktop/secrets/collection/login';

/** Why there can be no keyring of a test's own here; null where there can. */
export async function noKeyringBecause(): Promise<string | null> {
  for (const command of ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon']) {
    const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
    const found = await Promise.all(folders.map((folder) => isThere(join(folder, command))));
    if (!found.includes(true)) return `${command} is not installed`;
  }
  return null;
}

/** A session bus and a GNOME keyring of the test's own, gone when it is over. */
export type KeyringSession = {
  /** For the process that is to meet this keyring. */
  readonly env: NodeJS.ProcessEnv;
  lock(): Promise<void>;
  unlock(): Promise<void>;
  /** Another daemon takes its place, unlocked, with the same entries. */
  restart(): Promise<void>;
};

/** Starts a session bus without any keyring, and gives its environment. */
export async function startBus(): Promise<NodeJS.ProcessEnv> {
  const folder = await temporaryFolder();
  const config = join(folder, 'bus.conf');
  await writeFile(config, busWithoutServices(folder));
  const bus = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => end(bus));
  const [address] = (await once(createInterface(bus.stdout), 'line')) as [string];
  return {
    DBUS_SESSION_BUS_ADDRESS: address,
    XDG_RUNTIME_DIR: folder,
    XDG_DATA_HOME: folder,
    HOME: folder,
    DISPLAY: '',
    WAYLAND_DISPLAY: '',
  };
}

/** A keyring that is there and unlocked. */
export async function startKeyring(): Promise<KeyringSession> {
  const env = await startBus();
  // It goes into the background once it is there, and ends with its bus.
  const start = async (...how: readonly string[]) => {
    const starting = spawn('gnome-keyring-daemon', ['--components=secrets', '--unlock', ...how], {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { ...env, PATH: process.env.PATH },
    });
    starting.stdin.end(PASSWORD);
    await once(starting, 'exit');
    await until('false');
  };
  const send = (...args: readonly string[]) =>
    run('dbus-send', ['--session', '--print-reply', '--dest=org.freedesktop.secrets', ...args], {
      env: { ...env, PATH: process.env.PATH },
    });
  const isLocked = async () => {
    const asked = [
      'org.freedesktop.DBus.Properties.Get',
      'string:org.freedesktop.Secret.Collection',
      'string:Locked',
    ];
    const { stdout } = await send(LOGIN, ...asked).catch(() => ({ stdout: '' }));
    return /boolean (true|false)/.exec(stdout)?.[1];
  };
  const until = (state: 'true' | 'false') =>
    vi.waitUntil(async () => (await isLocked()) === state, { timeout: 20_000, interval: 50 });
  await start();
  return {
    env,
    restart: () => start('--replace'),
    async unlock() {
      await unlockKeyring(env.DBUS_SESSION_BUS_ADDRESS ?? '', PASSWORD);
      await until('false');
    },
    async lock() {
      await send('/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock', `array:objpath:${LOGIN}`);
      await until('true');
    },
  };
}

/** A session bus that starts nothing by itself: neither a keyring of its own nor a window that asks for a password. */
const busWithoutServices = (
  folder: string,
) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=${encodeURI(folder)}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
