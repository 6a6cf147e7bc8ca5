import type { ReactNode } from 'react';
import classes from './record.module.css';

export type PlainColumn<R> = {
  readonly label: string;
  readonly cell: (row: R) => ReactNode;
  /** Figures stand at the right. */
  readonly isNumber?: boolean;
};

type Props<R> = {
  /** What the table is about, for screen readers. */
  label: string;
  columns: readonly PlainColumn<R>[];
  rows: readonly R[];
  keyOf: (row: R) => string;
  /** Other rows are on their way. */
  isBusy?: boolean;
};

/** A short table that is only read: no sorting, no selection, all of its rows. */
export function PlainTable<R>({ label, columns, rows, keyOf, isBusy }: Props<R>) {
  return (
    <div className={classes.wideTable} aria-busy={isBusy || undefined} data-busy={isBusy || undefined}>
      <table className={classes.plain}>
        <caption className={classes.caption}>{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.label} scope="col" data-numbers={column.isNumber || undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td key={column.label} data-numbers={column.isNumber || undefined}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
