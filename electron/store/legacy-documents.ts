import mongoose from 'mongoose';
import type { AdoptedDocument, RawDocument } from '../core/ports/legacy-database';

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

export function isStorable(raw: RawDocument): boolean {
  try {
    return BSON.calculateObjectSize(fromRaw(raw)) <= largestDocument;
  } catch {
    // Something in it only looks like Extended JSON, as `{ "$oid": "abc" }`.
    return false;
  }
}

type Original = {
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
    return { bytes, document, isWhole: !holdsUnreadableDate(document) };
  } catch {
    const document = BSON.deserialize(bytes, { ...asItIs, validation: { utf8: false } });
    return { bytes, document, isWhole: false };
  }
}

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
      const isSame = Object.hasOwn(before, name) && before[name] === raw;
      const value = isSame ? document[name] : fromRaw({ value: raw }).value;
      // A field of old may have any name, `__proto__` too.
      Object.defineProperty(kept, name, { value, enumerable: true, writable: true, configurable: true });
    }
    return kept;
  }
}
