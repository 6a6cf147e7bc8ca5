import mongoose from 'mongoose';
import type { Field, Fields } from '../../shared/schema';
import { isScalar, scalarToStored, storedKinds } from './stored-kinds';

const { ObjectId } = mongoose.mongo;

type Decode = (value: unknown) => unknown;

const same: Decode = (value) => value;
/** The text of an id. A text where an id belongs is left as it is: its schema refuses what is no id. */
export const idText: Decode = (value) => (value instanceof ObjectId ? value.toHexString() : value);

/** How the value of a field is read. What does not have the stored form passes unchanged, for the schema to refuse. */
export function fromStored(field: Field): Decode {
  const { element, isList } = storedKinds[field.kind];
  const one = element === 'id' ? idText : element === 'group' ? groupFromStored(field.fields ?? {}) : same;
  if (!isList || one === same) return one;
  return (value) => (Array.isArray(value) ? value.map(one) : value);
}

/** The parts of a group that hold something. */
function groupFromStored(fields: Fields): Decode {
  const inner = Object.entries(fields).map(([name, field]) => [name, fromStored(field)] as const);
  return (value) => {
    if (!isPlain(value)) return value;
    const decoded: Record<string, unknown> = {};
    for (const [name, decode] of inner) {
      const part = value[name];
      if (part !== undefined && part !== null) decoded[name] = decode(part);
    }
    return decoded;
  };
}

/** The stored form of named values; `where` begins what an error says. Throws TypeError. */
export function toStoredFields(
  fields: Fields,
  values: Readonly<Record<string, unknown>>,
  where: string,
): Record<string, unknown> {
  const document: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) throw new TypeError(`${where} has no field ${name}`);
    if (value === undefined || value === null || field.writeOnly) continue;
    document[name] = toStored(field, value, `${where}.${name}`);
  }
  return document;
}

function toStored(field: Field, value: unknown, where: string): unknown {
  const { element, isList } = storedKinds[field.kind];
  const one = (each: unknown): unknown => {
    if (isScalar(element)) return scalarToStored(element, each);
    if (!isPlain(each)) throw new TypeError(`${where} is no group of fields`);
    if (element === 'group') return toStoredFields(field.fields ?? {}, each, where);
    const { system, code, display } = each;
    return {
      system: scalarToStored('string', system),
      code: scalarToStored('string', code),
      display: scalarToStored('string', display),
    };
  };
  if (!isList) return one(value);
  if (!Array.isArray(value)) throw new TypeError(`${where} is no list`);
  return value.map(one);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
