import type { PlotRow, PlotSeries } from './plot-types';

/** A row as the drawing library reads it: its own keys would be taken for paths where they hold a dot. */
export type DrawnRow = { readonly place: string; readonly row: PlotRow } & Readonly<Record<string, unknown>>;

/** The name under which the drawing library knows the series at this place. */
export const nameOf = (index: number): string => `series${index}`;

/** Rows with one value for each series; `mirrored` draws the first series to the left of the axis. */
export function drawnRows(
  rows: readonly PlotRow[],
  series: readonly PlotSeries[],
  { mirrored = false }: { mirrored?: boolean } = {},
): DrawnRow[] {
  return rows.map((row) => ({
    place: row.key,
    row,
    ...Object.fromEntries(
      series.map(({ key }, index) => {
        const value = row.values[key] ?? null;
        return [nameOf(index), mirrored && index === 0 && value !== null ? -value : value];
      }),
    ),
  }));
}

/** The row and series of a mark that was pointed at, or null where the drawing library tells of none. */
export function pickedOf(
  mark: unknown,
  series: readonly PlotSeries[],
  name: string,
): { row: PlotRow; series: PlotSeries } | null {
  const payload = typeof mark === 'object' && mark !== null && 'payload' in mark ? mark.payload : undefined;
  const drawn = payload as Partial<DrawnRow> | undefined;
  const picked = series.find((_, index) => nameOf(index) === name);
  return drawn?.row && picked ? { row: drawn.row, series: picked } : null;
}

/** True where there is anything to draw: all zeros draw nothing that can be read. */
export const hasValues = (rows: readonly PlotRow[], series: readonly PlotSeries[]): boolean =>
  rows.some((row) => series.some(({ key }) => (row.values[key] ?? 0) !== 0));
