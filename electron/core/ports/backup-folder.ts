/** Where plain copies of the database are written. */
export interface BackupFolder {
  /**
   * Begins a copy. `name` becomes a folder: letters, digits, `.`, `_` and `-`, for example `before-adoption-2026-11-23`;
   * when it exists, a number is added. Rejects with `BackupFailure`.
   */
  createWriter(name: string): Promise<BackupWriter>;
}

/** A copy that comes into being. Nothing of it is seen under its name before `finish`. */
export interface BackupWriter {
  /** Notes a collection, so that an empty one is in the copy too. */
  begin(collection: string): Promise<void>;
  /** Adds one document: canonical Extended JSON on one line, without a line end. Rejects with `BackupFailure`. */
  write(collection: string, line: string): Promise<void>;
  /** Resolves when the copy is safe on the disk. */
  finish(): Promise<FinishedBackup>;
  /** Gives the copy up and leaves nothing of it. Safe after a failed `write` or `finish`. */
  abort(): Promise<void>;
}

export type FinishedBackup = {
  /** The folder of the copy. */
  readonly path: string;
  readonly collections: readonly BackedUpCollection[];
};

export type BackedUpCollection = {
  readonly collection: string;
  /** The file in the folder, one document a line. */
  readonly file: string;
  readonly count: number;
  readonly bytes: number;
  readonly sha256: string;
};

/** A copy that could not be written. `message` says what happened, `remedy` what to do. */
export class BackupFailure extends Error {
  override readonly name = 'BackupFailure';
  constructor(
    readonly reason: 'diskFull' | 'notWritable' | 'unknown',
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
