import { stringify } from 'csv-stringify/sync';
import type { ReportTable } from '../../../shared/contract';
import type { ReportQuestion } from '../ports/report-source';

/** One file of an export; UTF-8. */
export type ExportedFile = { readonly filename: string; readonly contentType: string; readonly text: string };

type Cell = string | number | boolean | null | undefined;

/**
 * Rows as CSV (RFC 4180). A text that a spreadsheet would take for a formula is quoted with an apostrophe: a purpose that
 * begins with "=" must not run on the computer of who opens the file. An empty cell is a value that is not there.
 */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    {
      escape_formulas: true,
      record_delimiter: 'windows',
      // As R and Python read them.
      cast: { boolean: (value) => (value ? 'TRUE' : 'FALSE') },
    },
  );

/** Excel takes a file without it for one of its own old encoding, and "Müller" for something else. */
export const byteOrderMark = '\uFEFF';

export const fileNameOf = ({ report, by, from, to }: ReportQuestion, suffix = ''): string =>
  [report, by, suffix, from === to ? from : `${from}_${to}`].filter(Boolean).join('-');

/** The table of a report as it is shown, with its totals as the last row. */
export function csvFile(
  question: ReportQuestion,
  { columns, rows, totals }: Pick<ReportTable, 'columns' | 'rows' | 'totals'>,
): ExportedFile {
  const lines = [...rows.map(({ cells }) => cells), ...(totals ? [totals] : [])];
  const text = csvOf([
    columns.map(({ label, unit }) => (unit ? `${label} (${unit})` : label)),
    ...lines.map((cells) => columns.map(({ name }) => cells[name])),
  ]);
  return {
    filename: `${fileNameOf(question)}.csv`,
    contentType: 'text/csv; charset=utf-8',
    text: byteOrderMark + text,
  };
}
