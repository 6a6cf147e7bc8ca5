import type { ReportRow } from '../../../shared/contract';
import type { Cell } from './cell-words';

export type FigureOrder = { readonly column: string; readonly direction: 'ascending' | 'descending' };

const words = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function compared(one: Cell, other: Cell): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return words.compare(String(one), String(other));
}

const isNone = (value: Cell) => value === null || value === undefined;

/** Rows by one column; those without a value come last in either direction, and equal ones stay as they were. */
export function sortedRows(rows: readonly ReportRow[], order: FigureOrder | null): readonly ReportRow[] {
  if (!order) return rows;
  const sign = order.direction === 'ascending' ? 1 : -1;
  return rows.toSorted((one, other) => {
    const [a, b] = [one.cells[order.column], other.cells[order.column]];
    if (isNone(a) || isNone(b)) return Number(isNone(a)) - Number(isNone(b));
    return sign * compared(a, b);
  });
}
