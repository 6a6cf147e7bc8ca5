import { type Fragment, fragmentsOf } from '../../../shared/rules/fragments';
import {
  isTelling,
  prefixesOf,
  searchedTexts,
  type TextQuery,
  tokensOfField,
} from '../../../shared/rules/search-tokens';
import type { EntityDefinition, Field } from '../../../shared/schema';
import type { StoredRecord } from '../ports/records';
import { takeTurns } from '../turns';

/** Pieces that are shown of one record. */
const mostFragments = 3;

/** A field of a record in which something was found. */
type FoundField = { readonly field: Field; readonly value: unknown; readonly wholeWords: number };
export type Ranked = { readonly record: StoredRecord; readonly fields: readonly FoundField[] };

/** Records by what matched in them: in more fields before fewer, whole words before beginnings; else as they come. */
export async function ranked(
  entity: EntityDefinition,
  records: readonly StoredRecord[],
  query: TextQuery,
): Promise<Ranked[]> {
  const prefixes = prefixesOf(query);
  const turns = takeTurns();
  const all: Ranked[] = [];
  for (const record of records) {
    if (turns.isOver()) await turns.next();
    all.push({ record, fields: foundFields(entity, record, prefixes) });
  }
  const wholeWords = ({ fields }: Ranked) => fields.reduce((sum, field) => sum + field.wholeWords, 0);
  return all
    .map((each) => ({ each, fields: each.fields.length, whole: wholeWords(each) }))
    .toSorted((one, other) => other.fields - one.fields || other.whole - one.whole)
    .map(({ each }) => each);
}

function foundFields(
  entity: EntityDefinition,
  record: StoredRecord,
  prefixes: readonly string[],
): FoundField[] {
  return entity.searchFields.flatMap((name) => {
    const field = entity.fields[name];
    const value = record[name];
    if (!field || value === undefined) return [];
    const tokens = tokensOfField(field, value);
    const own = prefixesIn(field, prefixes);
    if (!isFoundIn(tokens, own)) return [];
    // A whole code before its beginning in prose.
    const counted = isCoded(field) ? prefixes : own;
    const wholeWords = counted.filter((prefix) => tokens.includes(prefix)).length;
    return [{ field, value, wholeWords }];
  });
}

const isCoded = ({ kind }: Field) => kind === 'coding' || kind === 'codings';

/** Where much is written, a single letter or digit is found only behind a word that was: nobody means the 9 of 8.9. */
const prefixesIn = (field: Field, prefixes: readonly string[]) =>
  isCoded(field) || ['longText', 'texts'].includes(field.kind) ? prefixes.filter(isTelling) : prefixes;

const isFoundIn = (tokens: readonly string[], prefixes: readonly string[]) =>
  prefixes.some((prefix) => tokens.some((token) => token.startsWith(prefix)));

type NamedFragment = { field: string; text: string; marks: [from: number, to: number][] };

/** Why a record was found, in pieces of its fields. */
export function whyFound({ fields }: Ranked, query: TextQuery): NamedFragment[] {
  const prefixes = prefixesOf(query);
  return fields
    .flatMap(({ field, value }) =>
      textsOf(field, value).flatMap((text) =>
        piecesOf(field, text, prefixes).map((piece) => ({
          field: field.label,
          text: piece.text,
          marks: piece.marks.map(([from, to]): [number, number] => [from, to]),
        })),
      ),
    )
    .slice(0, mostFragments);
}

/** A telephone number, a date or a code is found as a whole, however its digits are parted. */
function piecesOf(field: Field, text: string, prefixes: readonly string[]): Fragment[] {
  const own = prefixesIn(field, prefixes);
  const pieces = fragmentsOf(
    text,
    own,
    prefixes.filter((each) => !own.includes(each)),
  );
  const isWhole = ['phone', 'calendarDate', 'coding', 'codings'].includes(field.kind);
  if (pieces.length > 0 || !isWhole || !isFoundIn(tokensOfField(field, text), own)) return pieces;
  return [{ text, marks: [[0, text.length]] }];
}

function textsOf(field: Field, value: unknown): string[] {
  return searchedTexts(value).map(
    (text) => field.choices?.find((choice) => choice.value === text)?.label ?? text,
  );
}
