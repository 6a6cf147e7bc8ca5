import { CsvError, type Info, parse } from 'csv-parse';
import { mostFileRows } from '../../../../shared/rules/readings/file-limits';
import { readingKindOf } from '../../../../shared/rules/readings/kinds';
import { invalid } from '../../refusal';
import { takeTurns } from '../../turns';
import type { Candidate, FileProblem, FoundInFile, Reading } from './candidates';
import { readNumber, shortened } from './file-numbers';
import { TimeReader } from './file-times';
import { type Column, columnsOf, kindWritten } from './headers';

/** Characters that are read at once. */
const PIECE = 16_384;

/** A line of a file: its number from 1, and its cells. */
type Line = { readonly line: number; readonly cells: readonly string[] };

/** Reads a CSV file with a header, separated by commas, semicolons or tabs. INVALID at `content` for one without rows. */
export async function readCsv(text: string, { timeZone, mapping }: Reading): Promise<FoundInFile> {
  const delimiter = delimiterOf(text);
  const [header, ...lines] = await linesOf(text, delimiter);
  if (!header || lines.length === 0) throw invalid(['content'], 'The file has no rows below its header.');
  const columns = columnsOf(header.cells, mapping.columns);
  const form = formOf(columns);
  // Told as a thing to put right, because whoever knows the file can say what its columns hold.
  if (typeof form === 'object') return headerOnly(columns, lines.length, { row: header.line, ...form });
  const times = new TimeReader(timeZone, mapping.dateOrder);
  // Semicolons separate cells where the comma is needed for fractions.
  const commaIsLikely = delimiter === ';' || hasDecimalComma(lines, columns);
  const { decimal } = mapping;
  const found: Gathered = {
    candidates: [],
    problems: [],
    leftOut: 0,
    skippedTimes: 0,
    doubleTimes: 0,
    zoned: 0,
  };
  const turns = takeTurns();
  for (const line of lines) {
    if (turns.isOver()) await turns.next();
    if (line.cells.length > columns.length) {
      found.problems.push({ row: line.line, message: 'This row has more cells than the header.' });
      continue;
    }
    const takenAt = timeOf(line, columns, times, found);
    if (!takenAt) continue;
    if (form === 'long') gatherLong(line, columns, { takenAt, decimal, commaIsLikely, found });
    else gatherWide(line, columns, { takenAt, decimal, commaIsLikely, found });
  }
  const { zoned, ...gathered } = found;
  return { form, columns, rows: lines.length, usedTimeZone: zoned > 0, ...gathered };
}

type Gathered = {
  readonly candidates: Candidate[];
  readonly problems: FileProblem[];
  leftOut: number;
  skippedTimes: number;
  doubleTimes: number;
  zoned: number;
};

function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/)).replace(/"[^"]*"/g, '');
  const count = (sign: string) => header.split(sign).length;
  return [';', '\t', ','].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

async function linesOf(text: string, delimiter: string): Promise<Line[]> {
  const parser = parse({
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    trim: true,
  });
  const lines: Line[] = [];
  const reading = (async () => {
    for await (const each of parser) {
      // With `info`, each record comes with where it was found.
      const { record, info } = each as { record: string[]; info: Info };
      if (record.every((cell) => cell === '')) continue;
      lines.push({ line: info.lines, cells: record });
      if (lines.length > mostFileRows + 1)
        throw invalid(
          ['content'],
          `The file has more than ${mostFileRows.toLocaleString('en')} rows. Export a shorter time and bring in each part.`,
        );
    }
  })();
  // It may fail while pieces are still being written; that is told below.
  reading.catch(() => undefined);
  const turns = takeTurns();
  for (let at = 0; at < text.length && !parser.destroyed; at += PIECE) {
    parser.write(text.slice(at, at + PIECE));
    await turns.next();
  }
  parser.end();
  try {
    await reading;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? ` near line ${error.lines}` : '';
    throw invalid(['content'], `The file cannot be read${line}: a quotation mark is missing or misplaced.`);
  }
  return lines;
}

const headerOnly = (columns: readonly Column[], rows: number, problem: FileProblem): FoundInFile => ({
  ...{ form: 'wide', columns, rows, candidates: [], problems: [problem], leftOut: 0 },
  ...{ skippedTimes: 0, doubleTimes: 0, usedTimeZone: false },
});

