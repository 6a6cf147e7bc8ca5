/** A time at which the database had not been stopped cleanly and put itself right. */
export type Recovery = { readonly at: Date; readonly milliseconds: number };

/** A copy of the files, made while the database stood still, every file compared with its original. */
export type FileCopy = {
  readonly name: string;
  /** The folder of the copy. */
  readonly path: string;
  readonly at: Date;
  readonly files: number;
  readonly bytes: number;
  /** Of the server that had written the files, as in "6.0.5". */
  readonly version?: string | undefined;
};

/** Whether the disk of the database has room. `full`: soon nothing can be saved any more. */
export type Space = 'enough' | 'low' | 'full';

/** The server of this computer while it runs. */
export type LocalServer = {
  /** As in "6.0.5". */
  readonly version: string;
  /** The version whose files it writes (`featureCompatibilityVersion`), as in "6.0". */
  readonly compatibility: string;
  /** The newest version whose files it can write, when that is another one. */
  readonly canUpgradeTo?: string;
};

/** What is left on the disk of its files. */
export type RoomLeft = { readonly freeBytes: number; readonly space: Space };

export type LocalDatabaseState = RoomLeft & {
  /** Where its files are. */
  readonly folder: string;
  /** Where copies of them are put. */
  readonly backups: string;
  /** What its files take. */
  readonly bytes: number;
  /** Newest first, at most 20. */
  readonly recoveries: readonly Recovery[];
  /** Newest first. */
  readonly copies: readonly FileCopy[];
};

/**
 * The database that this app keeps on this computer, as files and as a server. Methods reject with `StartFailure` and
 * `BackupFailure`, in words.
 */
export interface LocalDatabase {
  state(): Promise<LocalDatabaseState>;
  room(): Promise<RoomLeft>;
  /** Asks the running server; `null` while it does not run. */
  server(): Promise<LocalServer | null>;
  /** Stops the server; the data folder stays ours. */
  stop(): Promise<void>;
  /** Copies the files of a database that stands still, and reads the copy once more to compare. Leaves nothing of a failed one. */
  copyFiles(onProgress: (sentence: string) => void): Promise<FileCopy>;
  /** From now on the files are those of the version `to`; an older server cannot read them any more. */
  upgrade(to: string): Promise<void>;
  /** Shows a folder in the file manager of this computer; false where there is none. */
  reveal(folder: string): Promise<boolean>;
}
