/** Bytes that are fetched in parts, so that a large file is never held as a whole. */
export type ByteSource = {
  /** Of the whole, in bytes. */
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
};

/** What the content of a file tells of itself. */
export type DocumentFacts = {
  /** One of `shared/rules/file-kinds.ts`. */
  readonly contentType: string;
  /** In pixels, as it is looked at (upright). */
  readonly width?: number;
  readonly height?: number;
  readonly pages?: number;
  /** The day on which it says that it was made, `YYYY-MM-DD`; nobody has looked whether there is such a day. */
  readonly date?: string;
  readonly textState: 'found' | 'partly' | 'none' | 'protected' | 'unread';
  readonly text?: string;
  /** A small JPEG or WebP picture as a data URL. */
  readonly thumbnail?: string;
};

export type PictureRequest = {
  readonly contentType: string;
  /** From 1; of what has no pages there is one. */
  readonly page: number;
  /** Largest width and height. */
  readonly pixels: number;
};

/** Reads what strangers made: nothing in a file can harm more than the answer about it. */
export interface DocumentReader {
  /** Rejects with `UnfitFile` for a file that must not be kept. */
  examine(source: ByteSource, filename: string): Promise<DocumentFacts>;
  /** A WebP picture of a page; null where none can be made. `pages` is how many there are. */
  picture(
    source: ByteSource,
    request: PictureRequest,
  ): Promise<{ readonly image: Uint8Array<ArrayBuffer> | null; readonly pages?: number }>;
  close(): Promise<void>;
}

/** Why a file is refused, as a sentence for people. */
export class UnfitFile extends Error {
  override readonly name = 'UnfitFile';
}
