import type { EntityDefinition } from '../../../shared/schema';

/** A value as MongoDB Extended JSON (canonical): `{ $numberLong: '5' }`, `{ $date: … }`, `{ $oid: … }`, texts, lists, documents. */
export type RawValue = unknown;
/** A document of any database, nothing interpreted. */
export type RawDocument = Readonly<Record<string, RawValue>>;

/** An adopted document: its values as of our entity, and everything that found no place there. */
export type AdoptedDocument = {
  readonly entity: EntityDefinition;
  /** The document as it was read; it is replaced only where it is still exactly that. */
  readonly before: RawDocument;
  /** 24 hexadecimal digits; another one than before when the old id was none. */
  readonly id: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly legacy: RawDocument;
  readonly createdAt: Date | undefined;
};

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

/** The database as it stands, below the entities: for adopting what an older system left in it. */
export interface LegacyDatabase {
  /** All collections but the server's own, with their number of documents. */
  collections(): Promise<{ readonly name: string; readonly documents: number }[]>;
  /** Documents of a collection that are not yet in our form, oldest id first. */
  pending(collection: string): AsyncIterable<RawDocument>;
  countPending(collection: string): Promise<number>;
  /** Every document of a collection as one line of canonical Extended JSON. */
  lines(collection: string): AsyncIterable<string>;
  /** What was kept under `legacy` of documents that are in our form already: `[id, legacy]`. */
  adoptedLegacy(collection: string): AsyncIterable<readonly [string, RawDocument]>;
  /**
   * Puts one document into our form, in one step: true when done, false when it changed since it was read.
   * Rejects with `DuplicateKey` when a unique index refuses.
   */
  adopt(document: AdoptedDocument, at: Date): Promise<boolean>;
  /** Makes a record with this id unless it is there already; true when it was made. */
  makeOnce(
    entity: EntityDefinition,
    id: string,
    values: Readonly<Record<string, unknown>>,
    at: Date,
  ): Promise<boolean>;
  putReview(items: readonly Omit<StoredReviewItem, 'settled'>[]): Promise<void>;
  review(query: {
    settled?: boolean;
    offset: number;
    limit: number;
  }): Promise<{ items: StoredReviewItem[]; total: number }>;
  /** False when there is no such item. */
  settle(id: string, settled: boolean): Promise<boolean>;
  /** Adds documents as they are. */
  insertRaw(collection: string, documents: readonly RawDocument[]): Promise<void>;
}
