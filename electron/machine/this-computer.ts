import type { BackupFolder } from '../core/ports/backup-folder';
import type { DatabaseAddress, DatabaseSource } from '../core/ports/database-source';
import type { AdministerServer } from '../core/ports/server-admin';
import { StartFailure } from '../core/ports/start-failure';
import { openBackupFolder } from './backup-folder';
import { type DataFolders, prepareDataFolders, programCacheFolder } from './folders';
import { type ControlAddress, type InstanceLock, takeInstanceLock } from './instance-lock';
import type { Log } from './log';
import { ManagedMongod } from './managed-mongod';
import { forgetPrograms } from './known-programs';
import { findMongod } from './mongod-binary';
import { openSecretStore } from './open-secret-store';
import { openSettingsFile, type SettingsFile } from './settings-file';

export type ThisComputerParts = {
  readonly folders: DataFolders;
  readonly environment: NodeJS.ProcessEnv;
  readonly resourcesFolder?: string | undefined;
  readonly administer: AdministerServer;
  readonly log: Log;
};

/** Whether the data folder is ours, or whose it is. */
export type Claim =
  | { readonly kind: 'ours' }
  | { readonly kind: 'taken'; readonly control: ControlAddress | null };

/**
 * The data folder of this computer and what works in it: instance lock, settings, secrets, backups and the database,
 * which is our own `mongod` unless `CLINIC_MONGODB_URI` names another server.
 */
export class ThisComputer implements DatabaseSource {
  readonly label: string;
  #lock: InstanceLock | null = null;
  #control: ControlAddress | null = null;
  #settings: SettingsFile | null = null;
  #mongod: ManagedMongod | null = null;
  #secrets: string | undefined;
  #closing: Promise<void> | null = null;

  constructor(private readonly parts: ThisComputerParts) {
    this.label = parts.environment.CLINIC_MONGODB_URI ? 'Clinic server' : 'This computer';
  }

  /** Settings, once the folder is claimed. */
  get settings(): SettingsFile | null {
    return this.#settings;
  }

  /** How secrets are kept here, in words, once known. */
  get secrets(): string | undefined {
    return this.#secrets;
  }

  backupFolder(): Promise<BackupFolder> {
    return openBackupFolder(this.parts.folders.backups);
  }

  /** Makes the data folder ours, or tells that another Clinic Desk holds it. Rejects with `StartFailure`. */
  async claim(): Promise<Claim> {
    if (this.#lock) return { kind: 'ours' };
    const { folders, log } = this.parts;
    await prepareDataFolders(folders);
    const result = await takeInstanceLock(folders.instanceLock);
    if (result.kind === 'taken') return { kind: 'taken', control: result.by.control };
    this.#lock = result.lock;
    this.#settings = await openSettingsFile(folders.settingsFile, log);
    if (this.#control) await this.#lock.announce(this.#control);
    return { kind: 'ours' };
  }

  /** Tells a second start how to reach this one. */
  async announce(control: ControlAddress): Promise<void> {
    this.#control = control;
    await this.#lock?.announce(control);
  }

  async open(onProgress: (sentence: string) => void): Promise<DatabaseAddress> {
    const { environment } = this.parts;
    const claim = await this.claim();
    if (claim.kind === 'taken' || !this.#settings) throw folderInUse();
    if (environment.CLINIC_MONGODB_URI) return { uri: environment.CLINIC_MONGODB_URI };
    this.#mongod ??= this.#managed(this.#settings);
    try {
      return await this.#mongod.open(onProgress);
    } catch (error) {
      // The next try looks for a store of secrets anew, as the keychain may have been unlocked meanwhile, and asks
      // again which MongoDB runs here.
      this.#mongod = null;
      await forgetPrograms(this.#programs).catch(() => undefined);
      throw error;
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close().finally(() => {
      this.#closing = null;
    });
    return this.#closing;
  }

  async #close(): Promise<void> {
    try {
      await this.#mongod?.close();
    } finally {
      await this.#lock?.release();
      this.#lock = null;
    }
  }

  get #programs(): string {
    return programCacheFolder({ environment: this.parts.environment });
  }

  #managed(settings: SettingsFile): ManagedMongod {
    const { folders, environment, resourcesFolder, administer, log } = this.parts;
    const secrets = openSecretStore({ secretsFile: folders.secretsFile, log });
    secrets.then(
      (store) => {
        this.#secrets = store.description;
      },
      // The start that needs the store reports it.
      () => undefined,
    );
    const cacheFolder = this.#programs;
    return new ManagedMongod({
      folders,
      settings,
      secrets,
      administer,
      log,
      findBinary: (onProgress, signal) =>
        findMongod({ onProgress, cacheFolder, resourcesFolder, environment, signal }),
    });
  }
}

function folderInUse(): StartFailure {
  return new StartFailure(
    'folderInUse',
    'Another Clinic Desk is using this data folder.',
    'Use the window that is already open, or close it and start again.',
  );
}
