import type { ColumnMeaning } from '../../../../shared/contract';
import { type ReadingKind, readingKindOf, readingKinds } from '../../../../shared/rules/readings/kinds';
import { unitNamed } from '../../../../shared/rules/readings/values';
import { shortened } from './file-numbers';

/** A column of a file and what it was taken for; `unit` (UCUM) where its header says one. */
export type Column = { readonly name: string; readonly means: ColumnMeaning; readonly unit?: string };

/** Names of columns that hold a part of a reading, in lower case with single spaces. */
const parts: Readonly<Record<'time' | 'date' | 'clock' | 'kind' | 'value' | 'unit', readonly string[]>> = {
  time: [
    ...[
      'time',
      'timestamp',
      'date time',
      'datetime',
      'date/time',
      'date and time',
      'measured at',
      'taken at',
    ],
    ...['takenat', 'recorded at', 'device timestamp', 'measurement time', 'start time', 'start', 'when'],
    ...['effectivedatetime', 'zeit', 'zeitpunkt', 'datum uhrzeit', 'datum/uhrzeit', 'zeitstempel'],
  ],
  date: ['date', 'day', 'datum', 'tag', 'measurement date'],
  clock: ['time of day', 'clock', 'uhrzeit'],
  kind: [
    'kind',
    'type',
    'code',
    'loinc',
    'loinc code',
    'measure',
    'measurement',
    'metric',
    'parameter',
    'art',
  ],
  value: ['value', 'result', 'reading', 'wert', 'messwert'],
  unit: ['unit', 'units', 'uom', 'einheit'],
};

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .trim();

/** The kind that a text names: a LOINC code, its label or a common name. */
function kindNamed(text: string): ReadingKind | undefined {
  const name = plain(text);
  return (
    readingKindOf(text.trim()) ??
    readingKinds.find(({ label, alsoNamed }) => label.toLowerCase() === name || alsoNamed.includes(name))
  );
}

/** The kind that a cell names, or why it names none. */
export function kindWritten(written = ''): ReadingKind | { readonly problem: string } {
  if (written.trim() === '') return { problem: 'It does not say of what kind it is' };
  return kindNamed(written) ?? { problem: `“${shortened(written)}” is no kind of reading` };
}

/** What columns hold, by their headers; what the caller says goes before. */
export function columnsOf(
  headers: readonly string[],
  given: Readonly<Record<string, ColumnMeaning>> = {},
): Column[] {
  const columns = headers.map((header): Column => {
    const name = header.trim();
    const said = Object.hasOwn(given, name) ? given[name] : undefined;
    const guessed = guess(name);
    if (said === undefined) return { name, ...guessed };
    const kind = readingKindOf(said);
    const unit = kind && unitIn(name, kind);
    return { name, means: said, ...(unit ? { unit } : {}) };
  });
  const has = (means: ColumnMeaning) => columns.some((column) => column.means === means);
  // Beside a date, what is called "time" is the time of day.
  if (has('date') && has('time') && !has('clock'))
    return columns.map((column) =>
      column.means === 'time' && !(column.name in given) ? { ...column, means: 'clock' } : column,
    );
  return columns;
}

function guess(header: string): Omit<Column, 'name'> {
  const name = plain(header);
  // The keys of the table above are meanings.
  for (const [means, names] of Object.entries(parts))
    if (names.includes(name)) return { means: means as ColumnMeaning };
  const kind = kindNamed(header) ?? kindNamed(withoutUnit(header).rest) ?? kindBeforeLastWord(header);
  if (!kind) return { means: 'ignore' };
  const unit = unitIn(header, kind);
  return { means: kind.code, ...(unit ? { unit } : {}) };
}

/** "Glucose (mg/dL)", "Weight [kg]", "Temperature, °C": the name and the unit beside it. */
function withoutUnit(header: string): { rest: string; unit?: string } {
  const found = /^(.*?)\s*(?:\(([^)]*)\)|\[([^\]]*)\]|,\s*([^,]+))\s*$/.exec(header);
  const unit = found?.[2] ?? found?.[3] ?? found?.[4];
  return unit === undefined ? { rest: header } : { rest: found?.[1] ?? '', unit };
}

/** "heart_rate_bpm", "weight kg". */
function kindBeforeLastWord(header: string): ReadingKind | undefined {
  const words = plain(header).split(' ');
  const kind = kindNamed(words.slice(0, -1).join(' '));
  return kind && unitNamed(kind, words.at(-1) ?? '') ? kind : undefined;
}

function unitIn(header: string, kind: ReadingKind): string | undefined {
  const beside = withoutUnit(header).unit ?? plain(header).split(' ').at(-1) ?? '';
  return unitNamed(kind, beside)?.code;
}
