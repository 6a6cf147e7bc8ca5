import type { ReportColumn, ReportTable } from '../../../shared/contract';
import { mondayOf } from '../../../shared/rules/iso-week';
import { othersKey, reportCatalogue } from '../../../shared/rules/reports/catalogue';
import type {
  FactSelection,
  Histogram,
  ReportGroup,
  ReportGroups,
  ReportQuestion,
} from '../ports/report-source';
import { type Axis, unknownKey, weekAxis } from './axes';
import type { Layout, Spread, Sum } from './layouts';
import { quantileOf } from './quantiles';

/** More rows are of no use to a reader, and more columns to nobody's eye: the least frequent are put together. */
const mostRows = 500;
const mostColumns = 12;

/** A line or a column of the table with the groups in it. */
type Part = {
  readonly key: string;
  readonly label: string;
  /** The keys of the groups; several where parts were put together. */
  readonly of: readonly string[];
  readonly written: string | undefined;
};

/** What a report found, before it is laid out. */
export type Found = ReportGroups & { readonly histogram: readonly Histogram[] };

export type LaidOut = Pick<ReportTable, 'title' | 'columns' | 'rows' | 'totals' | 'chart' | 'of'> & {
  /** The records behind a figure; null for a row or a column that is not in the table. */
  selectionOf(row: string | undefined, column: string | undefined): FactSelection | null;
  /** A figure by its column and its row, for the audit: "Did not come, Dr Asha Rao"; "one symptom" for what people wrote. */
  figureWords(row: string | undefined, column: string | undefined): string;
};

/** The table of a report: pure, from what was counted. Figures of rows and totals add up because both are sums of the same groups. */
export function reportTable(question: ReportQuestion, layout: Layout, found: Found): LaidOut {
  const { title, chart } = reportCatalogue[question.report];
  const { rows: rowAxis, columns: columnAxis, figures, words } = layout;
  const rows = partsOf(rowAxis, question, found.groups, 'row', mostRows);
  const columns = columnAxis ? partsOf(columnAxis, question, found.groups, 'column', mostColumns) : [];
  const columnNames = columns.map(({ key }) => `${columnAxis?.name}:${key}`);
  const cells = new Cells(found);

  const cellsOf = (part: Part | undefined) => {
    const sum = cells.sum(part?.of, undefined);
    const spread = cells.spread(part?.of);
    return {
      ...(part ? namesOf(part, rowAxis, words) : { [rowAxis.name]: 'Total' }),
      ...Object.fromEntries(
        columns.map((column, index) => [
          columnNames[index] ?? column.key,
          cells.sum(part?.of, column.of).count,
        ]),
      ),
      ...Object.fromEntries(figures.map(({ name, of }) => [name, of(sum, spread)])),
    };
  };

  return {
    title,
    columns: [
      ...describing(rowAxis, words),
      ...columns.map(
        ({ label }, index): ReportColumn => ({
          name: columnNames[index] ?? label,
          label,
          type: 'count',
          records: columnNames[index] ?? label,
        }),
      ),
      ...figures.map(({ of: _of, ...column }) => column),
    ],
    rows: rows.map((part) => ({ key: part.key, cells: cellsOf(part) })),
    totals: cellsOf(undefined),
    chart: {
      kind: columnAxis ? chart : chart === 'stacked' ? 'line' : chart,
      x: rowAxis.name,
      series: columnAxis ? columnNames : [...layout.series],
    },
    of: cells.sum(undefined, undefined).count,
    selectionOf(row, column) {
      const part = row === undefined ? undefined : rows.find(({ key }) => key === row);
      if (row !== undefined && !part) return null;
      const inRows = part ? { rows: part.of } : {};
      if (column === undefined || column === 'total') return inRows;
      const figure = figures.find(({ name, records }) => name === column && records === name);
      if (figure) return { ...inRows, measure: column };
      const place = columns[columnNames.indexOf(column)];
      return place ? { ...inRows, columns: place.of } : null;
    },
    figureWords(row, column) {
      const place = columns[columnNames.indexOf(column ?? '')];
      const figure = figures.find(({ name }) => name === column)?.label;
      const words = [
        columnAxis && place ? auditWordsOf(place, columnAxis) : figure,
        row === undefined
          ? undefined
          : auditWordsOf(
              rows.find(({ key }) => key === row),
              rowAxis,
            ),
      ];
      return words.filter(Boolean).join(', ') || 'All records';
    },
  };
}

function auditWordsOf(part: Part | undefined, { label, isFreeText }: Axis): string {
  if (!part) return 'a row that is not there any more';
  const isOfTable = part.key === othersKey || part.key === unknownKey;
  return isFreeText && !isOfTable ? `one ${label.toLowerCase()}` : part.label;
}

/** Columns that say what a row is. */
function describing(axis: Axis, words: string | undefined): ReportColumn[] {
  const own: ReportColumn = {
    name: axis.name,
    label: axis.label,
    type: axis.name === 'code' ? 'code' : 'text',
  };
  if (axis.name === weekAxis.name) return [own, { name: 'weekFrom', label: 'Monday', type: 'date' }];
  return words ? [own, { name: 'words', label: words, type: 'text' }] : [own];
}

