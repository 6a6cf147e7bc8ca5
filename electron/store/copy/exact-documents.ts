import mongoose from 'mongoose';
import { StartFailure } from '../../core/ports/start-failure';

const { BSON } = mongoose.mongo;

/** Every value keeps its type: 5 as a whole number is not 5 as a double, and a date is not a number. */
const exactly = {
  promoteValues: false,
  promoteLongs: false,
  promoteBuffers: false,
  bsonRegExp: true,
  validation: { utf8: false },
} as const;

/** How to ask for the bytes of documents as they are stored. */
export const rawReading = { raw: true, promoteValues: false } as const;

/** An `_id`. It may be of any other type of BSON too; the driver's types do not take an object. */
export type StoredId = mongoose.mongo.ObjectId | string | number;
export type Document = { _id: StoredId };

/** The bytes of documents that were read with `rawReading`. */
export function bytesOf(raw: unknown): Uint8Array {
  if (!(raw instanceof Uint8Array)) throw new TypeError('The driver gave no bytes');
  return raw;
}

/**
 * A document that is stored as the very bytes that it was read from. Rejects with `StartFailure` for one that the driver
 * cannot write as it is: a value of a kind that MongoDB gave up long ago, or two fields of one name.
 */
export function exactDocument(raw: Uint8Array, collection: string): Document {
  const document = BSON.deserialize(raw, exactly);
  const { _id } = document;
  if (isSame(BSON.serialize(document, written), raw)) return { ...document, _id };
  // JavaScript puts names that are numbers ("2024") before all others; a map leaves them where they are.
  const inOrder = Object.assign(inOrderOf(raw), { _id });
  if (isSame(BSON.serialize(inOrder, written), raw)) return inOrder;
  throw notExact(collection, _id);
}

const OBJECT = 3;

function inOrderOf(raw: Uint8Array): Map<string, unknown> {
  const document = BSON.deserialize(raw, exactly);
  const elements = BSON.onDemand.parseToElements(raw);
  return new Map(
    Array.from(elements, ([type, nameOffset, nameLength, offset, length]) => {
      const name = Buffer.from(raw.subarray(nameOffset, nameOffset + nameLength)).toString('utf8');
      const value: unknown = document[name];
      return [name, type === OBJECT ? inOrderOf(raw.subarray(offset, offset + length)) : value];
    }),
  );
}

const written = { ignoreUndefined: false } as const;

export const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/** The same for the same `_id` of the same type. */
export function idOf(raw: Uint8Array): string {
  for (const [type, nameOffset, nameLength, offset, length] of BSON.onDemand.parseToElements(raw)) {
    const isId = nameLength === 3 && Buffer.from(raw.subarray(nameOffset, nameOffset + 3)).equals(idName);
    if (isId) return `${type} ${Buffer.from(raw.subarray(offset, offset + length)).toString('base64')}`;
  }
  throw new TypeError('A document has no _id');
}

const idName = Buffer.from('_id');

/** `idOf` of a value. */
export const idOfValue = (_id: unknown): string => idOf(BSON.serialize({ _id }));

/**
 * The bytes of a document of a time series with its fields in order of name: the server keeps values by columns and gives
 * them back in the order of whichever bucket they came to lie in.
 */
export function sortedBytes(raw: Uint8Array, metaField: string): Uint8Array {
  const document = BSON.deserialize(raw, exactly);
  const sorted = sortedFields(document);
  const meta: unknown = sorted[metaField];
  if (isPlain(meta)) sorted[metaField] = sortedFields(meta);
  return BSON.serialize(sorted, written);
}

const sortedFields = (document: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(document).sort(([one], [other]) => (one < other ? -1 : 1)));

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const notExact = (collection: string, id: unknown) =>
  new StartFailure(
    'copyNotExact',
    `A document of "${collection}" holds a value that cannot be copied exactly (its _id: ${String(id).slice(0, 60)}).`,
    'Nothing was lost here. Ask for help with this document, then go on with the copy.',
  );
