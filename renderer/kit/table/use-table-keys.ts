import { type KeyboardEvent, useState } from 'react';
import { useShortcut, useShownKeys } from '../data';
import { extended, type Selection, toggled } from './selection';
import type { ListedRecord } from './use-list-rows';

type Span = { start: number; now: number };

type Keys = {
  total: number;
  rowsInSight: number;
  recordAt: (index: number) => ListedRecord | undefined;
  scrollTo: (index: number) => void;
  isSelectable: boolean;
  selection: Selection<ListedRecord>;
  onSelect: (selection: Selection<ListedRecord>) => void;
  onOpen: (record: ListedRecord) => void;
  /** Del: what the selection bar offers first. */
  onRemove?: () => void;
  /** Brings the focus to the table, for J and K pressed elsewhere on the page. */
  focusTable: () => void;
};

export type TableKeys = {
  /** Place of the focused row; -1 before the first key. */
  focused: number;
  setFocused: (index: number) => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  /** A click on a checkbox: one row, or with Shift everything since the last. */
  toggle: (index: number, isRange: boolean) => void;
};

const [nextRow, rowBefore] = ['Next row', 'Row before'];
/** What `onKeyDown` answers to while the table has the focus, for the list under "?". */
const keysOfRows = [
  { keys: 'down', label: nextRow },
  { keys: 'up', label: rowBefore },
  { keys: 'enter', label: 'Open the row' },
];
const keysOfSelection = [
  ...keysOfRows,
  { keys: 'space', label: 'Select the row' },
  { keys: 'shift+down', label: 'Select further' },
  { keys: 'Delete', label: 'Remove the selected' },
];

/** The keyboard of a table: ↑ ↓ J K Home End Page keys move, Space selects, Shift extends, Enter opens, Esc lets go. */
export function useTableKeys(keys: Keys): TableKeys {
  const { total, rowsInSight, recordAt, selection, onSelect, isSelectable } = keys;
  const [focused, setFocused] = useState(-1);
  const [span, setSpan] = useState<Span | null>(null);

  const moveTo = (wanted: number, isExtending: boolean) => {
    if (total === 0) return;
    const index = Math.min(Math.max(wanted, 0), total - 1);
    if (isExtending && isSelectable) {
      const from = span ?? { start: Math.max(focused, 0), now: Math.max(focused, 0) };
      onSelect(extended(selection, { start: from.start, before: from.now, now: index }, recordAt));
      setSpan({ start: from.start, now: index });
    } else setSpan(null);
    setFocused(index);
    keys.scrollTo(index);
  };
  const toggle = (index: number, isRange: boolean) => {
    const record = recordAt(index);
    if (!record || !isSelectable) return;
    if (isRange && focused >= 0) {
      onSelect(extended(selection, { start: focused, before: focused, now: index }, recordAt));
      setSpan({ start: focused, now: index });
    } else {
      onSelect(toggled(selection, record));
      setSpan({ start: index, now: index });
      setFocused(index);
    }
  };
  const step = (by: number) => {
    keys.focusTable();
    moveTo(focused + by, false);
  };
  useShortcut('J', () => step(1), nextRow);
  useShortcut('K', () => step(-1), rowBefore);
  useShownKeys(isSelectable ? keysOfSelection : keysOfRows);

  const moves: Readonly<Record<string, number>> = {
    ArrowDown: focused + 1,
    ArrowUp: Math.max(focused - 1, 0),
    PageDown: focused + rowsInSight,
    PageUp: focused - rowsInSight,
    Home: 0,
    End: total - 1,
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // Buttons of the head and menus that float above the table keep their own keys.
    if (event.target !== event.currentTarget || event.altKey) return;
    const isMod = event.ctrlKey || event.metaKey;
    const wanted = moves[event.key];
    const record = recordAt(focused);
    if (wanted !== undefined && !(isMod && event.key.startsWith('Page'))) moveTo(wanted, event.shiftKey);
    else if (isMod) return;
    else if (event.key === 'Enter' && record) keys.onOpen(record);
    else if (event.key === ' ' && isSelectable) toggle(focused, false);
    else if (event.key === 'Escape' && selection.size > 0) onSelect(new Map());
    else if (event.key === 'Delete' && selection.size > 0 && keys.onRemove) keys.onRemove();
    else return;
    event.preventDefault();
  };
  return { focused, setFocused, onKeyDown, toggle };
}
