import type { Place } from '../../../shared/rules/connections/same-place';
import type { DatabaseAddress } from './database-source';

/** Whether the open database takes changes. `paused`: it is being compared with a copy. `moved`: the clinic went elsewhere. */
export type Saving =
  | { readonly kind: 'open' }
  | {
      readonly kind: 'paused' | 'moved';
      /** The name of the connection that the clinic goes to. */
      readonly to: string;
      readonly by?: string;
      readonly since: Date;
    };

/** Where a copy goes, and who wants it. */
export type CopyOrder = {
  readonly to: {
    readonly connection: string;
    readonly name: string;
    readonly address: DatabaseAddress;
    /** What the connection names; the copy keeps of it what is the server. */
    readonly place: Place;
  };
  /** What the copied database is called in words, as in "This computer". */
  readonly from: string;
  /** Display name. */
  readonly by: string;
  readonly at: Date;
};

/** The copy that was begun out of the open database, as it notes it itself. */
export type CopyNote = {
  readonly id: string;
  /** The id is known on the computer that began it; on another one it may be no connection at all. */
  readonly to: {
    readonly connection: string;
    readonly name: string;
    /** Where it was made to; absent in what an older version noted. */
    readonly place?: Place;
  };
  readonly by: string;
  readonly begunAt: Date;
  /** When it came into this state. */
  readonly since: Date;
  /**
   * `finishing`: nothing is saved here any more, and the copy was whole, but the last step over there broke off; `run` does it.
   * `finished`: that is done.
   */
  readonly state: 'begun' | 'paused' | 'finishing' | 'finished';
};

/** A whole copy that the clinic moved to, and after which people were let work in the open database again. */
export type CopyReturn = Pick<CopyNote, 'id' | 'to' | 'by'> & {
  /** Since when nothing was saved here, until `backAt`. */
  readonly movedAt: Date;
  /** When the copy was opened first, as far as it was known then. */
  readonly openedAt?: Date | undefined;
  readonly backAt: Date;
  /** Display name of who let people work here again. */
  readonly backBy: string;
  /** Its last step broke off: it may have been finished. */
  readonly isUncertain?: true | undefined;
};

/** Which whole copy the open database is. */
export type CopyOrigin = {
  /** As in `CopyNote.id`, of the database that it was copied from. */
  readonly copy: string;
  /** When it was opened first, from whatever computer. */
  readonly openedAt?: Date | undefined;
};

/** What became of a whole copy since it was made; `changes` are entries of its audit that are no reads. */
export type SinceCopied = {
  readonly openedAt?: Date | undefined;
  readonly changes: number;
  readonly lastChange?: Date | undefined;
};

/** What stands where a copy is to go. */
export type CopyTarget =
  | { readonly kind: 'empty' }
  /** This very copy, not finished: it can go on, or be removed. */
  | { readonly kind: 'unfinished'; readonly begunAt: Date; readonly by: string }
  | { readonly kind: 'taken'; readonly message: string; readonly remedy: string };

/** Documents, and their size in bytes as MongoDB keeps them before compression. */
export type Amount = { readonly documents: number; readonly bytes: number };

export type CollectionState = 'waiting' | 'copying' | 'copied' | 'comparing' | 'equal' | 'different';

export type CollectionProgress = {
  readonly name: string;
  readonly state: CollectionState;
  readonly done: Amount;
  /** What there was when the step began; people may go on working. Bytes of readings are an estimate. */
  readonly all: Amount;
};

/** `copying` and `indexing` while people work; from `pausing` to `finishing` nobody can save. */
export type CopyStage = 'preparing' | 'copying' | 'indexing' | 'pausing' | 'comparing' | 'finishing';

export type CopyProgress = { readonly stage: CopyStage; readonly collections: readonly CollectionProgress[] };

/** One collection on both sides, read while nobody could save. */
export type Compared = {
  readonly name: string;
  readonly here: { readonly documents: number; readonly sha256: string };
  readonly there: { readonly documents: number; readonly sha256: string };
  readonly isEqual: boolean;
};

/** `isWhole`: all are equal, the copy may be opened, and the open database takes no more changes. */
export type CopyResult = { readonly isWhole: boolean; readonly compared: readonly Compared[] };

export type CopyWatch = {
  /** Aborted, the copy stops between two batches and rejects with `StartFailure` (`cancelled`). */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CopyProgress) => void;
  /** The last moment at which something can be saved: what waits is written now. */
  readonly beforePause: () => Promise<void>;
  /** Told within seconds that the other server no longer answers, and when it does. */
  readonly onAnswering: (answers: boolean) => void;
};

/**
 * Copies of the open database to other servers. Everything goes along: all collections with their options and indexes, each
 * document byte for byte, the time series, files, the audit trail, accounts and settings. Nothing is removed here.
 *
 * People go on working while it is copied. Then saving pauses for everybody, on every computer, by the server itself; every
 * document is read once more on both sides, what changed meanwhile is copied, and only when count and SHA-256 of every
 * collection are equal the copy becomes a clinic that can be opened. A copy that broke off goes on where it stood, and until
 * then it cannot be opened. Methods reject with `StartFailure` in words, and with `Unavailable`.
 */
export interface ClinicCopies {
  readonly saving: Saving;
  /** Told of each change of `saving`, also of those made on other computers. Returns how to stop. */
  onSaving(listener: (saving: Saving) => void): () => void;
  note(): Promise<CopyNote | null>;
  /** Whole copies after which people work here again, newest first. */
  returns(): Promise<readonly CopyReturn[]>;
  /** Null for a database that is no copy. */
  origin(): Promise<CopyOrigin | null>;
  /** Looks into the whole copy that was made of this database. Writes nothing. */
  sinceCopied(to: DatabaseAddress): Promise<SinceCopied>;
  amount(): Promise<Amount>;
  /** Looks, and writes nothing. */
  inspect(to: DatabaseAddress): Promise<CopyTarget>;
  /** Begins a copy or goes on with it. */
  run(order: CopyOrder, watch: CopyWatch): Promise<CopyResult>;
  /** Removes what was copied there so far. Refuses to remove anything else. */
  remove(to: DatabaseAddress): Promise<void>;
  /** Forgets the copy here and leaves there what is there, where it cannot be opened. */
  abandon(): Promise<void>;
  /** Takes changes again after a move or a pause. What is saved from now on is in no copy; of one that was moved to a `CopyReturn` stays. */
  workHereAgain(who: {
    readonly by: string;
    readonly at: Date;
    readonly openedAt?: Date | undefined;
  }): Promise<void>;
}
