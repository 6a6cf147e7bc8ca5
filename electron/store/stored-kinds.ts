import mongoose from 'mongoose';
import type { Field, FieldKind } from '../../shared/schema';

const { ObjectId } = mongoose.mongo;
const { Schema } = mongoose;

/** What one element of a field is in the database. */
export type StoredElement = 'string' | 'number' | 'boolean' | 'date' | 'id' | 'coding' | 'group';

/** The stored form of each kind of field: what an element is, and whether there is a list of them. */
export const storedKinds = {
  text: { element: 'string', isList: false },
  longText: { element: 'string', isList: false },
  email: { element: 'string', isList: false },
  phone: { element: 'string', isList: false },
  number: { element: 'number', isList: false },
  yesNo: { element: 'boolean', isList: false },
  calendarDate: { element: 'string', isList: false },
  partialDate: { element: 'string', isList: false },
  clockTime: { element: 'string', isList: false },
  instant: { element: 'date', isList: false },
  choice: { element: 'string', isList: false },
  choices: { element: 'string', isList: true },
  reference: { element: 'id', isList: false },
  references: { element: 'id', isList: true },
  coding: { element: 'coding', isList: false },
  codings: { element: 'coding', isList: true },
  texts: { element: 'string', isList: true },
  numbers: { element: 'number', isList: true },
  group: { element: 'group', isList: false },
  entries: { element: 'group', isList: true },
  image: { element: 'string', isList: false },
  password: { element: 'string', isList: false },
} as const satisfies Record<FieldKind, { element: StoredElement; isList: boolean }>;

/** Field kinds to mongoose types. */
export function mongooseTypeOf(field: Field): mongoose.SchemaDefinitionProperty {
  const { element, isList } = storedKinds[field.kind];
  const type = mongooseTypes[element](field);
  return isList ? { type: [type], default: undefined } : { type };
}

const mongooseTypes = {
  string: () => String,
  number: () => Number,
  boolean: () => Boolean,
  date: () => Date,
  id: () => Schema.Types.ObjectId,
  coding: () => new Schema({ system: String, code: String, display: String }, { _id: false }),
  group: (field) =>
    new Schema(
      Object.fromEntries(
        Object.entries(field.fields ?? {}).map(([name, inner]) => [name, mongooseTypeOf(inner)]),
      ),
      { _id: false },
    ),
} satisfies Record<StoredElement, (field: Field) => unknown>;

/** True for the text of an id: 24 lower-case hexadecimal digits. */
export const isIdText = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{24}$/.test(value);

type Scalar = Exclude<StoredElement, 'coding' | 'group'>;

/** A value that may stand in a statement: a plain scalar of the right type, never an object that could hold operators. */
export function scalarToStored(element: Scalar, value: unknown): unknown {
  switch (element) {
    case 'string':
    case 'number':
    case 'boolean':
      // The elements of these cases are names of types.
      if (typeof value === element) return value;
      break;
    case 'date':
      if (value instanceof Date && !Number.isNaN(value.getTime())) return value;
      break;
    case 'id':
      if (isIdText(value)) return ObjectId.createFromHexString(value);
      break;
  }
  throw new TypeError(`The database was handed something that is no ${element}`);
}

export const isScalar = (element: StoredElement): element is Scalar =>
  element !== 'coding' && element !== 'group';
