import type { KeyboardEvent, RefObject } from 'react';
import { type Shortcut, useShortcut, useShownKeys } from '../data';

const rowSelector = 'tr[data-row]';

const keysOfRows: readonly Shortcut[] = [
  { keys: 'down', label: 'Next row' },
  { keys: 'up', label: 'Row before' },
  { keys: 'enter', label: 'Open the row' },
  { keys: 'alt+enter', label: 'Next step' },
];

/**
 * Moves focus between the rows (`tr[data-row]`) of a table: J K from anywhere on the page, ↑ ↓ Home End inside the
 * table; returns the table's `onKeyDown`. Enter and Alt+Enter belong to the rows themselves.
 */
export function useRowKeys(table: RefObject<HTMLElement | null>): (event: KeyboardEvent) => void {
  const rowsAround = () => {
    const rows = [...(table.current?.querySelectorAll<HTMLElement>(rowSelector) ?? [])];
    const focused = document.activeElement?.closest<HTMLElement>(rowSelector);
    return { rows, index: focused ? rows.indexOf(focused) : -1 };
  };
  const move = (step: number) => {
    const { rows, index } = rowsAround();
    rows[Math.max(0, Math.min(rows.length - 1, index + step))]?.focus();
  };
  useShortcut('J', () => move(1), 'Next row');
  useShortcut('K', () => move(-1), 'Row before');
  useShownKeys(keysOfRows);
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      Home: -Infinity,
      End: Infinity,
    };
    const step = steps[event.key];
    // Menus keep their own arrow keys; their events bubble here through React, not through the table.
    if (step === undefined || !(event.target instanceof Node) || !table.current?.contains(event.target))
      return;
    event.preventDefault();
    move(step);
  };
}
