import type { ReactNode } from 'react';
import type { EntityName } from '../../../shared/entities';
import type { EntityDefinition } from '../../../shared/schema';
import type { Column } from './columns';
import type { ListQuery, QueryChange } from './list-query';
import type { ListedRecord } from './use-list-rows';

export type EntityTableProps = {
  entity: EntityName;
  query: ListQuery;
  onQueryChange: QueryChange;
  /** Where a row leads; it opens on click and Enter. Must stay the same function. */
  hrefOf: (record: ListedRecord) => string | undefined;
  onOpen: (record: ListedRecord) => void;
  /** Instead of the entity's own: with better choices for its filters, say. Must stay the same object. */
  definition?: EntityDefinition;
  /** Instead of the columns of the definition; must stay the same object. */
  columns?: readonly Column[];
  /** On the first day, when there is nothing: a sentence and buttons. */
  empty?: ReactNode;
  /** Offered beside "Show all" when nothing matches. */
  newAction?: ReactNode;
  /** Told how many records match, undefined while that is not known; must stay the same function. */
  onCount?: (total: number | undefined) => void;
  /** false: rows cannot be selected here, whatever the role may remove. */
  isSelectable?: boolean;
};
