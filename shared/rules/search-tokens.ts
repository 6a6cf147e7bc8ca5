import type { Coding, EntityDefinition, Field, FieldKind } from '../schema';
import { isCalendarDate } from '../schema';
import { fold, wordsOf } from './names';

/**
 * Before tokens that are no words, so that typing "day" or "ends" does not find everyone: words hold only
 * letters and digits, these begin with a colon.
 */
const endsWith = (digits: string) => `:ends:${digits}`;
const onDay = (monthAndDay: string) => `:day:${monthAndDay}`;

/** A word is found by its first letters; more of a token than this is never compared. */
const longestToken = 64;
/** A very long note has no more than this many different words to find it by. */
const mostTokens = 1_000;

type Tokenizer = (value: string, field: Field) => readonly string[];

const none: Tokenizer = () => [];
const words: Tokenizer = (value) => wordsOf(value);

/** How each kind of field is found; kinds that hold no words are found by filters. */
const tokenizers = {
  text: words,
  longText: words,
  texts: words,
  email: (value) => [fold(value.trim()), ...wordsOf(value)],
  phone: (value) => phoneTokens(value),
  calendarDate: (value) => [value, onDay(value.slice(5))],
  partialDate: (value) => [value],
  choice: (value, field) => labelWords(value, field),
  choices: (value, field) => labelWords(value, field),
  number: none,
  yesNo: none,
  clockTime: none,
  instant: none,
  reference: none,
  references: none,
  coding: (value) => codeTokens(value),
  codings: (value) => codeTokens(value),
  numbers: none,
  group: none,
  entries: none,
  image: none,
  password: none,
} satisfies Record<FieldKind, Tokenizer>;

/** All digits of a number without its extension, and its last four. */
function phoneTokens(value: string): string[] {
  const digits = (value.split(/x/i)[0] ?? '').replace(/\D/g, '');
  return digits.length < 4 ? [digits] : [digits, endsWith(digits.slice(-4))];
}

/** Words of what a code means and of the code; the code in one too: people leave the point away ("J209"). */
function codeTokens(value: string): string[] {
  const [code = ''] = value.split(' ');
  return [...wordsOf(value), wordsOf(code).join('')];
}

function labelWords(value: string, field: Field): string[] {
  return wordsOf(field.choices?.find((choice) => choice.value === value)?.label ?? value);
}

/** What a record is found by: folded words and other tokens of its searched fields, each once. */
export function tokensOf(entity: EntityDefinition, values: Readonly<Record<string, unknown>>): string[] {
  const tokens = new Set<string>();
  for (const name of entity.searchFields) {
    const field = entity.fields[name];
    if (field) addTokens(tokens, field, values[name]);
  }
  return [...tokens];
}

/** The texts that a value holds, as they are searched and shown; of a code "J20.9 Acute bronchitis". */
export function searchedTexts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((each): string[] => {
    if (typeof each === 'string') return [each];
    if (!isCoding(each)) return [];
    return [`${each.code} ${each.display}`];
  });
}

const isCoding = (value: unknown): value is Pick<Coding, 'code' | 'display'> =>
  typeof value === 'object' &&
  value !== null &&
  'code' in value &&
  typeof value.code === 'string' &&
  'display' in value &&
  typeof value.display === 'string';

/** What a record is found by in one of its fields, each once. */
export function tokensOfField(field: Field, value: unknown): string[] {
  const tokens = new Set<string>();
  addTokens(tokens, field, value);
  return [...tokens];
}

function addTokens(tokens: Set<string>, field: Field, value: unknown): void {
  for (const each of searchedTexts(value)) {
    for (const token of tokenizers[field.kind](each, field)) {
      if (token && tokens.size < mostTokens) tokens.add(token.slice(0, longestToken));
    }
  }
}

/** Prefixes of which one must begin a token of the record. */
export type TextTerm = readonly string[];
/** Ways to read one part of what was typed; in each, all terms must be found. */
export type TextPart = readonly (readonly TextTerm[])[];
/** What was typed: every part must be found in one of its ways. No parts: everything is found. */
export type TextQuery = readonly TextPart[];

/** More words than this only repeat what is already narrow. */
const mostParts = 8;
/** Fewer digits are a house number or a year rather than a telephone number written with spaces. */
const fewestJoinedDigits = 5;

