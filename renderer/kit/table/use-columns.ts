import {
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { EntityName } from '../../../shared/entities';
import { usePerson, useStored } from '../data';
import { type Column, edge, fittedWidths } from './columns';
import type { ListedRecord } from './use-list-rows';
import type { Room } from './use-table-room';

const features = tableFeatures({ columnVisibilityFeature, columnPinningFeature, columnSizingFeature });
const helper = createColumnHelper<typeof features, ListedRecord>();
const noRows: ListedRecord[] = [];

/** A column where and how wide it is drawn; `start` is its distance from the edge while it stays in sight. */
export type PlacedColumn = {
  readonly column: Column;
  readonly width: number;
  readonly isPinned: boolean;
  readonly start: number;
};

/** What a person chose for the columns of one table; kept on this computer. */
type Choice = { hidden: Record<string, boolean>; pinned: string[] };

function readChoice(stored: string | null): Choice {
  try {
    const { hidden, pinned } = JSON.parse(stored ?? '{}') as Partial<Choice>;
    const isTable = hidden !== null && typeof hidden === 'object';
    const ids = Array.isArray(pinned) ? pinned.filter((id) => typeof id === 'string') : [];
    return { hidden: isTable ? hidden : {}, pinned: ids };
  } catch {
    // What is kept on this computer may be spoilt by hand or by an older version; the columns then start afresh.
    return { hidden: {}, pinned: [] };
  }
}

export type Columns = {
  readonly placed: readonly PlacedColumn[];
  /** Every column there is, shown or not, for the chooser. */
  readonly all: readonly Column[];
  readonly isShown: (id: string) => boolean;
  readonly show: (id: string, isShown: boolean) => void;
  readonly isPinned: (id: string) => boolean;
  readonly pin: (id: string, isPinned: boolean) => void;
  /** Back to the columns as they come. */
  readonly reset: () => void;
  readonly isChanged: boolean;
};

/**
 * The columns of a table: which are shown, which stay in sight at the left, how wide each is in the room there is.
 * `lead` px are taken by the checkboxes before the first. The same object while nothing changes.
 */
export function useColumns(entity: EntityName, all: readonly Column[], room: Room, lead: number): Columns {
  const person = usePerson();
  const [stored, store] = useStored(`columns:${person.userId}:${entity}`);
  const choice = useMemo(() => readChoice(stored), [stored]);
  const first = all[0]?.id;
  const isShown = (column: Column) => !(choice.hidden[column.id] ?? !column.isShownAtFirst);
  const shown = all.filter(isShown);
  const widths = fittedWidths(shown, room.width - lead, room.scale, lead === 0 ? edge : 0);

  const definitions = useMemo(
    () =>
      helper.columns(all.map((column) => helper.accessor((record) => record[column.id], { id: column.id }))),
    [all],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: noRows,
    state: {
      columnVisibility: Object.fromEntries(all.map((column) => [column.id, isShown(column)])),
      columnPinning: {
        start: [...(first ? [first] : []), ...choice.pinned.filter((id) => id !== first)],
        end: [],
      },
      columnSizing: Object.fromEntries(
        shown.map((column, index) => [column.id, widths[index] ?? column.width]),
      ),
    },
  });
  // The table of TanStack is one object for good: what it works out depends on these.
  return useMemo(() => {
    const byId = new Map(all.map((column) => [column.id, column]));
    const placed = table.getVisibleLeafColumns().flatMap((each): PlacedColumn[] => {
      const column = byId.get(each.id);
      const isPinned = each.getIsPinned() === 'start';
      const start = isPinned ? lead + each.getStart('start') : 0;
      return column ? [{ column, width: each.getSize(), isPinned, start }] : [];
    });
    const keep = (next: Choice) => void store(JSON.stringify(next));
    return {
      placed: placed.toSorted((a, b) => Number(b.isPinned) - Number(a.isPinned)),
      all,
      isShown: (id) => table.getColumn(id)?.getIsVisible() ?? false,
      show: (id, shows) => keep({ ...choice, hidden: { ...choice.hidden, [id]: !shows } }),
      isPinned: (id) => id === first || choice.pinned.includes(id),
      pin: (id, pins) =>
        keep({
          ...choice,
          pinned: pins ? [...choice.pinned, id] : choice.pinned.filter((each) => each !== id),
        }),
      reset: () => void store(null),
      isChanged: stored !== null,
    };
    // oxlint-disable-next-line react/exhaustive-deps -- widths follow from room, lead and what is shown
  }, [all, choice, first, lead, room, store, stored, table]);
}
