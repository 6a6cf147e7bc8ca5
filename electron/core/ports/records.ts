import type { AuditEntry } from '../../../shared/entities';
import { type Condition, errors } from '../../../shared/contract';
import type { EntityDefinition, SystemFields } from '../../../shared/schema';
import type { KeptFile } from './file-store';

/** A record as the store keeps it, with hidden fields; ids are 24 hexadecimal digits, instants `Date`. */
export type StoredRecord = SystemFields & Record<string, unknown>;

/** Which records: conditions on fields, words, one compartment, live or removed ones. */
export type Selection = {
  readonly filter?: Readonly<Record<string, Condition>>;
  /** Words that must each begin some word of the entity's searched fields. */
  readonly text?: string;
  /** Only records whose `field` is (or, for a list, holds) this value: the compartment of one patient. */
  readonly scope?: { readonly field: string; readonly value: string };
  readonly removed?: boolean;
  /** Finds by the words themselves: where few records have one of them, whatever the order asked for. */
  readonly walksWords?: boolean;
  /** Gives up with `TooSlow` after so many milliseconds. */
  readonly withinMs?: number;
};

export type Query = Selection & {
  readonly sort?: readonly { readonly field: string; readonly direction: 'ascending' | 'descending' }[];
  readonly offset?: number;
  readonly limit: number;
  /** Fields to fetch; all but the heavy ones when absent. System fields always come. */
  readonly fields?: readonly string[];
};

/** An audit entry to be; the store gives it its id. */
export type AuditDraft = Omit<AuditEntry, 'id' | 'revision' | 'createdAt' | 'updatedAt'> & {
  readonly at: Date;
  readonly action: string;
  readonly outcome: 'done' | 'refused';
};

/** An entry that may have the id that it is to have: it is kept once then, however often it is handed over. */
export type AuditNote = AuditDraft & { readonly id?: string };

/** Who stands behind a write, for `createdBy`, `updatedBy` and the audit. */
export type Author = { readonly user?: string; readonly at: Date };

/** Reading. Every method rejects with `Unavailable` while the database is away. */
export interface Records {
  find(entity: EntityDefinition, query: Query): Promise<StoredRecord[]>;
  /** How many there are; of more than `upTo`, only that many are counted. */
  count(entity: EntityDefinition, selection: Selection, upTo?: number): Promise<number>;
  /** Counts by the values of some fields: `[{ key: { date, status }, count }]`. */
  countBy(
    entity: EntityDefinition,
    selection: Selection,
    fields: readonly string[],
  ): Promise<{ key: Record<string, unknown>; count: number }[]>;
  /** The record with this id, also a removed one; null when there is none. */
  get(entity: EntityDefinition, id: string): Promise<StoredRecord | null>;
  /** Records by id in one read per entity, removed ones too; unknown ids are left out. */
  getMany(
    entity: EntityDefinition,
    ids: readonly string[],
    fields?: readonly string[],
  ): Promise<StoredRecord[]>;
  /**
   * One unit of work: everything written in it is stored together with its audit entries, or not at all.
   * May be run again from the start when another writer was in the way, so it must have no effect outside.
   * Rejects with `DuplicateKey` when a unique index refuses, `Unavailable` when the database is away, `NeedsReplicaSet`
   * for more than one record on a server that stands alone.
   */
  change<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T>;
  /** Audit entries that accompany no write (reads, refusals), in one batch; those that are there already stay as they are. */
  appendAudit(entries: readonly AuditNote[]): Promise<void>;
  /**
   * Many new records of one entity, already validated and complete, with one audit entry for all; for imports and the
   * demo clinic. One that has an `id` keeps it.
   */
  insertMany(
    entity: EntityDefinition,
    records: readonly Record<string, unknown>[],
    author: Author,
  ): Promise<string[]>;
}

export interface UnitOfWork {
  find(entity: EntityDefinition, query: Query): Promise<StoredRecord[]>;
  get(entity: EntityDefinition, id: string): Promise<StoredRecord | null>;
  getMany(
    entity: EntityDefinition,
    ids: readonly string[],
    fields?: readonly string[],
  ): Promise<StoredRecord[]>;
  /** Stores a new record, with this id where one is given; undefined and null values are left out. */
  insert(
    entity: EntityDefinition,
    values: Readonly<Record<string, unknown>>,
    author: Author,
    id?: string,
  ): Promise<StoredRecord>;
  /**
   * Sets fields (undefined or null empties one) where id and revision are as given, and raises the revision by one.
   * Returns null when the record is no longer at that revision.
   */
  set(
    entity: EntityDefinition,
    at: { readonly id: string; readonly revision: number },
    values: Readonly<Record<string, unknown>>,
    author: Author,
  ): Promise<StoredRecord | null>;
  /** Hides a record or brings it back, setting derived values with it; null when it is no longer at that revision. */
  setRemoved(
    entity: EntityDefinition,
    at: { readonly id: string; readonly revision: number },
    removed: boolean,
    values: Readonly<Record<string, unknown>>,
    author: Author,
  ): Promise<StoredRecord | null>;
  /** `set` for many at once, of fields that nothing is found or sorted by; what is no longer at its revision stays as it is. */
  setMany(
    entity: EntityDefinition,
    changes: readonly {
      readonly id: string;
      readonly revision: number;
      readonly values: Readonly<Record<string, unknown>>;
    }[],
    author: Author,
  ): Promise<void>;
  /** The fields of a record that changed after a revision. */
  changedSince(entity: EntityDefinition, id: string, revision: number): Promise<string[]>;
  audit(entry: AuditDraft): Promise<void>;
  /**
   * Makes units that name the same matter run one after another: of two at once, one is run again and then sees what
   * the other did. Without it, two units that each only read what the other writes can both succeed (write skew).
   */
  takeTurn(matter: string): Promise<void>;
  /**
   * The next number of a named counter, from 1, and none below `atLeast`; a rolled-back unit may leave a gap.
   * Drawn beside the transaction, so it may be asked for while something else of the unit is under way.
   */
  nextNumber(counter: string, atLeast?: number): Promise<number>;
  /** Makes what an upload brought a file that stays (`FileStore`). Rejects with `NoSuchUpload`. */
  keepFile(kept: KeptFile & { readonly upload: string; readonly at: Date }): Promise<void>;
}

/** A unique index refused a write; `index` is its name in the entity definition. */
export class DuplicateKey extends Error {
  override readonly name = 'DuplicateKey';
  constructor(
    readonly entity: string,
    readonly index: string,
    options?: ErrorOptions,
  ) {
    super(`A unique index of ${entity} refused a write: ${index}`, options);
  }
}

/** Reading was stopped because it took too long: less is to be asked for. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

/** The database takes no changes: it is being compared with a copy, or the clinic has moved. Nothing was stored. */
export class SavingPaused extends Error {
  override readonly name = 'SavingPaused';
}

/**
 * Several documents were to be stored as one, which a server that stands alone (a standalone `mongod`, no replica set)
 * cannot. Nothing was stored.
 */
export class NeedsReplicaSet extends Error {
  override readonly name = 'NeedsReplicaSet';
  constructor() {
    super(errors.NEEDS_REPLICA_SET.message);
  }
}

/** The database does not answer. Nothing of the call was stored, or it is not known whether it was. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}
