import type { RawDocument } from './legacy-database';

/** The documents of a dump, by collection, in order. Reading it again gives the same. Rejects with `DumpUnreadable`. */
export type Dump = () => AsyncIterable<{ readonly collection: string; readonly document: RawDocument }>;

/** A dump that cannot be read; the message names the file and, where it is known, the line. */
export class DumpUnreadable extends Error {
  override readonly name = 'DumpUnreadable';
}
