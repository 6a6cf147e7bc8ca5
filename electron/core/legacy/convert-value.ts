import type { Field, FieldKind } from '../../../shared/schema';
import type { RawValue } from '../ports/legacy-database';
import { type Plain, plainOf } from './raw-value';
import { calendarDateOf, clockTimeOfPlain, instantOfPlain } from './read-date';

/** What became of a value: its new form and, when the form changed, what changed; `kept`: it could not be converted. */
export type Converted =
  | { readonly kind: 'value'; readonly value: unknown; readonly change?: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'kept' };

const kept: Converted = { kind: 'kept' };
const absent: Converted = { kind: 'absent' };
const value = (converted: unknown, change?: string): Converted => ({
  kind: 'value',
  value: converted,
  change,
});

type Convert = (plain: Plain, field: Field) => Converted;

/** Text stays as it was written; a number becomes its digits. */
const asText: Convert = (plain) => {
  if (plain.is === 'text') return plain.value.trim() === '' ? absent : value(plain.value);
  if (plain.is === 'number') return value(plain.text, 'number becomes text');
  return kept;
};

const asNumber: Convert = (plain) => {
  if (plain.is === 'number') return value(plain.value);
  if (plain.is !== 'text') return kept;
  const text = plain.value.trim();
  return /^-?\d+([.,]\d+)?$/.test(text) ? value(Number(text.replace(',', '.')), 'text becomes number') : kept;
};

const words: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
};
const asYesNo: Convert = (plain) => {
  if (plain.is === 'yesNo') return value(plain.value);
  const text =
    plain.is === 'text' ? plain.value.trim().toLowerCase() : plain.is === 'number' ? plain.text : '';
  const known = words[text];
  return known === undefined ? kept : value(known, 'becomes yes or no');
};

const through =
  (read: (plain: Plain) => unknown, change: string): Convert =>
  (plain) => {
    const read_ = read(plain);
    if (read_ === null) return kept;
    const isSame = plain.is === 'text' && plain.value === read_;
    const isSameDate = plain.is === 'date' && read_ instanceof Date;
    return isSame || isSameDate ? value(read_) : value(read_, change);
  };

const asChoice: Convert = (plain, field) => {
  if (plain.is !== 'text') return kept;
  const wanted = plain.value.trim().toLowerCase();
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
  (plain, field) => {
    if (plain.is !== 'list') return kept;
    const parts = plain.value.map((each) => one(plainOf(each), field));
    if (parts.some((part) => part.kind !== 'value')) return kept;
    return value(parts.map((part) => (part.kind === 'value' ? part.value : undefined)));
  };

/** Kinds that the published system did not have: taken when they have today's form exactly. */
const asToday: Convert = (plain, field) => {
  if (plain.is !== 'document' && plain.is !== 'list') return kept;
  const parsed = field.stored.safeParse(plain.value);
  return parsed.success ? value(parsed.data) : kept;
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
  clockTime: through(clockTimeOfPlain, 'becomes a time'),
  instant: through(instantOfPlain, 'becomes a point in time'),
  choice: asChoice,
  choices: asList(asChoice),
  reference: asReference,
  references: asList(asReference),
  texts: asList(asText),
  numbers: asList(asNumber),
  coding: asToday,
  codings: asToday,
  group: asToday,
  entries: asToday,
  password: () => kept,
} as const satisfies Record<FieldKind, Convert>;

/**
 * A raw value in the form of a field. What cannot be converted without doubt is `kept`: it stays as it was under
 * `legacy` and a person looks at it.
 */
export function convertValue(raw: RawValue, field: Field): Converted {
  const plain = plainOf(raw);
  if (plain.is === 'nothing') return absent;
  const converted = converters[field.kind](plain, field);
  // What a field could not read back would vanish from the record.
  if (converted.kind === 'value' && !field.stored.safeParse(converted.value).success) return kept;
  return converted;
}
