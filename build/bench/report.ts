import { quantile, type Timings } from './measure';

/** One line of the table. */
export type Row = {
  readonly what: string;
  /** Median of one operation, in milliseconds. */
  readonly ms?: number;
  /** What it is compared with, and how. */
  readonly ratio?: number;
  readonly against?: string;
  readonly limit?: string;
  readonly isMet?: boolean;
};

type Comparison = {
  readonly what: string;
  readonly way: string;
  readonly against: string;
  /** The largest ratio of the times (DESIGN, section 11). */
  readonly atMost?: number;
};

/** A way beside its baseline: ratio of the medians. */
export function compared(timings: Timings, { what, way, against, atMost }: Comparison): Row {
  const ms = median(timings, way);
  const ratio = ms / median(timings, against);
  return {
    what,
    ms,
    ratio,
    against,
    ...(atMost === undefined ? {} : { limit: `≤ ${atMost.toFixed(2)}`, isMet: ratio <= atMost }),
  };
}

/** A baseline, or another figure without a limit. */
export const plain = (timings: Timings, way: string): Row => ({ what: way, ms: median(timings, way) });

export function median(timings: Timings, way: string): number {
  const times = timings.get(way);
  if (!times) throw new Error(`Nothing was measured for "${way}"`);
  return quantile(times, 0.5);
}

/** The rows as a table for a terminal. */
export function tableOf(title: string, rows: readonly Row[]): string {
  const cells = rows.map(({ what, ms, ratio, against, limit, isMet }) => [
    what,
    ms === undefined ? '' : ms.toFixed(ms < 10 ? 2 : 1),
    ratio === undefined ? '' : ratio.toFixed(2),
    limit ?? '',
    isMet === undefined ? '' : isMet ? 'met' : 'MISSED',
    against ?? '',
  ]);
  const lines = [['case', 'median ms', 'ratio', 'limit', '', 'against'], ...cells];
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...lines.map((line) => (line[column] ?? '').length)),
  );
  const isNumber = (column: number) => column === 1 || column === 2;
  const written = lines.map((line) =>
    line
      .map((cell, column) =>
        isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  return [`\n${title}`, ...written].join('\n');
}
