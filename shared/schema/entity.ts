import { z } from 'zod';
import type { Field, Fields } from './field';

/** What an entity is about; `shared/rules/permissions.ts` grants actions to roles by category, so none is granted by default. */
export type Category =
  | 'demographics'
  | 'schedule'
  | 'visits'
  | 'orders'
  | 'journal'
  | 'summary'
  | 'documents'
  | 'directory'
  | 'templates'
  | 'reports'
  | 'devices'
  | 'readings'
  | 'accounts'
  | 'audit';

/** An index of the collection; `unique` and `when` (a partial filter) as in MongoDB. Field names are those of the entity. */
export type Index = {
  readonly keys: Readonly<Record<string, 1 | -1>>;
  readonly unique?: boolean;
  /** Text fields of `keys` that are compared without case and accents. They must be ones that the entity is sorted by. */
  readonly folded?: readonly string[];
  readonly when?: Readonly<Record<string, unknown>>;
  readonly name: string;
  /** For a unique index: the field that a duplicate is reported on. */
  readonly reportedOn?: string;
};

/** Everything the rest of the app derives from: channels, validation, types, model, indexes, form, table, navigation, permissions. */
export type EntityDefinition<
  N extends string = string,
  F extends Fields = Fields,
  O extends boolean = boolean,
> = {
  /** Plural; also the name of its MongoDB collection and of its procedures. */
  readonly name: N;
  readonly label: { readonly one: string; readonly many: string };
  readonly category: Category;
  readonly fields: F;
  /** The field (or `id`) that ties a record to one patient: their compartment, as FHIR calls it. */
  readonly patientField?: string;
  /** That a patient has such a record is shown with them also to those who may not read it (a flag without its text). */
  readonly isFlagged?: boolean;
  /**
   * Groups of fields that mean something only together: when two people change fields of one group, also different ones,
   * it is a conflict and never merged.
   */
  readonly wholes?: readonly (readonly string[])[];
  /** Fields that `title` uses. */
  readonly titleFields: readonly string[];
  /** A name for people, from `titleFields`. */
  readonly title: (record: Partial<Record<string, unknown>>) => string;
  /** Fields whose words `list({ text })` finds. Only of levels that every reader of the entity may read. */
  readonly searchFields: readonly string[];
  readonly defaultSort: readonly { readonly field: string; readonly direction: 'ascending' | 'descending' }[];
  /** Columns that its table shows at first, in order. */
  readonly columns: readonly string[];
  /** Sections of its form, in order. */
  readonly sections: readonly { readonly title: string; readonly fields: readonly string[] }[];
  readonly indexes: readonly Index[];
  /** Procedures it does not have (the audit trail is only read). */
  readonly readOnly?: O;
};

/** Names of fields in a definition, checked against its fields. */
type Named<F extends Fields> = {
  readonly wholes?: readonly (readonly (keyof F & string)[])[];
  readonly titleFields: readonly (keyof F & string)[];
  readonly searchFields: readonly (keyof F & string)[];
  readonly columns: readonly (keyof F & string)[];
  readonly sections: readonly { readonly title: string; readonly fields: readonly (keyof F & string)[] }[];
};

/** An entity. One that is `readOnly` has no procedures that write. */
export function defineEntity<const N extends string, F extends Fields>(
  definition: EntityDefinition<N, F, true> & Named<F> & { readOnly: true },
): EntityDefinition<N, F, true>;
export function defineEntity<const N extends string, F extends Fields>(
  definition: EntityDefinition<N, F, false> & Named<F>,
): EntityDefinition<N, F, false>;
export function defineEntity(definition: EntityDefinition): EntityDefinition {
  return definition;
}

type ValueOf<F> = F extends Field<infer T, boolean> ? T : never;

/** What every record has besides its own fields. */
export type SystemFields = {
  id: string;
  revision: number;
  createdAt: Date;
  updatedAt: Date;
  createdBy?: string;
  updatedBy?: string;
  deletedAt?: Date;
};

/**
 * A record as it is read. Own fields are optional even where new records require them:
 * people without permission get fewer, and records adopted from older systems may lack some.
 */
export type RecordOf<E extends EntityDefinition> = SystemFields & {
  [K in keyof E['fields']]?: ValueOf<E['fields'][K]>;
};

type RequiredKeys<F extends Fields> = { [K in keyof F]: F[K]['required'] extends true ? K : never }[keyof F];

