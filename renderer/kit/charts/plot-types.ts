/** One measured thing of a plot: visits, no-shows, one sex. */
export type PlotSeries = { readonly key: string; readonly label: string };

/** One place on the axis of a plot with what was measured there; null where nothing is known, which is not 0. */
export type PlotRow = {
  readonly key: string;
  readonly label: string;
  readonly values: Readonly<Record<string, number | null>>;
};

/** `columns` stand (time runs to the right), `bars` lie (names need room), `pyramid` has its two series back to back. */
export type PlotKind = 'columns' | 'bars' | 'line' | 'pyramid';

/** What all drawings take. */
export type Drawing = {
  readonly rows: readonly PlotRow[];
  readonly series: readonly PlotSeries[];
  readonly kind: PlotKind;
  /** Series are parts of one sum and stand on one another; what does not add up (a median and a longest) must not. */
  readonly isStacked: boolean;
  readonly write: (value: number) => string;
  readonly onPick?: ((row: PlotRow, series: PlotSeries) => void) | undefined;
};
