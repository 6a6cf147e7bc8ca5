import type { PlotRow } from './plot-types';

/** Longer names are cut at the axis; the tip and the table have all of them. */
const mostLetters = 29;

/** A name as it has room at an axis. */
export const shortLabel = (label: string): string =>
  label.length > mostLetters ? `${label.slice(0, mostLetters - 1).trimEnd()}…` : label;

/** Room for the longest name beside lying bars, in px at 12 px of text. */
export function labelWidth(rows: readonly PlotRow[]): number {
  const longest = Math.max(0, ...rows.map(({ label }) => shortLabel(label).length));
  return Math.min(230, Math.max(48, Math.round(longest * 6.4) + 18));
}

/** Lying bars take as much height as they are many, in px; `beside`: so many for each row. */
export const barsHeight = (rows: number, beside: number): number =>
  Math.max(140, rows * (beside === 1 ? 25 : 8 + beside * 16) + 48);