/**
 * Reads what a person typed into a search box: every word must begin a word of the record ("jo smi"), digits may be
 * the last four of a phone number, a phone number may have spaces, a date may be written as people do
 * (1984-03-12, 12.3.1984, 12/3/1984, 12.3.). Of words with a bar between them any will do (`oneOf`).
 */
export function textQueryOf(text: string): TextQuery {
  const chunks = text.trim().split(/\s+/).filter(Boolean).slice(0, 32);
  const parts: TextPart[] = [];
  for (let at = 0; at < chunks.length && parts.length < mostParts; ) {
    const run = digitRun(chunks, at);
    const part = run.length > 0 ? numberPart(run) : wordPart(chunks[at] ?? '');
    if (part.length > 0) parts.push(part);
    at += Math.max(1, run.length);
  }
  return parts;
}

/** True when the tokens of a record answer the query. */
export function matchesText(query: TextQuery, tokens: readonly string[]): boolean {
  const found = (term: TextTerm) => term.some((prefix) => tokens.some((token) => token.startsWith(prefix)));
  return query.every((part) => part.some((way) => way.every(found)));
}

/** Everything of which the query asks that it begins a token, each once. */
export const prefixesOf = (query: TextQuery): string[] => [...new Set(query.flat(3))];

/** Whether a beginning tells something by itself: a letter or a digit begins words of half the records. */
export const isTelling = (prefix: string): boolean => prefix.length >= 2 || /\p{Script=Han}/u.test(prefix);

const isNumberLike = (chunk: string) => /^[+(]*\d[\d().\-/+]*$/.test(chunk);

function digitRun(chunks: readonly string[], from: number): string[] {
  const end = chunks.findIndex((chunk, index) => index >= from && !isNumberLike(chunk));
  return chunks.slice(from, end < 0 ? undefined : end);
}

/** Between words of which any will do: `oneOf(['jon', 'john'])` asks for either. */
const or = '|';

/** Words as one part of a text query: a record that has any of them answers it. */
export const oneOf = (words: readonly string[]): string => words.join(or);

function wordPart(chunk: string): TextPart {
  if (chunk.includes('@')) return [[[cut(fold(chunk))]]];
  if (chunk.includes(or)) {
    const any = chunk.split(or).flatMap(wordsOf).map(cut);
    return any.length > 0 ? [[any]] : [];
  }
  const way = wordsOf(chunk).map(termOf);
  return way.length > 0 ? [way] : [];
}

function numberPart(run: readonly string[]): TextPart {
  const ways: TextTerm[][] = [];
  const separate = run.flatMap(wordsOf);
  if (separate.length > 0) ways.push(separate.map(termOf));
  const joined = run.join('').replace(/\D/g, '');
  if (separate.length > 1 && joined.length >= fewestJoinedDigits) ways.push([[cut(joined)]]);
  const [only, ...others] = run;
  const dates = only !== undefined && others.length === 0 ? datePrefixes(only) : [];
  if (dates.length > 0) ways.push([dates]);
  return ways;
}

const cut = (word: string) => word.slice(0, longestToken);

function termOf(word: string): TextTerm {
  return /^\d{3,4}$/.test(word) ? [word, endsWith(word)] : [cut(word)];
}

/** The tokens that a chunk may mean as a date; none when it is no date. */
function datePrefixes(chunk: string): string[] {
  if (/^\d{4}-\d{0,2}(-\d{0,2})?$/.test(chunk)) return [chunk];
  const parts = chunk.split(/[-./]/).filter(Boolean);
  const [first = '', second = '', year] = parts;
  if (parts.length < 2 || parts.length > 3 || first.length > 2 || second.length > 2) return [];
  if (year !== undefined && year.length !== 4) return [];
  const two = (digits: string) => digits.padStart(2, '0');
  const orders = [`${two(second)}-${two(first)}`, `${two(first)}-${two(second)}`];
  // 2000 was a leap year, so 29 February passes where no year is given.
  const possible = orders.filter((day) => isCalendarDate(`${year ?? '2000'}-${day}`));
  return [...new Set(possible.map((day) => (year === undefined ? onDay(day) : `${year}-${day}`)))];
}
