import { randomBytes } from 'node:crypto';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { startFailureOfFile } from './file-failure';

/** Where everything of one clinic lives on this computer. */
export type DataFolders = {
  /** The data folder itself. */
  readonly home: string;
  /** The files of the managed `mongod`. */
  readonly database: string;
  readonly backups: string;
  readonly logs: string;
  /** Tables of codes that the clinic licenses. */
  readonly codes: string;
  /** What can be thrown away and made again. */
  readonly cache: string;
  readonly settingsFile: string;
  readonly instanceLock: string;
  /** Proves to the managed `mongod` that a command comes from the owner of this folder. */
  readonly keyFile: string;
  /** Secrets of a computer without a keychain, sealed with a passphrase. */
  readonly vaultFile: string;
  /** Where versions before the vault kept them without protection. */
  readonly plainSecretsFile: string;
};

export type FolderChoice = {
  /** The value of `--home`, if given; it goes before `CLINIC_HOME`. */
  readonly home?: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
  readonly userHome?: string;
};

/** The name of Electron's own data folder for this application, so that both starts use the same one. */
const APPLICATION = 'Clinic Desk';

/** The places of the data folder; nothing is created. */
export function dataFolders(choice: FolderChoice): DataFolders {
  const home = resolve(choice.home || choice.environment.CLINIC_HOME || defaultHome(choice));
  return {
    home,
    database: join(home, 'database'),
    backups: join(home, 'backups'),
    logs: join(home, 'logs'),
    codes: join(home, 'codes'),
    cache: join(home, 'cache'),
    settingsFile: join(home, 'settings.json'),
    instanceLock: join(home, 'instance.lock'),
    keyFile: join(home, 'database.key'),
    vaultFile: join(home, 'secrets.vault'),
    plainSecretsFile: join(home, 'secrets.json'),
  };
}

/**
 * Creates what is missing, readable by this user alone, and makes sure that it can be written.
 * Rejects with `StartFailure` (`folderNotWritable`, `diskFull`).
 */
export async function prepareDataFolders(folders: DataFolders): Promise<void> {
  try {
    await mkdir(folders.home, { recursive: true, mode: 0o700 });
    for (const folder of [folders.database, folders.backups, folders.logs, folders.codes, folders.cache]) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // One that was there before, or was unpacked from an archive, may be open to others.
      await chmod(folder, 0o700);
      await tryToWrite(folder);
    }
    await tryToWrite(folders.home);
  } catch (error) {
    throw startFailureOfFile(error, folders.home);
  }
}

/** Fetched programs (`mongod`), shared by every data folder of this user. `CLINIC_CACHE` overrides it. */
export function programCacheFolder(choice: Omit<FolderChoice, 'home'>): string {
  const { environment, platform = process.platform, userHome = homedir() } = choice;
  if (environment.CLINIC_CACHE) return resolve(environment.CLINIC_CACHE);
  if (platform === 'win32') {
    return join(environment.LOCALAPPDATA || join(userHome, 'AppData', 'Local'), 'clinic-desk', 'cache');
  }
  if (platform === 'darwin') return join(userHome, 'Library', 'Caches', 'clinic-desk');
  return join(environment.XDG_CACHE_HOME || join(userHome, '.cache'), 'clinic-desk');
}

function defaultHome({
  environment,
  platform = process.platform,
  userHome = homedir(),
}: FolderChoice): string {
  if (platform === 'win32') {
    return join(environment.APPDATA || join(userHome, 'AppData', 'Roaming'), APPLICATION);
  }
  if (platform === 'darwin') return join(userHome, 'Library', 'Application Support', APPLICATION);
  return join(environment.XDG_CONFIG_HOME || join(userHome, '.config'), APPLICATION);
}

/** Permission bits say little (network drives, read-only mounts): only a real write tells. */
async function tryToWrite(folder: string): Promise<void> {
  const probe = join(folder, `.write-${process.pid}-${randomBytes(4).toString('hex')}`);
  await writeFile(probe, 'x', { flag: 'wx' });
  await rm(probe);
}
