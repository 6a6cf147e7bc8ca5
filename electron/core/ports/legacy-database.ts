import type { EntityDefinition } from '../../../shared/schema';

/** A value as MongoDB Extended JSON (canonical): `{ $numberLong: '5' }`, `{ $date: … }`, `{ $oid: … }`, texts, lists, documents. */
export type RawValue = unknown;
/** A document of any database, nothing interpreted. */
export type RawDocument = Readonly<Record<string, RawValue>>;

/** An adopted document: its values as of our entity, and everything that found no place there. */
export type AdoptedDocument = {
  readonly entity: EntityDefinition;
  /** The very document that `pending` gave; it is replaced only where it is still exactly that. */
  readonly before: RawDocument;
  /** 24 hexadecimal digits; another one than before when the old id was none. */
  readonly id: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** By old names. A value that is the very one of `before` is stored as it was, whatever its type. */
  readonly legacy: RawDocument;
  readonly createdAt: Date | undefined;
};

/**
 * adopted: it is in our form now. changed: somebody changed it since it was read, read it again. unreadable: it holds
 * what no program of ours can carry over unharmed (a date beyond all calendars, text in no encoding), it was left alone.
 */
export type AdoptionOutcome = 'adopted' | 'changed' | 'unreadable';

export type StoredReviewItem = {
  /** The same for the same matter, so that a second run doubles nothing. */
  readonly id: string;
  readonly entity: string;
  readonly record: string;
  readonly field?: string;
  readonly kind: string;
  readonly message: string;
  readonly value?: string;
  /** Ids of the records that a name may mean, where it may mean several. */
  readonly candidates?: readonly string[];
  readonly settled: boolean;
  /** Set while the item is dealt with by a link: enough to take it back. */
  readonly link?: LinkMade;
  /** Set while its record is being linked, and left by who was broken off in the midst of that. */
  readonly begun?: LinkBegun;
};

/** A record was linked; `before` holds its changed fields as they were, null where they were empty. */
export type LinkMade = {
  readonly id: string;
  /** The one that the record got by it. */
  readonly revision: number;
  readonly before: Readonly<Record<string, unknown>>;
};

/** A link that is to be made: enough to find out from the record whether it was, and to take it back then. */
export type LinkBegun = {
  /** That of the link which comes of it. */
  readonly id: string;
  readonly to: string;
  /** That of the record before it is linked. */
  readonly revision: number;
  /** All values of the record at that revision. */
  readonly before: Readonly<Record<string, unknown>>;
};

/** Which items of the review list: all of these. */
export type ReviewQuery = {
  readonly settled?: boolean | undefined;
  readonly kind?: string | undefined;
  readonly entity?: string | undefined;
  /** Only those about this one record. */
  readonly record?: { readonly entity: string; readonly id: string } | undefined;
  /** Only those behind the item with this id. */
  readonly after?: string | undefined;
  readonly limit: number;
};

/** What an adoption began with and how it ended; kept in the database that it is about. */
export type AdoptionNote = {
  readonly id: string;
  readonly begunAt: Date;
  /** Absent while it runs or is broken off. */
  readonly endedAt?: Date;
  /** Display name of who began it; absent for the command line. */
  readonly by?: string;
  /** Where the plain copy from before was written. */
  readonly backupFolder: string;
  /** Documents in the old form before anything changed, by collection. */
  readonly before: Readonly<Record<string, number>>;
  /** Of these, how many are in today's form at the end. */
  readonly adopted?: Readonly<Record<string, number>>;
  /** What the record numbers of patients made in it begin with: `WF` and 13 make `WF-000013` the first. */
  readonly recordNumbers: { readonly prefix: string; readonly first: number };
};

/**
 * How far bringing a dump in has come: not begun or done, in the midst of storing (into these collections, and no
 * others), or stored and not yet adopted.
 */
export type LoadState =
  | { readonly kind: 'none' }
  | { readonly kind: 'storing'; readonly collections: readonly string[] }
  | { readonly kind: 'stored' };

