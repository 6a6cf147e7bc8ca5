import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ReportColumn, ReportRow } from '../../../shared/contract';
import { QuietButton } from '../base/Button';
import { Icon } from '../base/Icon';
import { ForScreenReaders } from '../base/Text';
import { formatNumber } from '../format';
import { type Cell, cellWords, isFigure } from './cell-words';
import { type FigureOrder, sortedRows } from './sorted-rows';
import classes from './figures.module.css';

/** More rows than these make a page slow and are seldom read; the others are one click away. */
const rowsAtFirst = 200;

export type PickedFigure = { readonly row: ReportRow | null; readonly column: ReportColumn };

type Props = {
  /** What the figures are of: "Visits per week". */
  label: string;
  columns: readonly ReportColumn[];
  rows: readonly ReportRow[];
  totals?: ReportRow['cells'] | undefined;
  /** A figure with records behind it was chosen; `row` is null for one of the last line. */
  onPick?: (picked: PickedFigure) => void;
  /** The figures are those of another question, or being counted again. */
  isBusy?: boolean;
};

/** Figures in rows that sort by any column, with their sum in the last line. A figure with records behind it is a button. */
export function FigureTable({ label, columns, rows, totals, onPick, isBusy }: Props) {
  const [order, setOrder] = useState<FigureOrder | null>(null);
  const [showsAll, setShowsAll] = useState(false);
  const sorted = useMemo(() => sortedRows(rows, order), [rows, order]);
  const totalWords = String(totals?.[columns[0]?.name ?? ''] ?? 'All together');
  const shown = showsAll ? sorted : sorted.slice(0, rowsAtFirst);
  return (
    <div className={classes.wide} aria-busy={isBusy || undefined} data-busy={isBusy || undefined}>
      <table className={classes.table}>
        <caption className={classes.caption}>{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.name} column={column} order={order} onOrder={setOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.key}>
              {columns.map((column, index) => (
                <Figure
                  key={column.name}
                  {...{ column, onPick, row }}
                  value={row.cells[column.name]}
                  isHead={index === 0}
                  about={cellWords(columns[0] ?? column, row.cells[columns[0]?.name ?? ''])}
                />
              ))}
            </tr>
          ))}
        </tbody>
        {totals && (
          <tfoot>
            <tr>
              {columns.map((column, index) => (
                <Figure
                  key={column.name}
                  {...{ column, onPick }}
                  row={null}
                  value={index === 0 ? totalWords : totals[column.name]}
                  isHead={index === 0}
                  about={totalWords}
                />
              ))}
            </tr>
          </tfoot>
        )}
      </table>
      {shown.length < sorted.length && (
        <QuietButton
          label={`Show all ${formatNumber(sorted.length)} rows`}
          onClick={() => setShowsAll(true)}
        />
      )}
    </div>
  );
}

type HeadProps = {
  column: ReportColumn;
  order: FigureOrder | null;
  onOrder: (order: FigureOrder | null) => void;
};

/** The first click puts the largest figure, or the first word, on top; the second turns it round; the third lets it be. */
function Head({ column, order, onOrder }: HeadProps) {
  const sorted = order?.column === column.name ? order.direction : undefined;
  const first = isFigure(column) ? 'descending' : 'ascending';
  const second = first === 'descending' ? 'ascending' : 'descending';
  const next = sorted === undefined ? first : sorted === first ? second : null;
  const icon = sorted === undefined ? IconArrowsSort : sorted === 'ascending' ? IconArrowUp : IconArrowDown;
  return (
    <th scope="col" data-figures={isFigure(column) || undefined} aria-sort={sorted ?? 'none'}>
      <button
        type="button"
        className={classes.heading}
        data-sorted={sorted}
        onClick={() => onOrder(next && { column: column.name, direction: next })}
      >
        <span>{column.label}</span>
        <Icon icon={icon} size={14} />
      </button>
    </th>
  );
}

type FigureProps = Pick<Props, 'onPick'> & {
  column: ReportColumn;
  row: ReportRow | null;
  value: Cell;
  isHead: boolean;
  /** What the row is, for those who hear a button without its row. */
  about: string;
};

function Figure({ column, row, value, isHead, about, onPick }: FigureProps) {
  const words = typeof value === 'string' && row === null ? value : cellWords(column, value);
  if (isHead) return <th scope="row">{words || <None />}</th>;
  const isPicked = onPick && column.records !== undefined && value !== 0 && words !== '';
  return (
    <td
      data-type={column.type}
      data-figures={isFigure(column) || undefined}
      data-zero={value === 0 || undefined}
    >
      {isPicked ? (
        <button
          type="button"
          className={classes.figure}
          aria-label={`${words}, ${column.label}, ${about}: show the records`}
          onClick={() => onPick({ row, column })}
        >
          {words}
        </button>
      ) : (
        words || <None />
      )}
    </td>
  );
}

const None = () => (
  <>
    <span aria-hidden>–</span>
    <ForScreenReaders>none</ForScreenReaders>
  </>
);
