import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  FileCopy,
  LocalDatabase,
  LocalDatabaseState,
  LocalServer,
  RoomLeft,
} from '../core/ports/local-database';
import type { AdministerServer, AdminDocument } from '../core/ports/server-admin';
import { freeBytes, type SpaceLimits, spaceOf } from './disk-space';
import { isMissing } from './file-failure';
import { copyDatabaseFiles, fileCopiesIn } from './file-copy';
import type { DataFolders } from './folders';
import { openKeyFile } from './key-file';
import type { Log } from './log';
import { asOwner } from './server-access';
import type { SettingsFile } from './settings-file';

type Parts = {
  readonly folders: DataFolders;
  /** Once the data folder is ours. */
  readonly settings: () => SettingsFile | null;
  readonly administer: AdministerServer;
  /** Whether our server runs now. */
  readonly isRunning: () => boolean;
  readonly stop: () => Promise<void>;
  readonly reveal: (folder: string) => Promise<boolean>;
  readonly log: Log;
  readonly spaceLimits?: SpaceLimits;
};

/** From 7.0 on the command that changes the format wants to be meant. */
const CONFIRMED_FROM = 7;

/** The managed database as files and as a server. */
export class LocalMongod implements LocalDatabase {
  /** Of the server that ran last: a copy says who can read it. */
  #version: string | undefined;

  constructor(private readonly parts: Parts) {}

  async room(): Promise<RoomLeft> {
    const { folders, spaceLimits } = this.parts;
    const free = await freeBytes(folders.database);
    return { freeBytes: free, space: spaceOf(free, spaceLimits) };
  }

  async state(): Promise<LocalDatabaseState> {
    const { folders, settings } = this.parts;
    const [bytes, room, copies] = await Promise.all([
      bytesIn(folders.database),
      this.room(),
      fileCopiesIn(folders.backups),
    ]);
    const recoveries = settings()?.current.recoveries ?? [];
    return {
      ...{ folder: folders.database, backups: folders.backups, bytes, copies, ...room },
      recoveries: recoveries.map(({ at, milliseconds }) => ({ at: new Date(at), milliseconds })),
    };
  }

  async server(): Promise<LocalServer | null> {
    const port = this.#port;
    if (port === undefined) return null;
    const found = await this.#asOwner(port, async (run) => {
      const [build, parameter] = [
        await run({ buildInfo: 1 }),
        await run({ getParameter: 1, featureCompatibilityVersion: 1 }),
      ];
      const { featureCompatibilityVersion: format } = parameter;
      return { version: String(build.version), compatibility: String(fieldOf(format, 'version')) };
    });
    this.#version = found.version;
    const own = majorOf(found.version);
    return { ...found, ...(own === found.compatibility ? {} : { canUpgradeTo: own }) };
  }

  stop(): Promise<void> {
    return this.parts.stop();
  }

  copyFiles(onProgress: (sentence: string) => void): Promise<FileCopy> {
    const { folders } = this.parts;
    const { database, keyFile, backups } = folders;
    const name = `database-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}`;
    return copyDatabaseFiles({ database, keyFile, backups, name, version: this.#version, onProgress });
  }

  async upgrade(to: string): Promise<void> {
    const port = this.#port;
    if (port === undefined) throw new Error('The database of this computer does not run');
    const confirm = Number(to.split('.')[0]) >= CONFIRMED_FROM ? { confirm: true } : {};
    await this.#asOwner(port, (run) =>
      run({ setFeatureCompatibilityVersion: to, ...confirm, writeConcern: { w: 'majority' } }),
    );
    this.parts.log.info({ to }, 'The files of the database are of a newer version now');
  }

  reveal(folder: string): Promise<boolean> {
    return this.parts.reveal(folder);
  }

  get #port(): number | undefined {
    return this.parts.isRunning() ? this.parts.settings()?.current.databasePort : undefined;
  }

  async #asOwner<Result>(port: number, work: Parameters<typeof asOwner<Result>>[1]): Promise<Result> {
    const { folders, administer } = this.parts;
    const key = await openKeyFile(folders.keyFile);
    return asOwner({ port, key, administer }, work);
  }
}

/** The two first numbers of a version, which name its files: "6.0" of "6.0.5". */
const majorOf = (version: string) => version.split('.').slice(0, 2).join('.');

const fieldOf = (document: unknown, name: string): unknown =>
  typeof document === 'object' && document !== null ? (document as AdminDocument)[name] : undefined;

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    // The server makes and removes files of its own meanwhile.
    const found = await stat(join(entry.parentPath, entry.name)).catch((error: unknown) => {
      if (isMissing(error)) return { size: 0 };
      throw error;
    });
    bytes += found.size;
  }
  return bytes;
}