function namesOf(part: Part, axis: Axis, words: string | undefined): Record<string, string | null> {
  const own = { [axis.name]: part.label };
  if (axis.name === weekAxis.name) return { ...own, weekFrom: mondayOfWeek(part.key) };
  return words ? { ...own, words: part.written ?? null } : own;
}

/** The Monday of `2026-W01`; null for what is no week. */
function mondayOfWeek(week: string): string | null {
  const found = /^(\d{4})-W(\d{2})$/.exec(week);
  if (!found) return null;
  // The fourth of January always lies in the first week.
  const first = mondayOf(`${found[1]}-01-04`);
  const at = Date.parse(`${first}T00:00:00Z`) + (Number(found[2]) - 1) * 7 * 86_400_000;
  return new Date(at).toISOString().slice(0, 10);
}

function partsOf(
  axis: Axis,
  question: ReportQuestion,
  groups: readonly ReportGroup[],
  side: 'row' | 'column',
  most: number,
): Part[] {
  const always = axis.always?.(question) ?? [];
  const counts = new Map<string, { count: number; written: string | undefined }>();
  for (const key of always) counts.set(key, { count: 0, written: undefined });
  for (const group of groups) {
    const key = group[side];
    const written = side === 'row' ? group.rowLabel : group.columnLabel;
    const known = counts.get(key);
    counts.set(key, {
      count: (known?.count ?? 0) + group.count,
      // Of several ways to write the same, always the same one, whatever the order of the groups.
      written:
        known?.written === undefined || (written !== undefined && written < known.written)
          ? written
          : known.written,
    });
  }
  const parts = [...counts].map(([key, { count, written }]) => ({
    key: key || unknownKey,
    label: key === '' ? axis.unknown : axis.say(key, written),
    of: [key],
    written,
    count,
  }));
  const byCount: Order = (one, other) =>
    other.count - one.count || one.label.localeCompare(other.label, 'en');
  const isTooMany = parts.length > most && axis.order !== 'key';
  const kept = new Set(isTooMany ? parts.toSorted(byCount).slice(0, most - 1) : parts);
  const rest = parts.filter((part) => !kept.has(part));
  const order = axis.order === 'frequency' ? byCount : orderOf(axis.order);
  const isUnknown = (part: Part) => Number(part.key === unknownKey);
  const inOrder: Part[] = [...kept].toSorted(
    (one, other) => isUnknown(one) - isUnknown(other) || order(one, other),
  );
  if (rest.length === 0) return inOrder;
  return [
    ...inOrder,
    {
      key: othersKey,
      label: `${rest.length} others`,
      of: rest.flatMap(({ of }) => of),
      written: undefined,
    },
  ];
}

type Order = (one: Part & { count: number }, other: Part & { count: number }) => number;

function orderOf(order: Exclude<Axis['order'], 'frequency'>): Order {
  if (order === 'key') return (one, other) => (one.key < other.key ? -1 : 1);
  if (order === 'label') return (one, other) => one.label.localeCompare(other.label, 'en');
  const place = ({ key }: Part) => (order.includes(key) ? order.indexOf(key) : order.length);
  return (one, other) => place(one) - place(other);
}

/** Sums over groups by the keys of rows and columns. */
class Cells {
  readonly #byRow = new Map<string, ReportGroup[]>();
  readonly #histogramByRow = new Map<string, Histogram[]>();

  constructor(private readonly found: Found) {
    for (const group of found.groups) add(this.#byRow, group);
    for (const bar of found.histogram) add(this.#histogramByRow, bar);
  }

  sum(rows: readonly string[] | undefined, columns: readonly string[] | undefined): Sum {
    const inRows = rows ? rows.flatMap((row) => this.#byRow.get(row) ?? []) : this.found.groups;
    const wanted = columns && new Set(columns);
    const groups = wanted ? inRows.filter(({ column }) => wanted.has(column)) : inRows;
    const measures: Record<string, number> = {};
    for (const group of groups)
      for (const [name, value] of Object.entries(group.measures))
        measures[name] = (measures[name] ?? 0) + value;
    // People of two groups may be the same ones.
    const people =
      rows === undefined ? this.found.people : groups.length > 1 ? null : (groups[0]?.people ?? 0);
    return { count: groups.reduce((total, { count }) => total + count, 0), people, measures };
  }

  spread(rows: readonly string[] | undefined): Spread {
    const bars = rows ? rows.flatMap((row) => this.#histogramByRow.get(row) ?? []) : this.found.histogram;
    const rounded = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10);
    return {
      median: rounded(quantileOf(bars, 0.5)),
      p90: rounded(quantileOf(bars, 0.9)),
      longest: rounded(quantileOf(bars, 1)),
    };
  }
}

function add<T extends { readonly row: string }>(byRow: Map<string, T[]>, each: T): void {
  const known = byRow.get(each.row);
  if (known) known.push(each);
  else byRow.set(each.row, [each]);
}
