import type { ReportColumn, ReportTable } from '../../../shared/contract';
import { mostSeries, type PlotKind, type PlotRow, type PlotSeries } from '../../kit/charts';
import { cellWords, isFigure } from '../../kit/figures';

/** A report as a picture; null for one that is only a table. */
export type PlotShape = {
  readonly kind: PlotKind;
  readonly rows: readonly PlotRow[];
  readonly series: readonly PlotSeries[];
  readonly unit?: string | undefined;
  /** What the picture leaves out, as a sentence. */
  readonly leftOut?: string | undefined;
};

/** More lying bars than these are no picture any more. */
const mostBars = 20;
/** So many standing columns have room for their names. */
const mostNames = 12;
const longestName = 12;
/** Joins what has no mark of its own left; no column of a report is called so. */
const othersKey = ' others';

const kinds: Readonly<Record<string, PlotKind>> = { line: 'line', pyramid: 'pyramid' };

const numberOf = (value: string | number | null | undefined) => (typeof value === 'number' ? value : null);

/** Shares are drawn in per cent. */
const drawn = (column: ReportColumn, value: number | null) =>
  value !== null && column.type === 'share' ? Number((value * 100).toFixed(1)) : value;

const unitOf = (column: ReportColumn | undefined) =>
  column?.type === 'share' ? '%' : column?.type === 'minutes' ? 'min' : column?.unit;

/** What is drawn together must be of one kind: minutes do not stand on counts. */
function drawnColumns({ chart, columns }: ReportTable): ReportColumn[] {
  const named = chart.series.flatMap((name) => columns.find((column) => column.name === name) ?? []);
  const figures = named.filter(isFigure);
  return figures.filter(({ type }) => type === figures[0]?.type);
}

/** The largest series have a mark of their own, in their old order; the others are one. */
function keptAndJoined(columns: readonly ReportColumn[], table: ReportTable) {
  if (columns.length <= mostSeries) return { kept: columns, joined: [] };
  const sum = ({ name }: ReportColumn) =>
    table.rows.reduce((total, { cells }) => total + (numberOf(cells[name]) ?? 0), 0);
  const largest = new Set(columns.toSorted((one, other) => sum(other) - sum(one)).slice(0, mostSeries - 1));
  return {
    kept: columns.filter((column) => largest.has(column)),
    joined: columns.filter((column) => !largest.has(column)),
  };
}

/** How a report is drawn, from what it says of itself. */
export function plotShape(table: ReportTable): PlotShape | null {
  const { chart, columns } = table;
  const place = columns.find(({ name }) => name === chart.x);
  const measured = drawnColumns(table);
  if (chart.kind === 'table' || !place || measured.length === 0) return null;
  const { kept, joined } = keptAndJoined(measured, table);

  const all = table.rows.map(({ key, cells }): PlotRow => {
    const own = kept.map((column) => [column.name, drawn(column, numberOf(cells[column.name]))] as const);
    const others = joined.reduce((sum, { name }) => sum + (numberOf(cells[name]) ?? 0), 0);
    const values = Object.fromEntries(joined.length > 0 ? [...own, [othersKey, others] as const] : own);
    return { key, label: cellWords(place, cells[place.name]) || 'Not known', values };
  });
  const isNamed = place.type === 'text' || place.type === 'code';
  const needsRoom = all.length > mostNames || all.some(({ label }) => label.length > longestName);
  const kind = kinds[chart.kind] ?? (isNamed && needsRoom ? 'bars' : 'columns');
  const rows = kind === 'bars' ? all.slice(0, mostBars) : all;
  const others = joined.length > 0 ? [{ key: othersKey, label: `${joined.length} others` }] : [];
  return {
    kind,
    rows,
    series: [...kept.map(({ name, label }) => ({ key: name, label })), ...others],
    unit: unitOf(measured[0]),
    leftOut:
      rows.length < all.length
        ? `The first ${rows.length} of ${all.length} are drawn; the table has all of them.`
        : undefined,
  };
}

/** The column whose records are behind a mark of the picture; null where nothing is. */
export function columnOfMark(table: ReportTable, series: PlotSeries): ReportColumn | null {
  const column = table.columns.find(({ name }) => name === series.key);
  return column?.records === undefined ? null : column;
}
