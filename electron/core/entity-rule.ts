import type { StoredRecord, UnitOfWork } from './ports/records';
import type { Refusal } from './refusal';
import type { SignedInPerson } from './session';

/** What is about to happen to a record, inside its unit of work. */
export type Step = {
  readonly action: 'create' | 'update' | 'remove' | 'restore';
  /** The record before; null on creation. */
  readonly before: StoredRecord | null;
  /** Own fields as they will be, after the step. */
  readonly after: Readonly<Record<string, unknown>>;
  /** Everything that the caller sent, also what stays as it was. */
  readonly given: Readonly<Record<string, unknown>>;
  /** Own fields that the caller sent and that change something. */
  readonly sent: Readonly<Record<string, unknown>>;
  readonly person: SignedInPerson;
  /** The computer it comes from, for the audit. */
  readonly device: string;
  /** True when the person reaches only records of their own patient. */
  readonly onlyOwn: boolean;
  readonly unit: UnitOfWork;
  readonly now: Date;
  /** Unique indexes that refused an earlier try of this step. */
  readonly refused: ReadonlySet<string>;
};

/** What the fields of an entity cannot say by themselves. */
export type EntityRule = {
  /**
   * Fields that are set with the step (derived ones, numbers given by the system), or a Refusal.
   * May run again when another writer was in the way.
   */
  prepare(step: Step): Promise<Record<string, unknown>>;
  /** True when a step that this unique index refused is to be prepared anew, because not the caller chose the value. */
  mayTryAgain?(index: string, given: Readonly<Record<string, unknown>>): boolean;
  /** The answer when a unique index refused; without it, "already in use" at the reported field. */
  explainDuplicate?(
    index: string,
    after: Readonly<Record<string, unknown>>,
    person: SignedInPerson,
  ): Promise<Refusal>;
};

export type EntityRules = Readonly<Record<string, EntityRule>>;
