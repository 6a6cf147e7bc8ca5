import mongoose from 'mongoose';
import type { AdoptedDocument, RawDocument, RawValue } from '../core/ports/legacy-database';

const { BSON } = mongoose.mongo;
const { EJSON } = BSON;
export const { ObjectId } = mongoose.mongo;

type Document = Record<string, unknown>;

/** Canonical, so that no number type and no date is lost on the way there and back. */
export const toRaw = (document: Document): RawDocument => EJSON.serialize(document, { relaxed: false });
export const fromRaw = (raw: RawDocument): Document => EJSON.deserialize(raw, { relaxed: false });
export const toLine = (document: Document): string => EJSON.stringify(document, { relaxed: false });

/** MongoDB holds documents of up to 16 MB. */
const largestDocument = 16 * 1024 * 1024;

/** False for a document that has become too large to be stored. */
export const fits = (document: Document): boolean => BSON.calculateObjectSize(document) <= largestDocument;

export function isStorable(raw: RawDocument): boolean {
  try {
    return BSON.calculateObjectSize(fromRaw(raw)) <= largestDocument;
  } catch {
    // Something in it only looks like Extended JSON, as `{ "$oid": "abc" }`.
    return false;
  }
}

export type Original = {
  readonly bytes: Uint8Array;
  readonly document: Document;
  /** False when the bytes say something that the document cannot. */
  readonly isWhole: boolean;
};

/** Types as they are: numbers of every width, regular expressions that JavaScript does not know. */
const asItIs = { promoteValues: false, promoteLongs: false, bsonRegExp: true } as const;

export function decode(bytes: Uint8Array): Original {
  try {
    const document = BSON.deserialize(bytes, { ...asItIs, validation: { utf8: true } });
    return { bytes, document, isWhole: !holdsUnreadableDate(document) && saysAll(document, bytes) };
  } catch {
    const document = BSON.deserialize(bytes, { ...asItIs, validation: { utf8: false } });
    return { bytes, document, isWhole: false };
  }
}

/** Fields of one name twice, which some older programs wrote, become one: then the bytes are more than the document. */
const saysAll = (document: Document, bytes: Uint8Array): boolean =>
  BSON.calculateObjectSize(document, { ignoreUndefined: false }) === bytes.length;

/** MongoDB's dates reach further than those of JavaScript, which would become 1970. */
function holdsUnreadableDate(value: unknown): boolean {
  if (value instanceof Date) return Number.isNaN(value.getTime());
  if (typeof value !== 'object' || value === null || '_bsontype' in value) return false;
  return Object.values(value).some(holdsUnreadableDate);
}

/** Remembers what each raw document was, as long as somebody holds it: Extended JSON cannot say everything. */
export class LegacyOriginals {
  readonly #kept = new WeakMap<RawDocument, Original>();

  read(bytes: Uint8Array): RawDocument {
    const original = decode(bytes);
    const raw = toRaw(original.document);
    this.#kept.set(raw, original);
    return raw;
  }

  of(raw: RawDocument): Original {
    const original = this.#kept.get(raw);
    if (!original) throw new Error('A document was handed in that was not read here');
    return original;
  }

  /** What is kept of a document beside its values: the values of old themselves, and what was made of them. */
  legacyOf({ before, legacy }: AdoptedDocument): Document {
    const { document } = this.of(before);
    const kept: Document = {};
    for (const [name, raw] of Object.entries(legacy)) {
      const value = Object.hasOwn(before, name)
        ? asItWas(raw, before[name], document[name])
        : fromRaw({ value: raw }).value;
      // A field of old may have any name, `__proto__` too.
      Object.defineProperty(kept, name, { value, enumerable: true, writable: true, configurable: true });
    }
    return kept;
  }
}

/**
 * The stored form of an old value that may have been changed in parts (its passwords): every part that is still the very
 * one that was read is given as it was, since Extended JSON cannot say everything.
 */
function asItWas(raw: RawValue, before: RawValue, original: unknown): unknown {
  if (raw === before) return original;
  if (!isNested(raw) || !isNested(before) || !isNested(original)) return fromRaw({ value: raw }).value;
  if (Array.isArray(raw))
    return raw.map((part, index) => asItWas(part, Reflect.get(before, index), Reflect.get(original, index)));
  const made: Document = {};
  for (const [name, part] of Object.entries(raw)) {
    const value = asItWas(part, Reflect.get(before, name), Reflect.get(original, name));
    Object.defineProperty(made, name, { value, enumerable: true, writable: true, configurable: true });
  }
  return made;
}

const isNested = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !('_bsontype' in value) && !(value instanceof Date);
