import type { Field, FieldKind } from '../../../shared/schema';
import type { RawValue } from '../ports/legacy-database';
import { type Plain, plainOf } from './raw-value';
import { calendarDateOf, clockTimeOfPlain, instantOfPlain, partialDateOf } from './read-date';

/** What became of a value: its new form and, when the form changed, what changed; `kept`: it could not be converted. */
export type Converted =
  | { readonly kind: 'value'; readonly value: unknown; readonly change?: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'kept' };

/** What is said of a value that could not be read. */
export const unreadable = ({ label }: Field): string =>
  `${label} could not be read and is empty now. The old value is kept; enter it again if it matters.`;

const kept: Converted = { kind: 'kept' };
const absent: Converted = { kind: 'absent' };
const value = (converted: unknown, change?: string): Converted =>
  change === undefined ? { kind: 'value', value: converted } : { kind: 'value', value: converted, change };

type Convert = (plain: Plain, field: Field, timeZone: string) => Converted;

/** Text stays as it was written; a number becomes its digits. */
const asText: Convert = (plain) => {
  if (plain.is === 'text') return plain.value.trim() === '' ? absent : value(plain.value);
  if (plain.is === 'number') return value(plain.text, 'number becomes text');
  return kept;
};

const asNumber: Convert = (plain) => {
  // A number of more digits than a computer's numbers hold is rounded, which must be seen.
  if (plain.is === 'number')
    return String(plain.value) === plain.text ? value(plain.value) : value(plain.value, 'number is rounded');
  if (plain.is !== 'text') return kept;
  const text = plain.value.trim();
  if (text === '') return absent;
  if (!/^-?\d{1,15}([.,]\d{1,9})?$/.test(text) || isGrouped(text)) return kept;
  return value(Number(text.replace(',', '.')), 'text becomes number');
};

/** "1,500" may be fifteen hundred or one and a half. */
const isGrouped = (text: string): boolean => /^-?[1-9]\d{0,2},\d{3}$/.test(text);

const words: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
]);
const asYesNo: Convert = (plain) => {
  if (plain.is === 'yesNo') return value(plain.value);
  if (plain.is === 'text' && plain.value.trim() === '') return absent;
  const text =
    plain.is === 'text' ? plain.value.trim().toLowerCase() : plain.is === 'number' ? plain.text : '';
  const known = words.get(text);
  return known === undefined ? kept : value(known, 'becomes yes or no');
};

const through =
  (read: (plain: Plain, timeZone: string) => unknown, change: string): Convert =>
  (plain, _field, timeZone) => {
    if (plain.is === 'text' && plain.value.trim() === '') return absent;
    const found = read(plain, timeZone);
    if (found === null) return kept;
    const isSame = plain.is === 'text' && plain.value === found;
    const isSameDate = plain.is === 'date' && found instanceof Date;
    return isSame || isSameDate ? value(found) : value(found, change);
  };

const asChoice: Convert = (plain, field) => {
  if (plain.is !== 'text') return kept;
  const wanted = plain.value.trim().toLowerCase();
  if (wanted === '') return absent;
  const found = field.choices?.find((each) =>
    [each.value.toLowerCase(), each.label.toLowerCase()].includes(wanted),
  );
  if (!found) return kept;
  return found.value === plain.value ? value(found.value) : value(found.value, 'written as today');
};

const asReference: Convert = (plain) => {
  if (plain.is === 'id') return value(plain.value);
  if (plain.is === 'text' && /^[0-9a-f]{24}$/i.test(plain.value))
    return value(plain.value.toLowerCase(), 'text becomes reference');
  return kept;
};

const asList =
  (one: Convert): Convert =>
  (plain, field, timeZone) => {
    if (plain.is !== 'list') return kept;
    const parts = plain.value.map((each) => one(plainOf(each), field, timeZone));
    const values = parts.flatMap((part) => (part.kind === 'value' ? [part] : []));
    if (values.length < parts.length) return kept;
    const change = values.find((part) => part.change !== undefined)?.change;
    return value(
      values.map((part) => part.value),
      change,
    );
  };

/** A group is taken over when all of it has a place: half of an address would be worse than none. */
const asGroup: Convert = (plain, field, timeZone) => {
  if (plain.is !== 'document') return kept;
  const { fields = {} } = field;
  const group: Record<string, unknown> = {};
  let change: string | undefined;
  for (const [name, raw] of Object.entries(plain.value)) {
    const inner = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!inner) return kept;
    const converted = convertValue(raw, inner, timeZone);
    if (converted.kind === 'kept') return kept;
    if (converted.kind === 'value') group[name] = converted.value;
    if (converted.kind === 'absent' || converted.change !== undefined) change = 'written as today';
  }
  return value(group, change);
};

const partsOfCoding = ['system', 'code', 'display'] as const;
const asCoding: Convert = (plain) => {
  if (plain.is !== 'document' || Object.keys(plain.value).length !== partsOfCoding.length) return kept;
  const { value: coding } = plain;
  return partsOfCoding.every((part) => typeof coding[part] === 'string') ? value({ ...coding }) : kept;
};

const converters = {
  text: asText,
  longText: asText,
  email: asText,
  phone: asText,
  image: asText,
  number: asNumber,
  yesNo: asYesNo,
  calendarDate: through(calendarDateOf, 'becomes a date'),
  partialDate: through(partialDateOf, 'becomes a date'),
  clockTime: through(clockTimeOfPlain, 'becomes a time'),
  instant: through(instantOfPlain, 'becomes a point in time'),
  choice: asChoice,
  choices: asList(asChoice),
  reference: asReference,
  references: asList(asReference),
  texts: asList(asText),
  numbers: asList(asNumber),
  coding: asCoding,
  codings: asList(asCoding),
  group: asGroup,
  entries: asList(asGroup),
  password: () => kept,
} as const satisfies Record<FieldKind, Convert>;

/**
 * A raw value in the form of a field. What cannot be converted without doubt is `kept`: it stays as it was under
 * `legacy` and a person looks at it. `timeZone` is the one in which the old system's wall clocks were meant.
 */
export function convertValue(raw: RawValue, field: Field, timeZone: string): Converted {
  const plain = plainOf(raw);
  if (plain.is === 'nothing') return absent;
  const converted = converters[field.kind](plain, field, timeZone);
  // What a field could not read back would vanish from the record.
  if (converted.kind === 'value' && !field.stored.safeParse(converted.value).success) return kept;
  return converted;
}
