import type { z } from 'zod';

/**
 * How confidential a field is. `shared/rules/permissions.ts` says which role reads and writes which level.
 * identity: who it is. contact: how to reach them. administrative: what the desk works with.
 * clinical: what only those who treat may read. account: sign-ins and roles. audit: the trail itself.
 */
export type Level = 'identity' | 'contact' | 'administrative' | 'clinical' | 'account' | 'audit';

/** What a field holds; one input, one column renderer, one filter and one stored form exist for each kind. */
export type FieldKind =
  | 'text'
  | 'longText'
  | 'email'
  | 'phone'
  | 'number'
  | 'yesNo'
  | 'calendarDate'
  | 'partialDate'
  | 'clockTime'
  | 'instant'
  | 'choice'
  | 'choices'
  | 'reference'
  | 'references'
  | 'coding'
  | 'codings'
  | 'texts'
  | 'numbers'
  | 'group'
  | 'entries'
  | 'image'
  | 'password';

export type Choice = { readonly value: string; readonly label: string };

/**
 * One field of an entity. `T` is the type of its value, `R` whether a new record must have it.
 * `input` checks what people and programs send (limits, trimming); `stored` checks only the shape of what is kept,
 * because records adopted from older systems may break today's limits and must still be readable.
 */
export type Field<T = unknown, R extends boolean = boolean> = {
  readonly kind: FieldKind;
  readonly label: string;
  readonly level: Level;
  readonly required: R;
  readonly input: z.ZodType<T, T>;
  readonly stored: z.ZodType<T, T>;
  /** One short sentence under the input. */
  readonly help?: string;
  /** The same for a record that is being made; it is not true of one that is there. */
  readonly helpOnCreate?: string;
  /** A valid value, shown in the empty input. */
  readonly example?: string;
  /** Unit of a number, as UCUM or plain words: `[in_i]`, `min`. Shown after the value. */
  readonly unit?: string;
  /** The unit of a number whose record says in another field what it is a number of: by the values of that field. */
  readonly unitBy?: { readonly field: string; readonly units: Readonly<Record<string, string>> };
  /** Limits of a number; also drive the input. */
  readonly range?: { readonly min: number; readonly max: number; readonly step: number };
  /** Longest text, in characters. */
  readonly maxLength?: number;
  readonly choices?: readonly Choice[];
  /** The entity that a reference points to. */
  readonly target?: string;
  /** The address of the system that a code is of unless another one is chosen (`code-systems.ts`). */
  readonly codeSystem?: string;
  /** Fields of a group or of each entry of a list. */
  readonly fields?: Readonly<Record<string, Field>>;
  /** An instant that the store sets once, when the record is made. */
  readonly stampedOnCreate?: boolean;
  /** A reason for going on: asked for only once a save was refused for want of it, or when it says something already. */
  readonly whenRefused?: boolean;
  /** Set by the system, never by a caller. */
  readonly derived?: boolean;
  /** May be given on creation and never changed after. */
  readonly fixed?: boolean;
  /** Says what a record was begun from (the visit that it amends): the page it was begun on knows, so no form asks. */
  readonly fromContext?: boolean;
  /** Kept in the database and never sent out (password hashes, booking slots). */
  readonly hidden?: boolean;
  /** Accepted from callers and never kept or sent out as it came (a new password). */
  readonly writeOnly?: boolean;
  /** Left out of lists because it is large; `get` returns it. */
  readonly heavy?: boolean;
};

export type Fields = Readonly<Record<string, Field>>;

/** The field as it is in one record: with its unit, where `values` say which it is. */
export function fieldIn(field: Field, values: Readonly<Record<string, unknown>>): Field {
  if (!field.unitBy) return field;
  return { ...field, unit: field.unitBy.units[String(values[field.unitBy.field])] };
}