/** Long when kind and value have columns of their own; a message for a file whose columns say too little. */
function formOf(columns: readonly Column[]): 'long' | 'wide' | { readonly message: string } {
  const has = (means: Column['means']) => columns.some((column) => column.means === means);
  const names = columns
    .map(({ name }) => `“${shortened(name)}”`)
    .slice(0, 12)
    .join(', ');
  if (!has('time') && !has('date'))
    return { message: `No column says when. Say which of these does: ${names}.` };
  if (has('kind') && has('value')) return 'long';
  if (columns.some(({ means }) => readingKindOf(means))) return 'wide';
  return { message: `No column is known to hold readings. Say what these hold: ${names}.` };
}

const cellOf = (line: Line, columns: readonly Column[], means: Column['means']): string | undefined => {
  const index = columns.findIndex((column) => column.means === means);
  return index < 0 ? undefined : line.cells[index];
};

const nameOf = (columns: readonly Column[], means: Column['means']): string | undefined =>
  columns.find((column) => column.means === means)?.name;

const timeMeaning = (columns: readonly Column[]): 'time' | 'date' =>
  columns.some(({ means }) => means === 'time') ? 'time' : 'date';

function timeOf(line: Line, columns: readonly Column[], times: TimeReader, found: Gathered): Date | null {
  const means = timeMeaning(columns);
  const column = nameOf(columns, means);
  const clock = means === 'date' ? cellOf(line, columns, 'clock') : undefined;
  const written = [cellOf(line, columns, means), clock].filter(Boolean).join(' ');
  if (written === '') {
    found.problems.push({ row: line.line, column, message: 'It does not say when.' });
    return null;
  }
  const read = times.read(written);
  if ('problem' in read) {
    found.problems.push({ row: line.line, column, message: read.problem });
    return null;
  }
  if (read.zone) found.zoned += 1;
  if (read.zone === 'skipped') found.skippedTimes += 1;
  if (read.zone === 'double') found.doubleTimes += 1;
  return read.at;
}

/** Whether a value has a comma that can only stand before a fraction: 81,4. */
function hasDecimalComma(lines: readonly Line[], columns: readonly Column[]): boolean {
  const holdsValues = columns.map(({ means }) => means === 'value' || readingKindOf(means) !== undefined);
  return lines.some(({ cells }) =>
    cells.some(
      (cell, index) =>
        holdsValues[index] && /^[+-]?\d*,\d+$/.test(cell) && !/^[+-]?\d{1,3},\d{3}$/.test(cell),
    ),
  );
}

type Row = {
  readonly takenAt: Date;
  readonly decimal: '.' | ',' | undefined;
  readonly commaIsLikely: boolean;
  readonly found: Gathered;
};

function gatherLong(
  line: Line,
  columns: readonly Column[],
  { takenAt, decimal, commaIsLikely, found }: Row,
): void {
  const row = line.line;
  const column = (means: Column['means']) => nameOf(columns, means);
  const kind = kindWritten(cellOf(line, columns, 'kind'));
  const value = readNumber(cellOf(line, columns, 'value') ?? '', decimal, commaIsLikely);
  if ('problem' in kind) found.problems.push({ row, column: column('kind'), message: kind.problem });
  if ('problem' in value) found.problems.push({ row, column: column('value'), message: value.problem });
  if ('problem' in kind || 'problem' in value) return;
  const unit = cellOf(line, columns, 'unit') || undefined;
  const places = { value: column('value'), unit: column('unit'), takenAt: column(timeMeaning(columns)) };
  found.candidates.push({ row, columns: places, kind: kind.code, ...value, unit, takenAt });
}

function gatherWide(
  line: Line,
  columns: readonly Column[],
  { takenAt, decimal, commaIsLikely, found }: Row,
): void {
  const row = line.line;
  const time = nameOf(columns, timeMeaning(columns));
  let hasValue = false;
  for (const [index, { name: column, means, unit }] of columns.entries()) {
    const written = line.cells[index] ?? '';
    const kind = readingKindOf(means);
    if (!kind || written === '') continue;
    hasValue = true;
    const value = readNumber(written, decimal, commaIsLikely);
    if ('problem' in value) found.problems.push({ row, column, message: value.problem });
    else {
      const places = { value: column, takenAt: time };
      found.candidates.push({ row, columns: places, kind: kind.code, ...value, unit, takenAt });
    }
  }
  // Meters write what they do not measure (food, insulin, a note) in rows of their own.
  if (!hasValue) found.leftOut += 1;
}
