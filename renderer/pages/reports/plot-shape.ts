import type { ReportColumn, ReportTable } from '../../../shared/contract';
import { othersKey } from '../../../shared/rules/reports/catalogue';
import { mostSeries, type PlotKind, type PlotRow, type PlotSeries } from '../../kit/charts';
import { cellWords, isFigure } from '../../kit/figures';

/** A report as a picture; null for one that is only a table. */
export type PlotShape = {
  readonly kind: PlotKind;
  readonly rows: readonly PlotRow[];
  readonly series: readonly PlotSeries[];
  /** The series are parts of one sum. */
  readonly isStacked: boolean;
  readonly unit?: string | undefined;
  /** What the picture leaves out, as a sentence. */
  readonly leftOut?: string | undefined;
};

/** More lying bars than these are no picture any more. */
const mostBars = 15;
/** So many standing columns have room for their names. */
const mostNames = 12;
const longestName = 12;
/** Joins what has no mark of its own left; no column of a report is called so. */
const joinedKey = ' others';

/** Weeks, months, days and hours stand side by side in their order, however many they are. */
const isOfTime = (label: string) => /^(\d{4}-(W?\d{2})|\d{2}:\d{2})/.test(label);

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

/** A column of all that is too little to have one of its own. */
const isOfOthers = ({ name }: ReportColumn) => name.endsWith(`:${othersKey}`);

/** The largest series have a mark of their own, in their old order; the others are one. */
function keptAndJoined(columns: readonly ReportColumn[], table: ReportTable) {
  if (columns.length <= mostSeries) return { kept: columns, joined: [] };
  const sum = ({ name }: ReportColumn) =>
    table.rows.reduce((total, { cells }) => total + (numberOf(cells[name]) ?? 0), 0);
  const single = columns.filter((column) => !isOfOthers(column));
  const largest = new Set(single.toSorted((one, other) => sum(other) - sum(one)).slice(0, mostSeries - 1));
  return {
    kept: columns.filter((column) => largest.has(column)),
    joined: columns.filter((column) => !largest.has(column)),
  };
}

/** What a place on the axis is called; a code alone says nothing to most who read it. */
function placeWords(
  cells: ReportTable['rows'][number]['cells'],
  place: ReportColumn,
  columns: readonly ReportColumn[],
) {
  const words = cellWords(place, cells[place.name]);
  const named = place.type === 'code' ? columns.find(({ type }) => type === 'text') : undefined;
  const name = named ? cellWords(named, cells[named.name]) : '';
  return [words, name === words ? '' : name].filter(Boolean).join(' ') || 'Not known';
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
    const values = Object.fromEntries(joined.length > 0 ? [...own, [joinedKey, others] as const] : own);
    return { key, label: placeWords(cells, place, columns), values };
  });
  const isNamed =
    (place.type === 'text' || place.type === 'code') && !table.rows.every(({ key }) => isOfTime(key));
  const needsRoom = all.length > mostNames || all.some(({ label }) => label.length > longestName);
  const kind = kinds[chart.kind] ?? (isNamed && needsRoom ? 'bars' : 'columns');
  // The oldest are on top of a pyramid, as everywhere.
  const rows = kind === 'bars' ? all.slice(0, mostBars) : kind === 'pyramid' ? all.toReversed() : all;
  // How many they are cannot be said where some are several already.
  const label = joined.some(isOfOthers) ? 'Others' : `${joined.length} others`;
  const others = joined.length > 0 ? [{ key: joinedKey, label }] : [];
  return {
    kind,
    rows,
    series: [...kept.map(({ name, label }) => ({ key: name, label })), ...others],
    isStacked: chart.kind === 'stacked',
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