/** What creates a record. */
export type DraftOf<E extends EntityDefinition> = {
  [K in RequiredKeys<E['fields']>]: ValueOf<E['fields'][K]>;
} & { [K in Exclude<keyof E['fields'], RequiredKeys<E['fields']>>]?: ValueOf<E['fields'][K]> | null };

/** What changes a record: only the fields to change; null empties a field that is not required. */
export type ChangesOf<E extends EntityDefinition> = {
  [K in keyof E['fields']]?: ValueOf<E['fields'][K]> | (K extends RequiredKeys<E['fields']> ? never : null);
};

export const systemShape = {
  id: z.string(),
  revision: z.number().int(),
  createdAt: z.date(),
  updatedAt: z.date(),
  createdBy: z.string().optional(),
  updatedBy: z.string().optional(),
  deletedAt: z.date().optional(),
};

/** True for fields that a caller may send. */
export const isSettable = (field: Field): boolean => !field.derived && !field.hidden;
/** True for fields that a caller may receive. */
export const isSendable = (field: Field): boolean => !field.hidden && !field.writeOnly;

/** The schema of a record as it leaves the store and the router. */
export function recordSchema<E extends EntityDefinition>(entity: E): z.ZodType<RecordOf<E>, RecordOf<E>> {
  const own = Object.entries(entity.fields)
    .filter(([, field]) => isSendable(field))
    .map(([name, field]) => [name, field.stored.optional()]);
  // RecordOf is the mapped type of exactly this shape.
  return z.object({ ...systemShape, ...Object.fromEntries(own) }) as unknown as z.ZodType<
    RecordOf<E>,
    RecordOf<E>
  >;
}

/** The id of a record and some of its fields, as they are sent. */
export type PartOf<E extends EntityDefinition, Name extends string & keyof E['fields']> = Pick<
  RecordOf<E>,
  'id' | (Name & keyof RecordOf<E>)
>;

/** The same as a schema. */
export function partSchema<E extends EntityDefinition, Name extends string & keyof E['fields']>(
  entity: E,
  names: readonly Name[],
): z.ZodType<PartOf<E, Name>, PartOf<E, Name>> {
  const own = names.map((name) => [name, entity.fields[name]?.stored.optional()]);
  // PartOf is the mapped type of exactly this shape.
  return z.object({ id: systemShape.id, ...Object.fromEntries(own) }) as unknown as z.ZodType<
    PartOf<E, Name>,
    PartOf<E, Name>
  >;
}

/** The schema of a new record. Unknown and derived fields are refused by name; null means absent. */
export function draftSchema<E extends EntityDefinition>(entity: E): z.ZodType<DraftOf<E>, DraftOf<E>> {
  return z.strictObject(draftShape(entity)) as unknown as z.ZodType<DraftOf<E>, DraftOf<E>>;
}

function draftShape(entity: EntityDefinition): Record<string, z.ZodType> {
  const own = Object.entries(entity.fields)
    .filter(([, field]) => isSettable(field))
    .map(([name, field]) => [name, field.required ? field.input : field.input.nullish()]);
  return Object.fromEntries(own);
}

/** What asks for a new record: its draft, and the id that it shall have where the caller gives one. */
export type NewOf<E extends EntityDefinition> = DraftOf<E> & { id?: string };

/** The same as a schema. An id that is given makes asking again harmless: there is one record of it. */
export function newSchema<E extends EntityDefinition>(entity: E): z.ZodType<NewOf<E>, NewOf<E>> {
  const id = z
    .string()
    .regex(/^[0-9a-f]{24}$/, 'An id has 24 hexadecimal digits')
    .optional();
  return z.strictObject({ ...draftShape(entity), id }) as unknown as z.ZodType<NewOf<E>, NewOf<E>>;
}

/** The schema of changes: at least one field; required fields cannot be emptied. */
export function changesSchema<E extends EntityDefinition>(entity: E): z.ZodType<ChangesOf<E>, ChangesOf<E>> {
  const own = Object.entries(entity.fields)
    .filter(([, field]) => isSettable(field) && !field.fixed)
    .map(([name, field]) => [name, (field.required ? field.input : field.input.nullable()).optional()]);
  return z
    .strictObject(Object.fromEntries(own))
    .refine(
      (changes) => Object.keys(changes).length > 0,
      'Change at least one field',
    ) as unknown as z.ZodType<ChangesOf<E>, ChangesOf<E>>;
}
