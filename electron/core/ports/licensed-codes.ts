import type { CodeRow, CodeSystems } from './code-systems';

/** What is known of an edition that was imported. */
export type LicensedEdition = {
  readonly system: string;
  readonly uri: string;
  readonly edition: string;
  readonly codes: number;
  readonly importedAt: Date;
  readonly importedByName: string;
};

/** Some lines of a file; `isUnfinished`: the last of them has no end, which a file that is whole does not have. */
export type LineBatch = { readonly lines: readonly string[]; readonly isUnfinished: boolean };

/** A file is no text in UTF-8. */
export class NotText extends Error {
  override readonly name = 'NotText';
}

/**
 * Codes that the clinic licenses, on this computer. An import is a place of its own, by an id, which is gone once it was
 * installed or dropped.
 */
export interface LicensedCodes extends CodeSystems {
  editions(): readonly LicensedEdition[];
  /** Adds a piece at its place and tells how many bytes are there; one that comes too early is not taken. */
  take(importId: string, part: string, piece: { offset: number; bytes: Uint8Array }): Promise<number>;
  /** Bytes of a part; 0 where there is none. */
  size(importId: string, part: string): Promise<number>;
  /** Reads a part line by line, from the first. Rejects with `NotText`. */
  lines(importId: string, part: string): AsyncIterable<LineBatch>;
  /** Keeps the rows of an import, packed, with the system they are of, instead of what was kept before. */
  pack(importId: string, system: string, rows: AsyncIterable<readonly CodeRow[]>): Promise<void>;
  /** Forgets what was packed. */
  unpack(importId: string): Promise<void>;
  /** Which system was packed and how many codes; null for none. */
  packed(importId: string): Promise<{ readonly system: string; readonly codes: number } | null>;
  /** Makes the packed rows the edition of their system, at once or not at all. */
  install(importId: string, edition: LicensedEdition): Promise<void>;
  drop(importId: string): Promise<void>;
  /** False when there was none. */
  remove(system: string): Promise<boolean>;
}
