import type { RawDocument, RawValue } from '../ports/legacy-database';

/** What a raw value is, with the value in a form of this language where there is one. */
export type Plain =
  | { readonly is: 'nothing' }
  | { readonly is: 'text'; readonly value: string }
  | { readonly is: 'number'; readonly value: number; readonly text: string }
  | { readonly is: 'yesNo'; readonly value: boolean }
  | { readonly is: 'date'; readonly value: Date }
  | { readonly is: 'id'; readonly value: string }
  | { readonly is: 'list'; readonly value: readonly RawValue[] }
  | { readonly is: 'document'; readonly value: RawDocument }
  /** Binary data, regular expressions, unreadable dates, numbers that are none. */
  | { readonly is: 'other' };

const nothing: Plain = { is: 'nothing' };
const other: Plain = { is: 'other' };

/** Reads a value of Extended JSON, canonical or relaxed. Never throws. */
export function plainOf(raw: RawValue): Plain {
  if (raw === null || raw === undefined) return nothing;
  if (typeof raw === 'string') return { is: 'text', value: raw };
  if (typeof raw === 'number') return numberOf(raw, String(raw));
  if (typeof raw === 'boolean') return { is: 'yesNo', value: raw };
  if (Array.isArray(raw)) return { is: 'list', value: raw };
  if (typeof raw !== 'object') return other;
  const keys = Object.keys(raw);
  // Every object of JSON is a record of raw values.
  const document = raw as RawDocument;
  const [tag = ''] = keys;
  if (keys.length === 1 && tag.startsWith('$')) return taggedValue(tag, document[tag]);
  return keys.some((key) => key.startsWith('$')) ? other : { is: 'document', value: document };
}

function taggedValue(tag: string, inner: RawValue): Plain {
  switch (tag) {
    case '$oid':
      return typeof inner === 'string' && /^[0-9a-f]{24}$/i.test(inner)
        ? { is: 'id', value: inner.toLowerCase() }
        : other;
    case '$numberInt':
    case '$numberLong':
    case '$numberDouble':
    case '$numberDecimal':
      return numberOf(Number(inner), wholeNumberText(String(inner)));
    case '$date': {
      const date = new Date(typeof inner === 'string' ? inner : Number(plainNumber(inner)));
      return Number.isNaN(date.getTime()) ? other : { is: 'date', value: date };
    }
    case '$symbol':
      return typeof inner === 'string' ? { is: 'text', value: inner } : other;
    case '$undefined':
      return nothing;
    default:
      return other;
  }
}

const plainNumber = (raw: RawValue): number => {
  const plain = plainOf(raw);
  return plain.is === 'number' ? plain.value : Number.NaN;
};

function numberOf(value: number, text: string): Plain {
  return Number.isFinite(value) ? { is: 'number', value, text } : other;
}

/** `7.0` and `7` are the same number: a telephone number kept as one has no decimals. Large ones keep all digits. */
function wholeNumberText(text: string): string {
  if (/^-?\d+(\.0+)?$/.test(text)) return text.replace(/\.0+$/, '');
  const value = Number(text);
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : text;
}

/** A raw value as text for people: lists and documents as JSON, without the types of MongoDB. */
export function textOf(raw: RawValue): string {
  const value = readable(raw);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The same, at most 200 characters. */
export function wordsOf(raw: RawValue): string {
  const text = textOf(raw);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

function readable(raw: RawValue): unknown {
  const plain = plainOf(raw);
  switch (plain.is) {
    case 'nothing':
      return null;
    case 'number':
      // A double has not all digits of a long number.
      return String(plain.value) === plain.text ? plain.value : plain.text;
    case 'date':
      return plain.value.toISOString();
    case 'list':
      return plain.value.map(readable);
    case 'document':
      return Object.fromEntries(Object.entries(plain.value).map(([name, each]) => [name, readable(each)]));
    case 'other':
      return raw;
    default:
      return plain.value;
  }
}
