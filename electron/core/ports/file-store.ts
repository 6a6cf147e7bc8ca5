/** A file that is coming in. It is nobody's until a unit of work keeps it (`UnitOfWork.keepFile`). */
export type Upload = {
  /** 24 hexadecimal digits, chosen by who uploads. */
  readonly id: string;
  /** The user who began it. */
  readonly by: string;
  /** What was said of it at its first piece, in one text: it stays the same for all. */
  readonly about: string;
  /** The content that it brings, for `read`. */
  readonly file: string;
  /** Bytes that are stored, from the start without a gap. */
  readonly received: number;
};

/** What is kept beside the content of a file. `sha256` is of the whole: 64 hexadecimal digits. */
export type KeptFile = {
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string;
};

/**
 * The content of documents, in pieces of `pieceSize` bytes of which only the last of a file is shorter. Every method
 * rejects with `Unavailable` while the database is away.
 */
export interface FileStore {
  /** Bytes of one stored piece. */
  readonly pieceSize: number;
  upload(id: string): Promise<Upload | null>;
  /** Begins an upload; resolves with the one that is there where there is one. */
  begin(upload: Omit<Upload, 'file' | 'received'> & { readonly at: Date }): Promise<Upload>;
  /**
   * Stores the piece that begins at `offset`, a multiple of `pieceSize`, and resolves with how much is stored then. A
   * piece that is there stays as it is; one that would leave a gap is not stored. Rejects with `OtherContent` where
   * another piece is there.
   */
  append(upload: Upload, offset: number, piece: Uint8Array): Promise<number>;
  /** SHA-256 of what an upload brought so far. */
  sha256(upload: Upload): Promise<string>;
  /** Removes an upload and its content; false when there was none. */
  discard(id: string): Promise<boolean>;
  /** Removes uploads to which nothing came since `before`; resolves with how many. */
  sweep(before: Date): Promise<number>;
  /** What is kept beside a file; null when there is none. */
  kept(file: string): Promise<KeptFile | null>;
  /** Bytes of a file or of an upload, fewer at its end. Rejects with `DamagedFile` where they are not what was stored. */
  read(file: string, offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** A piece of an upload came again and was another one: the file was changed meanwhile. */
export class OtherContent extends Error {
  override readonly name = 'OtherContent';
}

/** A stored file lacks a part, or a part of it is not what was stored. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
}

/** The upload is not there (any more): somebody else kept it, or gave it up. */
export class NoSuchUpload extends Error {
  override readonly name = 'NoSuchUpload';
}
