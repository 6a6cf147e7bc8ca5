import type { SecretStore } from '../core/ports/secret-store';
import type { AdministerServer } from '../core/ports/server-admin';
import type { SpaceLimits } from './disk-space';
import type { DataFolders } from './folders';
import type { Log } from './log';
import type { Mongod } from './mongod-version';
import type { SettingsFile } from './settings-file';

/** Receives one short sentence for each slow step. */
export type Say = (sentence: string) => void;

export type ManagedMongodParts = {
  /** Prepared folders, under the instance lock of this process. */
  readonly folders: DataFolders;
  readonly settings: SettingsFile;
  /** Asked at each start, and may still be opening then: it is not needed before the server answers. */
  readonly secrets: () => Promise<SecretStore> | SecretStore;
  readonly administer: AdministerServer;
  readonly findBinary: (onProgress: Say, signal: AbortSignal) => Promise<Mongod>;
  readonly log: Log;
  readonly spaceLimits?: SpaceLimits;
  /** How the server is asked to end; by default by a signal, which Windows does not have. */
  readonly stopBy?: 'signal' | 'command';
};
