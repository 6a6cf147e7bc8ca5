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
  readonly settled: boolean;
};

/** How far bringing a dump in has come: not begun or done, in the midst of storing, or stored and not yet adopted. */
export type LoadState = 'none' | 'storing' | 'stored';

/** The database as it stands, below the entities: for adopting what an older system left in it. */
export interface LegacyDatabase {
  /** Collections that the store keeps for itself; no older system's documents belong there. */
  readonly ownCollections: readonly string[];
  /** All collections but the server's own, with their number of documents. */
  collections(): Promise<{ readonly name: string; readonly documents: number }[]>;
  /** Documents of a collection that are not yet in our form, oldest id first. */
  pending(collection: string): AsyncIterable<RawDocument>;
  countPending(collection: string): Promise<number>;
  /** Documents that are in our form, removed ones too: their ids and these fields (`legacy` among them, if asked for). */
  ours(collection: string, fields: readonly string[]): AsyncIterable<RawDocument>;
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
  /** Drops an older system's indexes that would refuse today's records (unique) or delete them after a time. */
  freeFromOldRules(entity: EntityDefinition): Promise<void>;
  putReview(items: readonly Omit<StoredReviewItem, 'settled'>[]): Promise<void>;
  review(query: {
    settled?: boolean;
    offset: number;
    limit: number;
  }): Promise<{ items: StoredReviewItem[]; total: number }>;
  /** False when there is no such item. */
  settle(id: string, settled: boolean): Promise<boolean>;
  /** False for a document that no MongoDB can hold: a malformed value, too large. */
  isStorable(document: RawDocument): boolean;
  /** Adds documents as they are. */
  insertRaw(collection: string, documents: readonly RawDocument[]): Promise<void>;
  loadState(): Promise<LoadState>;
  setLoadState(state: LoadState): Promise<void>;
  /** Removes every document that is not in our form: what a load that was broken off has left. */
  clearLoaded(): Promise<void>;
}