/** The database as it stands, below the entities: for adopting what an older system left in it. */
export interface LegacyDatabase {
  /** Throws `NeedsReplicaSet` where the server cannot store several documents as one: nothing is adopted there. */
  requireTransactions(): void;
  /** True for a collection that the store keeps for itself: no older system's documents belong there. */
  isOwn(collection: string): boolean;
  /** True where content of ours and of an older system may stand side by side, as in the bucket of files. */
  isShared(collection: string): boolean;
  /** All collections but the server's own, with their number of documents. */
  collections(): Promise<{ readonly name: string; readonly documents: number }[]>;
  /** Documents of a collection that are not yet in our form, oldest id first. */
  pending(collection: string): AsyncIterable<RawDocument>;
  countPending(collection: string): Promise<number>;
  /** Documents that are in our form, removed ones too: their ids and these fields (`legacy` among them, if asked for). */
  ours(collection: string, fields: readonly string[]): AsyncIterable<RawDocument>;
  /** Everything of one document that found no place in our form, by old names; empty when it has nothing of that. */
  legacyOf(collection: string, id: string): Promise<RawDocument>;
  /** The ids of all documents, whatever their form. */
  ids(collection: string): AsyncIterable<RawValue>;
  /** Every document of a collection as one line of canonical Extended JSON. */
  lines(collection: string): AsyncIterable<string>;
  /** Puts one document into our form, in one step. Rejects with `DuplicateKey` when a unique index of ours refuses. */
  adopt(document: AdoptedDocument, at: Date): Promise<AdoptionOutcome>;
  /** Makes a record with this id unless it is there already; true when it was made. */
  makeOnce(
    entity: EntityDefinition,
    id: string,
    values: Readonly<Record<string, unknown>>,
    stamps: { readonly createdAt: Date; readonly at: Date },
  ): Promise<boolean>;
  /**
   * Drops an older system's rules that would refuse today's records (unique indexes, a validator) or delete them after a
   * time.
   */
  freeFromOldRules(entity: EntityDefinition): Promise<void>;
  putReview(items: readonly Omit<StoredReviewItem, 'settled'>[]): Promise<void>;
  /** A page of the review list, and how many items the query would give without its page. */
  review(query: ReviewQuery): Promise<{ items: StoredReviewItem[]; total: number }>;
  /** How many items of each sort there are. */
  reviewCounts(): Promise<{ kind: string; entity: string; settled: boolean; count: number }[]>;
  /** One item; null when there is none. */
  reviewItem(id: string): Promise<StoredReviewItem | null>;
  /**
   * Puts what was decided about an item in place of what was before. False when somebody decided by a link, or began
   * to, since the item was read.
   */
  mark(
    item: StoredReviewItem,
    decision: Pick<StoredReviewItem, 'settled' | 'link' | 'begun'>,
  ): Promise<boolean>;
  /** Keeps what is known of an adoption, in place of what was known before. */
  noteAdoption(note: AdoptionNote): Promise<void>;
  forgetAdoption(id: string): Promise<void>;
  /** Adoptions of this database, the newest first. */
  adoptions(): Promise<AdoptionNote[]>;
  /** The highest number that a named counter has given; 0 before the first. */
  highestNumber(counter: string): Promise<number>;
  /** Makes a named counter go on after this number. */
  raiseNumber(counter: string, to: number): Promise<void>;
  /** False for a document that no MongoDB can hold: a malformed value, too large. */
  isStorable(document: RawDocument): boolean;
  /** Adds documents as they are. */
  insertRaw(collection: string, documents: readonly RawDocument[]): Promise<void>;
  loadState(): Promise<LoadState>;
  setLoadState(state: LoadState): Promise<void>;
  /** Removes every document of these collections that is not in our form: what a load that was broken off has left. */
  clearLoaded(collections: readonly string[]): Promise<void>;
}
