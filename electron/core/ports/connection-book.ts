import type { CopiedTo, GivenSecrets, ReturnedFrom, SavedConnection } from '../../../shared/contract';
import type { ConnectionFields } from '../../../shared/rules/connections/fields';
import type { ConnectionRisk } from '../../../shared/rules/connections/risks';
import type { DatabaseAddress } from './database-source';

export type { CopiedTo, GivenSecrets, ReturnedFrom, SavedConnection };

/** What a database says of the copies that were made of it; `copiedTo` null: of none that goes on or is whole. */
export type CopyHistory = {
  readonly copiedTo: CopiedTo | null;
  readonly returnedFrom: readonly ReturnedFrom[];
};

/** The connection of the `mongod` that the app manages: always there, never forgotten. */
export const thisComputerId = 'this-computer';

export type AcceptedRisk = { readonly risk: ConnectionRisk; readonly by: string; readonly at: Date };

/** A connection as it stands in a form. Secrets that are left out are those kept under `id`; null: none. */
export type DraftConnection = {
  readonly id?: string | undefined;
  readonly fields: ConnectionFields;
  readonly secrets?: GivenSecrets | undefined;
};

/** The databases that this computer knows, their secrets, and which of them is open. Fields are checked by the caller. */
export interface ConnectionBook {
  /** This computer first. `isFixed`: why none can be chosen, in words. */
  list(): Promise<{
    readonly connections: readonly SavedConnection[];
    readonly open: string;
    readonly isFixed?: string;
  }>;
  /**
   * Null when there is no such connection, or it is not one of fields. Kept secrets go when it leads to another place
   * than before (`isSamePlace`), unless they are given anew. Where it was copied to is kept while it leads to the same
   * database (`isSameDatabase`).
   */
  save(
    draft: DraftConnection & { readonly acceptedRisks: readonly AcceptedRisk[] },
  ): Promise<SavedConnection | null>;
  /** Its secrets go with it. */
  forget(id: string): Promise<void>;
  /**
   * Where a draft leads. Rejects with `StartFailure` when the store of secrets cannot be asked, and when kept secrets
   * were given for another place than that of the draft.
   */
  addressOf(draft: DraftConnection): Promise<DatabaseAddress>;
  /** Where a saved one leads; null for this computer, whose server has no address before it runs. */
  savedAddress(id: string): Promise<DatabaseAddress | null>;
  /** What the source opens from now on; what runs for the one before is stopped. */
  choose(id: string): Promise<void>;
  /** Which one is open or being opened. */
  readonly chosen: string;
  /** Whether what is open was opened as it is saved now. */
  readonly isOpenAsSaved: boolean;
  /** The one that is chosen was opened: it is opened at the next start too. */
  keepChosen(at: Date): Promise<void>;
  /** What the database of this one says of its copies while it is open. */
  keepCopies(id: string, history: CopyHistory): Promise<void>;
}
