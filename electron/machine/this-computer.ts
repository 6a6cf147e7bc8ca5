import type { BackupFolder } from '../core/ports/backup-folder';
import type { DatabaseAddress, DatabaseSource } from '../core/ports/database-source';
import type { AdministerServer } from '../core/ports/server-admin';
import { secretFailureReasons, StartFailure, type StartFailureReason } from '../core/ports/start-failure';
import { openBackupFolder, removeUnfinishedCopies } from './backup-folder';
import { ConnectionSettings } from './connection-settings';
import { failureOfMissing } from './file-failure';
import { type DataFolders, prepareDataFolders, programCacheFolder } from './folders';
import { type ControlAddress, type InstanceLock, takeInstanceLock } from './instance-lock';
import { LocalMongod } from './local-database';
import type { Log } from './log';
import { ManagedMongod } from './managed-mongod';
import { forgetPrograms } from './known-programs';
import { findMongod } from './mongod-binary';
import { stopOrphan } from './orphan-mongod';
import { ComputerSecrets } from './secrets/computer-secrets';
import { openSettingsFile, type SettingsFile } from './settings-file';

export type ThisComputerParts = {
  readonly folders: DataFolders;
  readonly environment: NodeJS.ProcessEnv;
  readonly resourcesFolder?: string | undefined;
  readonly administer: AdministerServer;
  /** Shows a folder on the screen of this computer; false where there is none. */
  readonly reveal: (folder: string) => Promise<boolean>;
  readonly log: Log;
  /** Opens the vault of a start that nobody attends. */
  readonly passphrase?: string | undefined;
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
  /** The databases that this computer knows. */
  readonly connections: ConnectionSettings;
  /** Where the secrets of this computer are. */
  readonly secrets: ComputerSecrets;
  /** Our own database as files and as a server. */
  readonly localDatabase: LocalMongod;
  #lock: InstanceLock | null = null;
  #control: ControlAddress | null = null;
  #settings: SettingsFile | null = null;
  #mongod: ManagedMongod | null = null;
  /** The last try ended for want of a secret: nothing is started again before secrets can be had. */
  #isShortOfSecrets = false;
  #closing: Promise<void> | null = null;

  constructor(private readonly parts: ThisComputerParts) {
    const { folders, log, passphrase } = parts;
    this.secrets = new ComputerSecrets({
      ...{ vaultFile: folders.vaultFile, plainFile: folders.plainSecretsFile, log, passphrase },
      onPlace: async (store) => this.#mongod?.keepPassword(store),
    });
    this.connections = new ConnectionSettings({
      settings: () => this.#settings,
      secrets: () => this.secrets.store(),
      given: parts.environment.CLINIC_MONGODB_URI,
      onLeave: () => this.#stopMongod(),
    });
    this.localDatabase = new LocalMongod({
      ...parts,
      settings: () => this.#settings,
      isRunning: () => this.#mongod !== null,
      stop: () => this.#stopMongod(),
    });
  }

  /** Words for the connection item. */
  get label(): string {
    return this.connections.label;
  }

  /** Settings, once the folder is claimed. */
  get settings(): SettingsFile | null {
    return this.#settings;
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
    await removeUnfinishedCopies(folders.backups).catch((error: unknown) =>
      log.warn({ err: error }, 'Copies that were left unfinished could not be removed'),
    );
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
    await this.#stopLeftDatabase(onProgress);
    if (environment.CLINIC_MONGODB_URI) return { uri: environment.CLINIC_MONGODB_URI };
    const elsewhere = await this.connections.savedAddress(this.connections.chosen);
    if (elsewhere) return elsewhere;
    // It was there when it was claimed; what is missing in it would be taken for new, or for damaged.
    const missing = await failureOfMissing(this.parts.folders.database);
    if (missing) throw missing;
    await (this.#isShortOfSecrets ? this.secrets.store() : this.secrets.requirePassphrase());
    this.#mongod ??= this.#managed(this.#settings);
    try {
      const address = await this.#mongod.open(onProgress);
      this.#isShortOfSecrets = false;
      for (const sentence of await this.secrets.warnings()) onProgress(sentence);
      return address;
    } catch (error) {
      // The next try looks for a store of secrets anew, as the keychain may have been unlocked meanwhile, and asks
      // again which MongoDB runs here.
      this.#mongod = null;
      this.#isShortOfSecrets = error instanceof StartFailure && ofSecrets.has(error.reason);
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
      await this.#stopMongod();
    } finally {
      await this.#lock?.release();
      this.#lock = null;
    }
  }

  /** Before anything else, also while the vault is locked or another database is opened: nobody looks after it. */
  async #stopLeftDatabase(onProgress: (sentence: string) => void): Promise<void> {
    if (this.#mongod) return;
    const { folders, log } = this.parts;
    await stopOrphan({ ...folders, onProgress, log }).catch((err: unknown) => {
      // Whoever opens the database of this computer is told; for another one it is no hindrance.
      if (!(err instanceof StartFailure)) throw err;
      log.warn({ err }, 'The database that was left running could not be stopped yet');
    });
  }

  async #stopMongod(): Promise<void> {
    await this.#mongod?.close();
    this.#mongod = null;
  }

  get #programs(): string {
    return programCacheFolder({ environment: this.parts.environment });
  }

  #managed(settings: SettingsFile): ManagedMongod {
    const { folders, environment, resourcesFolder, administer, log } = this.parts;
    const cacheFolder = this.#programs;
    return new ManagedMongod({
      folders,
      settings,
      // Asked for anew at each start: the vault may have moved into a keychain meanwhile.
      secrets: () => this.secrets.store(),
      administer,
      log,
      findBinary: (onProgress, signal) =>
        findMongod({ onProgress, cacheFolder, resourcesFolder, environment, signal }),
    });
  }
}

const ofSecrets: ReadonlySet<StartFailureReason> = new Set(secretFailureReasons);

function folderInUse(): StartFailure {
  return new StartFailure(
    'folderInUse',
    'Another Clinic Desk is using this data folder.',
    'Use the window that is already open, or close it and start again.',
  );
}
