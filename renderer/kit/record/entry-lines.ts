import type { Field } from '../../../shared/schema';
import { formatField } from '../format';

type Part = readonly [name: string, field: Field];
type Values = Readonly<Record<string, unknown>>;

/** Two times that follow each other are a span: "09:00–13:00". */
function wordsOf(parts: readonly Part[], entry: Values, names: Readonly<Record<string, string>>): string {
  return parts.reduce((line, [name, part], index) => {
    const words = formatField(part, entry[name], names);
    const isSpan = part.kind === 'clockTime' && parts[index - 1]?.[1].kind === 'clockTime';
    return [line, words].filter(Boolean).join(isSpan ? '–' : ' ');
  }, '');
}

/**
 * Entries of a list as lines; entries that begin with the same choice share one, as opening hours are written:
 * "Monday 09:00–13:00, 14:00–18:00".
 */
export function entryLines(
  parts: readonly Part[],
  entries: readonly Values[],
  names: Readonly<Record<string, string>>,
): string[] {
  const [first, ...others] = parts;
  if (!first || first[1].kind !== 'choice') return entries.map((entry) => wordsOf(parts, entry, names));
  const byFirst = new Map<string, string[]>();
  for (const entry of entries) {
    const head = wordsOf([first], entry, names);
    byFirst.set(head, [...(byFirst.get(head) ?? []), wordsOf(others, entry, names)]);
  }
  return [...byFirst].map(([head, rest]) => `${head} ${rest.filter(Boolean).join(', ')}`.trim());
}
