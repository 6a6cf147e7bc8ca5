import type { ReadingBand } from '../../../shared/rules/readings/bands';
import type { KeptReading } from '../../../shared/rules/readings/values';
import type { ReadingCode } from '../../../shared/schema';
import type { AuditDraft } from './records';

/** Where readings come from: entered by hand, sent by a device (its id), or read from a file; `name` in words. */
export type ReadingOrigin = {
  readonly origin: 'entered' | 'device' | 'file';
  readonly name?: string;
};

/** Readings of one patient that come together. They have been checked. */
export type ReadingBatch = {
  readonly patient: string;
  readonly readings: readonly KeptReading[];
  readonly from: ReadingOrigin;
  readonly note?: string;
  readonly at: Date;
  readonly by?: { readonly id: string; readonly name: string };
  /** The entry that tells of so many new readings. */
  readonly audit: (recorded: number) => AuditDraft;
};

/** How readings stand to what is there; counts. */
export type Compared = {
  /** Not there yet. */
  readonly fresh: number;
  readonly alreadyThere: number;
  /** Of the fresh ones, those that differ from another of the same kind, source and instant. */
  readonly differing: number;
};

/** A span of a curve. `latest`: its last value. */
export type Span = {
  readonly at: Date;
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly sum: number;
  readonly last: number;
  readonly outside: number;
};

export type Curve = {
  readonly kind: ReadingCode;
  /** Length of the spans in milliseconds; 0: each reading is one. */
  readonly every: number;
  readonly spans: readonly Span[];
  readonly bands: readonly ReadingBand[];
  /** The limits have changed, and `outside` is still counted with those before, in part at least. */
  readonly isBeingCounted: boolean;
};

/** The readings of one kind on one day. */
export type DayOfKind = {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly kind: ReadingCode;
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly sum: number;
  readonly outside: number;
};

/** What there is of one kind of a patient. */
export type KindSummary = {
  readonly kind: ReadingCode;
  readonly count: number;
  readonly first: Date;
  readonly latest: { readonly value: number; readonly takenAt: Date; readonly outside: boolean };
};

/** When the readings of a kind that were withdrawn had been taken. */
export type WithdrawnKind = Pick<KindSummary, 'kind' | 'first'> & { readonly last: Date };

export type StoredReading = KeptReading & {
  readonly id: string;
  readonly from: ReadingOrigin;
  readonly recordedAt: Date;
  readonly byName?: string;
  readonly note?: string;
  readonly withdrawn?: { readonly at: Date; readonly byName?: string; readonly reason: string };
};

/** One reading of a patient: all of it is needed to find it fast. */
export type ReadingKey = {
  readonly patient: string;
  readonly kind: ReadingCode;
  readonly id: string;
  readonly takenAt: Date;
};

export type Withdrawal = ReadingKey & {
  /** Null takes the withdrawal back. */
  readonly reason: string | null;
  readonly at: Date;
  readonly by: { readonly id: string; readonly name: string };
  readonly audit: AuditDraft;
};

/** All readings that one file brought in at one time. */
export type FileOfReadings = {
  readonly patient: string;
  readonly recordedAt: Date;
  readonly from: ReadingOrigin;
};

export type FileWithdrawal = FileOfReadings & {
  /**
   * `withdrawal`, an id, is this withdrawal: asked again with it, what was withdrawn before is counted too, and all of it is
   * withdrawn at the time of the first asking. `withdrawnAt` brings back what was withdrawn then.
   */
  readonly change: { readonly reason: string; readonly withdrawal: string } | { readonly withdrawnAt: Date };
  readonly at: Date;
  readonly by: { readonly id: string; readonly name: string };
  /** The entry that tells of so many. */
  readonly audit: (count: number) => AuditDraft;
};

/**
 * Readings of patients. A reading is the same as another when patient, kind, origin, instant and value are; what is kept
 * is the set of all that were recorded, in whatever order and however often they came. Every method rejects with
 * `Unavailable` while the database is away, or while another writer of the same patient takes too long.
 */
export interface ReadingStore {
  /** Keeps what is not there yet, of all batches or of none, each with its audit entry; one outcome for each batch. */
  record(batches: readonly ReadingBatch[]): Promise<Compared[]>;
  /** What `record` would find, without keeping anything. */
  compare(batch: Pick<ReadingBatch, 'patient' | 'readings' | 'from'>): Promise<Compared>;
  /** Curves over a time (`from` included, `to` not) with at most so many spans each; whole spans at both ends. */
  curves(query: {
    readonly patient: string;
    /** `usual`: of the groups that are plotted until others are chosen. */
    readonly kinds: readonly ReadingCode[] | 'usual';
    readonly from: Date;
    readonly to: Date;
    readonly points: number;
  }): Promise<Curve[]>;
  /** What there is of a patient; one read. */
  summaryOf(patient: string): Promise<KindSummary[]>;
  /** Kinds of which something was withdrawn, in no order. */
  withdrawnOf(patient: string): Promise<WithdrawnKind[]>;
  /** How many readings of a file count. */
  countOfFile(file: FileOfReadings): Promise<number>;
  /** The bands that hold for a patient, by kind; of those `beingCounted`, counts out of band are as in a curve. */
  bandsOf(patient: string): Promise<{
    readonly bands: ReadonlyMap<ReadingCode, readonly ReadingBand[]>;
    readonly beingCounted: ReadonlySet<ReadingCode>;
  }>;
  /** How many readings of each kind were out of band since then. */
  outsideSince(patient: string, since: Date): Promise<ReadonlyMap<ReadingCode, number>>;
  /** What was read on each calendar day of a time zone, in no order; `from` and `to` (`YYYY-MM-DD`) are included. */
  days(query: {
    readonly patient: string;
    readonly from: string;
    readonly to: string;
    readonly timeZone: string;
  }): Promise<DayOfKind[]>;
  /** Single readings, newest first, withdrawn ones too; or `only` those that are out of band, without withdrawn ones. */
  list(query: {
    readonly patient: string;
    readonly kind: ReadingCode;
    readonly from?: Date;
    readonly to?: Date;
    readonly only?: 'outside' | undefined;
    readonly offset: number;
    readonly limit: number;
  }): Promise<{ rows: StoredReading[]; total: number }>;
  /** Withdraws a reading or brings it back; null when there is none. Asked twice, it stays as it is. */
  setWithdrawn(withdrawal: Withdrawal): Promise<StoredReading | null>;
  /**
   * Withdraws all readings of a file that count, or brings them back; how many, and since when they are (withdrawn). A large
   * file is done in parts, each by itself.
   */
  setFileWithdrawn(withdrawal: FileWithdrawal): Promise<{ readonly count: number; readonly at: Date }>;
  /** Carries out what was decided of any patient and not done, which figures over all patients need. */
  carryOut(): Promise<void>;
  /**
   * The same, and begins to count anew what was counted with limits of before. Of how many patients the counts out of band
   * are still those: they are being counted.
   */
  settle(): Promise<{ readonly beingCounted: number }>;
}
