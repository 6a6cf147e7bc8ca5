import type { ClinicCopies } from './clinic-copies';
import type { FileStore } from './file-store';
import type { LegacyDatabase } from './legacy-database';
import type { ReadingStore } from './readings';
import type { Records } from './records';
import type { ReportSource } from './report-source';

/** A change of one record, as the database reports it, in the order of its commits. */
export type RecordChange = {
  readonly entity: string;
  readonly id: string;
  readonly revision?: number;
  /** The patient the record belongs to, when it belongs to one. */
  readonly patient?: string;
  /** Set when it may have belonged to another patient before. */
  readonly hasMoved?: true;
};

/** Live changes. `gap` means some may have been missed and everything shown is to be read again. */
export type ChangeListener = (
  event: { readonly type: 'changed'; readonly change: RecordChange } | { readonly type: 'gap' },
) => void;

/** An open database. */
export interface Store {
  /**
   * True on a server without transactions and change streams: what is more than one record is refused (`NeedsReplicaSet`),
   * and changes that others make are told about a second later, those of other programs not at all.
   */
  readonly standsAlone: boolean;
  /** Which database it is, however it is reached; a copy of it is another one. Absent where the server does not tell. */
  readonly identity?: string | undefined;
  readonly records: Records;
  /** Figures over the records. */
  readonly reports: ReportSource;
  readonly files: FileStore;
  readonly readings: ReadingStore;
  /** Copies of this database to other servers. */
  readonly copies: ClinicCopies;
  /** The same database below its entities. */
  readonly legacy: LegacyDatabase;
  /** Tells every change from now on; returns how to stop. */
  onChange(listener: ChangeListener): () => void;
  /** Tells when the database stops answering (false) and when it answers again (true). */
  onReachable(listener: (reachable: boolean) => void): () => void;
  /**
   * Tells when the server became a replica set, or is none any more: every call rejects with `Unavailable` from then on, and
   * the database is to be opened anew.
   */
  onReplaced(listener: () => void): () => void;
  close(): Promise<void>;
}

/** Opens a store at a MongoDB address: connects, checks, brings collections and indexes up to date. Rejects with `StartFailure`. */
export type OpenStore = (uri: string, onProgress: (sentence: string) => void) => Promise<Store>;
