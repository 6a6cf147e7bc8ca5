import type { RawDocument } from './legacy-database';

export type DumpedDocument = {
  readonly collection: string;
  readonly document: RawDocument;
  /** Where it stands, in words: the file and the line, or the document's number. */
  readonly where: string;
};

/** The documents of a dump, by collection, in order. Reading it again gives the same. Rejects with `DumpUnreadable`. */
export type Dump = () => AsyncIterable<DumpedDocument>;

/** A dump that cannot be read; the message names the file and, where it is known, the line. */
export class DumpUnreadable extends Error {
  override readonly name = 'DumpUnreadable';
}
