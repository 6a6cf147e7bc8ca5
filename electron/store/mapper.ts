import mongoose from 'mongoose';
import { z } from 'zod';
import type { EntityDefinition } from '../../shared/schema';
import { systemShape } from '../../shared/schema';
import type { StoredRecord } from '../core/ports/records';
import { fromStored, idText, toStoredFields } from './stored-values';

const { ObjectId } = mongoose.mongo;

/** A document as MongoDB keeps it; its own fields have the names of the entity's. */
export type StoredDocument = { _id: mongoose.mongo.ObjectId } & Record<string, unknown>;

/** Told once for each value in the database that does not fit its field, without the value. */
export type OnUnreadable = (entity: string, id: string, field: string) => void;

/** Documents of one entity to records and back. */
export type Mapper = {
  /** The stored form of values; undefined and null are left out. Throws TypeError for unknown fields and wrong types. */
  toDocument(values: Readonly<Record<string, unknown>>): Record<string, unknown>;
  /** The record of a document; null when the document has no form of ours at all (an older system's, not adopted). */
  toRecord(document: StoredDocument): StoredRecord | null;
  /** Values of own and system fields as they came from the database; what does not fit its field is left out. */
  toValues(values: Readonly<Record<string, unknown>>): Record<string, unknown>;
  /** What to fetch for these fields; all but the heavy ones when none are named, all with `'all'`. */
  projection(fields?: readonly string[] | 'all'): Record<string, 1>;
};

const systemNames = [
  'revision',
  'removed',
  'deletedAt',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
] as const;

/** Keeps the report of unreadable values from growing without bound. */
const mostReports = 10_000;

export function mapperOf(entity: EntityDefinition, onUnreadable: OnUnreadable): Mapper {
  const kept = Object.entries(entity.fields).filter(([, field]) => !field.writeOnly);
  const decoders = kept.map(([name, field]) => [name, fromStored(field)] as const);
  // One compiled check of a whole record costs a tenth of checking field by field, which happens only when it fails.
  const shape = z.object({
    ...systemShape,
    ...Object.fromEntries(kept.map(([name, field]) => [name, field.stored.optional()])),
  });
  const schemas: Readonly<Record<string, z.ZodType>> = shape.shape;
  const decoderByName = new Map(decoders);
  const projections = {
    all: include(kept.map(([name]) => name)),
    light: include(kept.filter(([, field]) => !field.heavy).map(([name]) => name)),
  };
  const reported = new Set<string>();
  const report = (id: string, field: string) => {
    const key = `${id} ${field}`;
    if (reported.has(key) || reported.size >= mostReports) return;
    reported.add(key);
    onUnreadable(entity.name, id, field);
  };

  return {
    toDocument(values) {
      return toStoredFields(entity.fields, values, entity.name);
    },
    toRecord(document) {
      const { _id, revision, removed } = document;
      if (typeof removed !== 'boolean') return null;
      if (!(_id instanceof ObjectId) || typeof revision !== 'number') {
        report(String(_id), _id instanceof ObjectId ? 'revision' : 'id');
        return null;
      }
      const record: Record<string, unknown> = systemFieldsOf(document);
      for (const [name, decode] of decoders) {
        const value = document[name];
        if (value !== undefined && value !== null) record[name] = decode(value);
      }
      const checked = shape.safeParse(record);
      // `shape` extends systemShape, so what passed has the system fields.
      if (checked.success) return checked.data as StoredRecord;
      const readable: Record<string, unknown> = {};
      for (const [name, schema] of Object.entries(schemas)) {
        if (record[name] === undefined) continue;
        const parsed = schema.safeParse(record[name]);
        if (parsed.success) readable[name] = parsed.data;
        else report(_id.toHexString(), name);
      }
      // id, revision and both dates were made sure of above; the rest of the system fields is optional.
      return readable as StoredRecord;
    },
    toValues(values) {
      const readable: Record<string, unknown> = {};
      for (const [name, value] of Object.entries(values)) {
        if (value === undefined || value === null) continue;
        const decode = decoderByName.get(name) ?? idText;
        const parsed = schemas[name]?.safeParse(decode(value));
        if (parsed?.success) readable[name] = parsed.data;
      }
      return readable;
    },
    projection(fields) {
      if (fields === 'all') return projections.all;
      if (!fields) return projections.light;
      for (const name of fields) {
        if (!Object.hasOwn(entity.fields, name) && !Object.hasOwn(systemShape, name)) {
          throw new TypeError(`${entity.name} has no field ${name}`);
        }
      }
      return include(fields.filter((name) => name !== 'id'));
    },
  };
}

function include(names: readonly string[]): Record<string, 1> {
  return Object.fromEntries([...systemNames, ...names].map((name) => [name, 1]));
}

/** System fields; dates that an older system lost become the moment in the id, so that the record stays readable. */
function systemFieldsOf(document: StoredDocument): Record<string, unknown> {
  const made = (value: unknown) => (value instanceof Date ? value : document._id.getTimestamp());
  const fields: Record<string, unknown> = {
    id: document._id.toHexString(),
    revision: document.revision,
    createdAt: made(document.createdAt),
    updatedAt: made(document.updatedAt),
  };
  if (document.createdBy instanceof ObjectId) fields.createdBy = document.createdBy.toHexString();
  if (document.updatedBy instanceof ObjectId) fields.updatedBy = document.updatedBy.toHexString();
  if (document.removed === true) fields.deletedAt = made(document.deletedAt);
  return fields;
}
