import { z } from 'zod';
import type { EntityDefinition, Field } from '../schema';
import {
  type ChangesOf,
  changesSchema,
  isSendable,
  type NewOf,
  newSchema,
  type RecordOf,
  recordSchema,
  systemShape,
} from '../schema';
import { base } from './base';

const id = z.string().regex(/^[0-9a-f]{24}$/, 'An id has 24 hexadecimal digits');

/** Reading what no record could be called is not wrong input: there just is no such record. */
export const anyId = z.string().min(1).max(100);

/** Texts of the records that references point to, by id, as far as the caller may read them. */
const names = z.record(z.string(), z.string());

/** Conditions on one field, by what it holds. A list of values means any of them. */
function conditionOf(field: Field): z.ZodType {
  const either = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).min(1).max(200)]);
  const presence = { isSet: z.boolean().optional() };
  switch (field.kind) {
    case 'number':
      return z.strictObject({
        from: z.number().optional(),
        to: z.number().optional(),
        is: either(z.number()).optional(),
        ...presence,
      });
    case 'instant':
      return z.strictObject({ from: z.date().optional(), to: z.date().optional(), ...presence });
    case 'calendarDate':
    case 'partialDate':
    case 'clockTime':
      return z.strictObject({
        from: field.stored.optional(),
        to: field.stored.optional(),
        is: either(field.stored).optional(),
        ...presence,
      });
    case 'yesNo':
      return z.strictObject({ is: z.boolean().optional(), ...presence });
    case 'choice':
    case 'choices':
      return z.strictObject({
        is: either(z.enum((field.choices ?? []).map((each) => each.value))).optional(),
        ...presence,
      });
    case 'reference':
    case 'references':
      return z.strictObject({ is: either(id).optional(), ...presence });
    case 'text':
    case 'email':
    case 'phone':
    case 'longText':
      return z.strictObject({
        is: either(z.string().max(1_000)).optional(),
        startsWith: z.string().min(1).max(200).optional(),
        contains: z.string().min(1).max(200).optional(),
        ...presence,
      });
    default:
      return z.strictObject(presence);
  }
}

/** `from` and `to` include their ends; `startsWith` and `contains` ignore case. */
export type Condition = {
  is?: unknown;
  from?: unknown;
  to?: unknown;
  startsWith?: string;
  contains?: string;
  isSet?: boolean;
};

export type ListInput = {
  /** Conditions by field name; all must hold. */
  filter?: Record<string, Condition>;
  /** Words that must all begin some word of the searched fields. */
  text?: string;
  sort?: { field: string; direction: 'ascending' | 'descending' }[];
  page?: { offset: number; limit: number };
  /** true: only removed records (to bring them back). */
  removed?: boolean;
};

/** The largest page; ship more and the renderer stalls. */
export const largestPage = 200;

function listInputOf(entity: EntityDefinition): z.ZodType<ListInput, ListInput> {
  const fields = Object.entries(entity.fields).filter(([, field]) => isSendable(field));
  const conditions = Object.fromEntries(fields.map(([name, field]) => [name, conditionOf(field).optional()]));
  const instantCondition = z.strictObject({ from: z.date().optional(), to: z.date().optional() }).optional();
  const sortable = [...fields.map(([name]) => name), 'createdAt', 'updatedAt'];
  return z.strictObject({
    filter: z
      .strictObject({
        ...conditions,
        id: z.strictObject({ is: z.union([id, z.array(id).max(largestPage)]) }).optional(),
        createdAt: instantCondition,
        // Which account it was is no question of a list: not everyone may know the accounts.
        createdBy: z.strictObject({ isSet: z.boolean().optional() }).optional(),
        updatedAt: instantCondition,
      })
      .optional(),
    text: z.string().max(200).optional(),
    sort: z
      .array(z.strictObject({ field: z.enum(sortable), direction: z.enum(['ascending', 'descending']) }))
      .max(4)
      .optional(),
    page: z
      .strictObject({
        offset: z.number().int().min(0).max(10_000_000),
        limit: z.number().int().min(1).max(largestPage),
      })
      .optional(),
    removed: z.boolean().optional(),
  }) as unknown as z.ZodType<ListInput, ListInput>;
}

/** One page of records; `total` counts all that match. */
export type Page<E extends EntityDefinition> = {
  rows: RecordOf<E>[];
  total: number;
  names: Record<string, string>;
};
/** One record with the names of what it refers to. */
export type One<E extends EntityDefinition> = { record: RecordOf<E>; names: Record<string, string> };

/** What `update` answers: the record, and fields that others changed meanwhile and that were merged without conflict. */
export type Updated<E extends EntityDefinition> = One<E> & { merged: string[] };

/**
 * The procedures that every entity has. `create` with an `id` of the caller's own may be asked again when the answer was
 * lost: the record that is there already is changed to what is asked for, and none is made twice. `remove` hides a record, `restore`
 * brings it back (undo).
 */
export function crudContract<E extends EntityDefinition>(entity: E) {
  const record = recordSchema(entity);
  const page: z.ZodType<Page<E>> = z.object({ rows: z.array(record), total: z.number().int(), names });
  const one: z.ZodType<One<E>> = z.object({ record, names });
  const updated: z.ZodType<Updated<E>> = z.object({ record, names, merged: z.array(z.string()) });
  const asked: z.ZodType<NewOf<E>, NewOf<E>> = newSchema(entity);
  const changes: z.ZodType<ChangesOf<E>, ChangesOf<E>> = changesSchema(entity);
  const revision = systemShape.revision.min(1);
  const access = (action: 'read' | 'create' | 'update' | 'remove') => ({
    access: { kind: 'entity' as const, entity: entity.name, action },
  });
  const path = `/${entity.name}` as const;
  const tags = [entity.name];
  return {
    list: base
      .meta(access('read'))
      .route({ method: 'POST', path: `${path}/list`, tags })
      .input(listInputOf(entity))
      .output(page),
    get: base
      .meta(access('read'))
      .route({ method: 'GET', path: `${path}/{id}`, tags })
      .input(z.strictObject({ id: anyId }))
      .output(one),
    create: base.meta(access('create')).route({ method: 'POST', path, tags }).input(asked).output(one),
    update: base
      .meta(access('update'))
      .route({ method: 'PATCH', path: `${path}/{id}`, tags })
      .input(z.strictObject({ id, revision, changes }))
      .output(updated),
    remove: base
      .meta(access('remove'))
      .route({ method: 'DELETE', path: `${path}/{id}`, tags })
      .input(z.strictObject({ id, revision: z.coerce.number().pipe(revision) }))
      .output(one),
    restore: base
      .meta(access('remove'))
      .route({ method: 'POST', path: `${path}/{id}/restore`, tags })
      .input(z.strictObject({ id }))
      .output(one),
  };
}

/** What an entity that people only read has: the audit trail. */
export function readContract<E extends EntityDefinition>(entity: E) {
  const { list, get } = crudContract(entity);
  return { list, get };
}
